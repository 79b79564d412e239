import type { CountSeries } from '../../shared/model/counts.ts'
import { type DayRange, isWithin } from '../../shared/model/policy.ts'
import { type BaselineModel, fitBaseline } from './baseline.ts'
import { LEAST_BASELINE_SESSIONS, LEAST_WINDOW_DAYS } from './policy.ts'
import { counted, dayRange } from './wording.ts'

/** Closed days with their counts and, beside them, `[day][segment]` sessions. */
export interface ClosedDays {
  series: CountSeries
  sessions: readonly (readonly number[])[]
}

/**
 * Rates of the days of a window, both ends inclusive, without those that are excluded: or a sentence why they cannot
 * be a baseline.
 */
export function countWindow(
  { series, sessions }: ClosedDays,
  window: { from: string; to: string; excluded: readonly DayRange[] },
  rules: ReadonlyMap<string, number>,
  leastDays: number = LEAST_WINDOW_DAYS,
): BaselineModel | string {
  const positions = [...series.days.keys()].filter((d) => {
    const { date } = series.days[d]!
    return date >= window.from && date <= window.to && !isWithin(date, window.excluded)
  })
  const range = dayRange(window.from, window.to)
  if (positions.length < leastDays) {
    return `${range} holds ${counted(positions.length, 'closed day')} with data that ${positions.length === 1 ? 'is' : 'are'} not excluded; a baseline needs ${leastDays}, so that every weekday is in it.`
  }
  const model = fitBaseline(
    series,
    positions.map((d) => series.days[d]!),
    positions.map((d) => sessions[d] ?? []),
  )
  if (model.sessions < LEAST_BASELINE_SESSIONS) {
    return `${range} holds ${counted(model.sessions, 'session')}; at least ${LEAST_BASELINE_SESSIONS} are needed to know what is normal.`
  }
  return { ...model, versions: series.categories.map((id) => rules.get(id) ?? 0) }
}
