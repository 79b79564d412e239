import { expect, test } from 'vitest'
import type { CountSeries, DayCounts } from '../../shared/model/counts.ts'
import { chanceFrom, makeSeries, worldDate } from '../testing/count-worlds.ts'
import { fitBaseline } from './baseline.ts'
import { DAY_LIMIT, SUSTAINED_EVIDENCE } from './policy.ts'
import { foldDay } from './segment-pool.ts'
import { watchDays } from './watch.ts'

const BASE = 28

test('two days can never hold enough', () => {
  expect(2 * DAY_LIMIT).toBeLessThan(SUSTAINED_EVIDENCE)
})

/** Random shapes of worlds that are exactly at their baseline but on the bad days, where anything can happen. */
function worldWithBadDays(seed: number, bad: number): CountSeries {
  const chance = chanceFrom(seed)
  const cells = 1 + Math.floor(chance.uniform() * 4)
  const even = [8, 24, 80].map((k) => Array.from({ length: cells }, () => Math.ceil(k / cells)))
  const first = BASE + Math.floor(chance.uniform() * 30)
  const days: DayCounts[] = Array.from({ length: BASE + 60 }, (_, d) => ({
    date: worldDate(d),
    n: even.map((row) => row.map(() => 400)),
    k: even.map((row) => row.map((k) => k)),
  }))
  let at = first
  for (let i = 0; i < bad; i++) {
    const day = days[at]!
    // From a little up to absurd: every session of a huge day.
    day.k = day.k.map((row) => row.map((k) => Math.min(400, Math.ceil(k * (1 + chance.uniform() * 80)))))
    if (chance.uniform() < 0.3) {
      day.n = day.n.map((row) => row.map((n) => n * 1000))
      day.k = day.n.map((row) => row.map((n) => n))
    }
    at += 1 + Math.floor(chance.uniform() * 3)
  }
  return { categories: ['a', 'b', 'c'], segments: even[0]!.map((_, s) => `segment-${s}`), days }
}

function alertsOf(series: CountSeries): number {
  const model = fitBaseline(series, series.days.slice(0, BASE))
  return watchDays(
    model,
    series.days.slice(BASE).map((day) => foldDay(day, series.segments, model)),
  ).length
}

test('from rest no alert comes of one or two days, however absurd', () => {
  for (let seed = 0; seed < 150; seed++) expect(alertsOf(worldWithBadDays(seed, 1 + (seed % 2)))).toBe(0)
})

test('... while four bad days in a row do raise one, so that the worlds can fail', () => {
  for (let seed = 0; seed < 30; seed++) {
    const series = worldWithBadDays(seed, 0)
    for (let day = BASE + 20; day < BASE + 24; day++)
      series.days[day]!.k = series.days[day]!.k.map((row) => row.map((k) => Math.min(400, k * 5)))
    expect(alertsOf(series)).toBeGreaterThan(0)
  }
})

function oneSegment(factor: (day: number) => number): CountSeries {
  return makeSeries({
    seed: 4,
    days: BASE + 40,
    categories: ['a'],
    segments: ['s'],
    size: () => 600,
    rate: (day) => 0.03 * factor(day),
  })
}

test('two spikes beside ordinary days are not sustained, a doubling is', () => {
  expect(alertsOf(oneSegment((day) => (day === BASE + 20 || day === BASE + 24 ? 4 : 1)))).toBe(0)
  expect(alertsOf(oneSegment((day) => (day >= BASE + 20 ? 2 : 1)))).toBe(1)
})
