import type { DayCounts } from '../../shared/model/counts.ts'

export const DAY_US = 86_400_000_000

/** 0 on Monday to Friday, 1 on Saturday and Sunday. */
export function weekendOf(date: string): 0 | 1 {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay()
  return weekday === 0 || weekday === 6 ? 1 : 0
}

/** Days since 1970 of an ISO date, and back. */
export function dayNumber(date: string): number {
  return Math.round(Date.parse(`${date}T00:00:00Z`) / 86_400_000)
}
export function dateOfDay(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10)
}

/** Ten failures of prior: a window with few weekends says little about them. */
const CALENDAR_PRIOR = 10

/** Observed over expected on weekdays and at weekends, by category; `days` folded into the cells of `rates`. */
export function fitCalendar(
  days: readonly DayCounts[],
  rates: readonly (readonly number[])[],
): [number, number][] {
  return rates.map((row, c) => {
    const fired = [CALENDAR_PRIOR, CALENDAR_PRIOR]
    const expected = [CALENDAR_PRIOR, CALENDAR_PRIOR]
    for (const day of days) {
      const weekend = weekendOf(day.date)
      for (let s = 0; s < row.length; s++) {
        fired[weekend]! += day.k[c]![s]!
        expected[weekend]! += day.n[c]![s]! * row[s]!
      }
    }
    return [fired[0]! / expected[0]!, fired[1]! / expected[1]!]
  })
}
