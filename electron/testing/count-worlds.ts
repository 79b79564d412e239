import { DAY_US, dateOfDay, dayNumber } from '../drift/calendar.ts'
import type { VerdictRow } from '../drift/daily-counts.ts'
import type { CountSeries } from '../../shared/model/counts.ts'

export interface Chance {
  uniform(): number
  gauss(): number
  poisson(mean: number): number
  binomial(n: number, p: number): number
}

/** Seeded chance (mulberry32): the same seed gives the same world on every machine. */
export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0
  const uniform = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const gauss = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())
  const poisson = (mean: number) => {
    if (mean > 40) return Math.max(0, Math.round(mean + Math.sqrt(mean) * gauss()))
    let left = uniform()
    let term = Math.exp(-mean)
    let k = 0
    for (; left > term && k < 1000; k++) {
      left -= term
      term *= mean / (k + 1)
    }
    return k
  }
  const binomial = (n: number, p: number) => {
    let k = 0
    for (let i = 0; i < n; i++) if (uniform() < p) k++
    return k
  }
  return { uniform, gauss, poisson, binomial }
}

export const FIRST_DAY = '2026-03-02'

/** Date of the n-th day of a world. */
export function worldDate(day: number): string {
  return dateOfDay(dayNumber(FIRST_DAY) + day)
}

/** Daily counts: `size(day, segment)` sessions expected, `rate(day, category, segment)` of them firing. */
export function makeSeries(world: {
  seed: number
  days: number
  categories: string[]
  segments: string[]
  size: (day: number, segment: number) => number
  rate: (day: number, category: number, segment: number) => number
}): CountSeries {
  const chance = chanceFrom(world.seed)
  const days = Array.from({ length: world.days }, (_, day) => {
    const sizes = world.segments.map((_name, s) => chance.poisson(world.size(day, s)))
    return {
      date: worldDate(day),
      n: world.categories.map(() => sizes),
      k: world.categories.map((_id, c) => sizes.map((n, s) => chance.binomial(n, world.rate(day, c, s)))),
    }
  })
  return { categories: world.categories, segments: world.segments, days }
}

/** The sessions of such a series as analysed traces, spread over each day; every category's rule is version 1. */
export function* sessionRows(series: CountSeries): Generator<VerdictRow> {
  const rules = series.categories.map((id) => `${id}@1`)
  for (const day of series.days) {
    const start = dayNumber(day.date) * DAY_US
    for (const [s, segment] of series.segments.entries()) {
      const size = day.n[0]![s]!
      for (let i = 0; i < size; i++) {
        yield {
          sessionKey: `${day.date}/${s}/${i}`,
          startUs: start + Math.floor(((i + 0.5) / size) * DAY_US),
          segment,
          rules,
          // Failures evenly among the sessions: no runs.
          verdicts: series.categories
            .map((_, c) => {
              const k = day.k[c]![s]!
              return Math.floor(((i + 1) * k) / size) > Math.floor((i * k) / size) ? 'f' : 'n'
            })
            .join(''),
        }
      }
    }
  }
}
