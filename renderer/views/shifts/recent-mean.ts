import type { HealthDay } from '../../../shared/contract/shifts.ts'
import { lastDays } from '../../../shared/chart/day-rows.ts'

/** Mean of a measure over the last days, weighted by their traces; null where none of them has a value. */
export function recentMean(
  days: readonly HealthDay[],
  value: (day: HealthDay) => number | null,
  count = 7,
): number | null {
  let sum = 0
  let weight = 0
  for (const day of lastDays(days, count)) {
    const measured = value(day)
    if (measured === null) continue
    sum += measured * day.traces
    weight += day.traces
  }
  return weight > 0 ? sum / weight : null
}
