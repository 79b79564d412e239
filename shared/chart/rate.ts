import type { DayRate } from '../contract/shifts.ts'
import { fillDates, lastDays } from './day-rows.ts'

const Z95 = 1.959964

/** Wilson's 95 % interval of a share k of n (Wilson 1927); null without observations. */
export function wilson(k: number, n: number): { low: number; high: number } | null {
  if (n <= 0) return null
  const p = k / n
  const z2 = Z95 * Z95
  const middle = (p + z2 / (2 * n)) / (1 + z2 / n)
  const half = (Z95 / (1 + z2 / n)) * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n))
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) }
}

/** The rate of one day, null on a day nothing was judged. */
export function rateOf(day: { n: number; k: number }): number | null {
  return day.n > 0 ? day.k / day.n : null
}

/** The pooled rate of the last 7 days of a series; null where they hold nothing. */
export function recentRate(days: readonly DayRate[]): number | null {
  const recent = lastDays(days, 7)
  const n = recent.reduce((sum, day) => sum + day.n, 0)
  return n > 0 ? recent.reduce((sum, day) => sum + day.k, 0) / n : null
}

/** The rate a category stands at: that of its last 7 days, or of all its days where those hold nothing. */
export function standingRate(days: readonly DayRate[]): { rate: number | null; over: string } {
  const recent = recentRate(days)
  if (recent !== null) return { rate: recent, over: 'the last 7 days' }
  const n = days.reduce((sum, day) => sum + day.n, 0)
  const k = days.reduce((sum, day) => sum + day.k, 0)
  return { rate: rateOf({ n, k }), over: 'this range' }
}

/** A row for every day from the first to the last: days nobody sent anything become gaps of the line. */
export function fillDays(days: readonly DayRate[]): DayRate[] {
  return fillDates(days, (date) => ({ date, n: 0, k: 0, notEvaluable: 0 }))
}

/**
 * Joins neighbouring days until a series has at most `limit` points: a line of more points than pixels only costs.
 * Counts add up, so the rates stay exact; a joined point bears the date of its first day.
 */
export function joinDays(days: readonly DayRate[], limit: number): DayRate[] {
  const size = Math.ceil(days.length / limit)
  if (size <= 1) return [...days]
  const joined: DayRate[] = []
  for (let index = 0; index < days.length; index += size) {
    const group = days.slice(index, index + size)
    joined.push({
      date: group[0]?.date ?? '',
      n: group.reduce((sum, day) => sum + day.n, 0),
      k: group.reduce((sum, day) => sum + day.k, 0),
      notEvaluable: group.reduce((sum, day) => sum + day.notEvaluable, 0),
    })
  }
  return joined
}

/**
 * 95 % interval of observed over expected, the count taken as Poisson: Byar's approximation (Breslow and Day 1987, vol. II,
 * p. 69), good from one event on. The expectation is taken as known. Null without an expectation.
 */
export function poissonInterval(observed: number, expected: number): { low: number; high: number } | null {
  if (expected <= 0) return null
  return {
    low: observed > 0 ? byar(observed, -Z95) / expected : 0,
    high: byar(observed + 1, Z95) / expected,
  }
}

function byar(count: number, z: number): number {
  return count * (1 - 1 / (9 * count) + z / (3 * Math.sqrt(count))) ** 3
}
