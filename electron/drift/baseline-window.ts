import type { CountSeries } from '../../shared/model/counts.ts'
import {
  BASELINE_DAYS,
  DAYS_LEFT_TO_WATCH,
  FEW_FAILURES,
  LEAST_WATCHED_DAYS,
  LONGEST_BASELINE_DAYS,
  FULL_EXPORT_DAYS,
  SHORTEST_EXPORT_DAYS,
  SPARSE_SHARE,
} from './policy.ts'

/**
 * How many of the closed days with data are the baseline: 28; longer by weeks, up to 56, while a quarter of the
 * categories has fewer than 20 failures in it and 28 later days remain; shorter where that would leave less than a
 * week to watch; the first half of an export of less than 21. Null for fewer than 8 days.
 */
export function chooseWindow(series: CountSeries): number | null {
  const available = series.days.length
  if (available < SHORTEST_EXPORT_DAYS) return null
  if (available < FULL_EXPORT_DAYS) return Math.ceil(available / 2)
  if (available < BASELINE_DAYS + LEAST_WATCHED_DAYS) return available - LEAST_WATCHED_DAYS
  let window = BASELINE_DAYS
  while (
    window + 7 <= LONGEST_BASELINE_DAYS &&
    available - window - 7 >= DAYS_LEFT_TO_WATCH &&
    sparseShare(series, window) >= SPARSE_SHARE
  ) {
    window += 7
  }
  return window
}

function sparseShare(series: CountSeries, window: number): number {
  if (series.categories.length === 0) return 0
  const sparse = series.categories.filter((_, c) => {
    let fired = 0
    for (let d = 0; d < window; d++) for (const k of series.days[d]!.k[c]!) fired += k
    return fired < FEW_FAILURES
  })
  return sparse.length / series.categories.length
}
