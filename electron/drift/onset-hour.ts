import type { BaselineModel } from './baseline.ts'
import { dayNumber, DAY_US } from './calendar.ts'
import type { DailyCounts } from './daily-counts.ts'
import type { Incident } from './incident.ts'
import { cellOf } from './segment-pool.ts'

const HOUR_US = 3_600_000_000
/** An onset is dated to within a day: the hours of the day before and of the day after are looked at as well. */
const AROUND_DAYS = 1

/**
 * The hour (microseconds) in which a rise most likely began, among those around its first day: the one from which the
 * sessions are likeliest at the raised rate, and before it at the usual one. Null where the sessions of those days are not
 * at hand, one by one.
 */
export function findOnsetHour(
  incident: Incident,
  onset: string,
  ratio: number,
  model: BaselineModel,
  { series, newest }: DailyCounts,
): number | null {
  const letter = series.categories.indexOf(model.categories[incident.category]!)
  const from = (dayNumber(onset) - AROUND_DAYS) * DAY_US
  const until = from + (2 * AROUND_DAYS + 1) * DAY_US
  if (letter < 0 || newest.length === 0 || newest[0]!.startUs > from) return null
  const cells = series.segments.map((segment) => cellOf(segment, model))
  let best: number | null = null
  let sum = 0
  let most = 0
  for (let i = newest.length - 1; i >= 0; i--) {
    const { startUs, segment, verdicts } = newest[i]!
    if (startUs < from) break
    const cell = cells[segment] ?? -1
    const verdict = verdicts[letter]
    if (startUs >= until || verdict === '-' || cell < 0) continue
    if (incident.cell !== null && cell !== incident.cell) continue
    const usual = model.rates[incident.category]![cell]!
    const raised = Math.min(HIGHEST_RATE, usual * ratio)
    sum += verdict === 'f' ? Math.log(raised / usual) : Math.log((1 - raised) / (1 - usual))
    if (sum > most) {
      most = sum
      best = Math.floor(startUs / HOUR_US) * HOUR_US
    }
  }
  return best
}

const HIGHEST_RATE = 0.95
