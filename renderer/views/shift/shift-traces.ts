import type { ShiftRow, WatchState } from '../../../shared/contract/shifts.ts'
import type { SearchValues } from '../view.ts'

type About = Pick<ShiftRow, 'category' | 'segment' | 'onset' | 'closedOn'>

/** The search of the trace list for all sessions of a shift, or for those that show its category. */
export function tracesDuring(shift: About, watch: WatchState, isFailing = true): SearchValues {
  return {
    filter: isFailing ? `category:${shift.category}` : null,
    from: shift.onset,
    to: shift.closedOn ?? watch.lastClosedDay,
    segment: shift.segment,
  }
}

/** The same in the days of the baseline; null without one. */
export function tracesOfBaseline(shift: About, watch: WatchState, isFailing = true): SearchValues | null {
  if (watch.baseline === null) return null
  const { from, to } = watch.baseline
  return { ...tracesDuring(shift, watch, isFailing), from, to }
}
