import { expect, test } from 'vitest'
import { type Chance, chanceFrom, worldDate } from '../testing/count-worlds.ts'
import { type BaselineModel, certaintyOf, fitBaseline } from './baseline.ts'
import { Evidence } from './evidence.ts'
import { NullCosts } from './null-cost.ts'
import { EFFECT_SIZES, ACCEPTED_SHIFT } from './policy.ts'

const SIZES = [40, 25]
/** Two segments with 5 and 10 %, and a rare category beside; the counts of each day are the expected ones. */
const model: BaselineModel = fitBaseline(
  {
    categories: ['a', 'b'],
    segments: ['s', 't'],
    days: Array.from({ length: 28 }, (_, d) => day(d)),
  },
  Array.from({ length: 28 }, (_, d) => day(d)),
)

function day(d: number) {
  return {
    date: worldDate(d),
    n: [SIZES, SIZES],
    k: [
      [2, d % 2 === 0 ? 2 : 3],
      [d % 5 === 0 ? 1 : 0, d % 7 === 0 ? 1 : 0],
    ],
  }
}

/** The bound on a weekday. */
const RATES = model.rates[0]!.map((rate) => rate * model.calendar[0]![0] * ACCEPTED_SHIFT)

const STREAMS = [
  { category: 0, cell: null, weight: 0.5, threshold: 180 },
  { category: 0, cell: 1, weight: 0.5, threshold: 180 },
]

/** Rates as a share of the bound, per day and cell; sizes as a share of the usual ones. */
const NULLS: [
  name: string,
  share: (day: number, chance: Chance) => number,
  mix?: (day: number) => number[],
][] = [
  ['at the bound', () => 1],
  ['anywhere below it', (_day, chance) => chance.uniform()],
  ['alternating', (_day, chance) => (chance.uniform() < 0.5 ? 1 : 0)],
  ['slow waves up to it', (at) => 0.5 + 0.5 * Math.abs(Math.sin(at / 9))],
  ['at the bound while the mix moves', () => 1, (at) => [Math.max(5, 40 - at), 25 + at]],
  ['at the bound, a busy day a week', () => 1, (at) => (at % 7 === 0 ? [120, 75] : [40, 25])],
]

/** Mean of M after `days` over seeded runs, divided by the days: at most 1 where the theorem holds. */
function meanOfM(
  cell: number | null,
  days: number,
  runs: number,
  share: (day: number, chance: Chance) => number,
  mix: (day: number) => number[] = () => SIZES,
): number {
  const chance = chanceFrom(7)
  const costs = new NullCosts(model, 0)
  const stream = STREAMS.find((each) => (each.cell === null) === (cell === null))!
  let sum = 0
  for (let run = 0; run < runs; run++) {
    const evidence = new Evidence(stream, days, certaintyOf(model, 0, cell))
    for (let at = 0; at < days; at++) {
      const n = mix(at)
      const part = share(at, chance)
      const k = n.map((size, s) => chance.binomial(size, RATES[s]! * part))
      if (cell === null) evidence.step(k[0]! + k[1]!, costs.category(0, n, k))
      else evidence.step(k[cell]!, costs.cell(0, cell, n[cell]!, k[cell]!))
    }
    sum += evidence.value
  }
  return sum / runs / days
}

test.each(NULLS)('the mean of M stays below the days passed: rates %s', (_name, share, mix) => {
  expect(meanOfM(null, 25, 1500, share, mix)).toBeLessThanOrEqual(1)
  expect(meanOfM(1, 25, 1500, share, mix)).toBeLessThanOrEqual(1)
})

test('... and would not, were the rates half above the bound', () => {
  expect(meanOfM(null, 25, 300, () => 1.5)).toBeGreaterThan(1)
  expect(meanOfM(1, 25, 300, () => 1.5)).toBeGreaterThan(1)
})

test('each day has evidence e^l of mean at most 1 at the bound, exactly, for every effect size and size of day', () => {
  const costs = new NullCosts(model, 0)
  for (const n of [0, 1, 7, 40, 300]) {
    const q = RATES[1]!
    const cost = costs.cell(0, 1, n, 0)
    EFFECT_SIZES.forEach((size, t) => {
      // The generating function of the binomial.
      const mean = n * Math.log(1 + (size - 1) * q) - cost.fixed[t]! - cost.linear[t]!
      expect(mean).toBeLessThanOrEqual(1e-9)
      expect(mean).toBeGreaterThan(-1e-9)
    })
  }
})

test('a factor on all rates, drawn as the baseline leaves it, keeps the mean of a run below 1', () => {
  const chance = chanceFrom(3)
  const certainty = 12
  let sum = 0
  const runs = 6000
  for (let run = 0; run < runs; run++) {
    // Gamma(12, 12) as a sum of exponentials.
    let factor = 0
    for (let i = 0; i < certainty; i++) factor -= Math.log(1 - chance.uniform()) / certainty
    const costs = new NullCosts(model, 0)
    const evidence = new Evidence(STREAMS[1]!, 20, certainty)
    for (let at = 0; at < 10; at++) {
      const k = chance.binomial(25, Math.min(1, RATES[1]! * factor))
      evidence.step(k, costs.cell(0, 1, 25, k))
    }
    sum += evidence.value
  }
  expect(sum / runs).toBeLessThanOrEqual(10)
})

test('a day without sessions changes nothing', () => {
  const costs = new NullCosts(model, 0)
  const evidence = new Evidence(STREAMS[0]!, 3, 50)
  evidence.step(9, costs.category(0, SIZES, [4, 5]))
  const before = evidence.value
  evidence.step(0, costs.category(0, [0, 0], [0, 0]))
  expect(evidence.value).toBe(before)
  expect(evidence.days).toBe(2)
})

test('no slow rise is learned away: after eight weeks at half more the same rate is still evidence', () => {
  const costs = new NullCosts(model, 0)
  const evidence = new Evidence(STREAMS[0]!, 120, 2000)
  for (let at = 0; at < 120; at++) evidence.step(14, costs.category(0, [80, 50], [6, 8]))
  expect(evidence.value).toBeGreaterThan(120)
})
