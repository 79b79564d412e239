import type { HealthDay } from '../../../shared/contract/shifts.ts'
import { lastDays } from '../../../shared/chart/day-rows.ts'
import { recentMean } from './recent-mean.ts'

/** Two nines: what a plain uptime monitor would still call up. */
const AVAILABLE = 0.99
/** A p95 that grew by half is what latency alerts are usually set to. */
const SLOWER = 1.5
/** Days: all there is before. */
const LONG = 10_000

/** Whether an infrastructure dashboard would be green: the last 7 days are available and no slower than those before. */
export function isHealthy(days: readonly HealthDay[]): boolean {
  const availability = recentMean(days, (day) => day.availability)
  const now = recentMean(days, (day) => day.latencyP95Ms)
  const earlier = days.slice(0, days.length - lastDays(days, 7).length)
  const before = recentMean(earlier, (day) => day.latencyP95Ms, LONG)
  if (availability === null || availability < AVAILABLE) return false
  return now === null || before === null || now <= before * SLOWER
}
