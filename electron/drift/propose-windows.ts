import { dateOfDay, dayNumber } from './calendar.ts'
import { BASELINE_DAYS, LEAST_BASELINE_SESSIONS, LEAST_WINDOW_DAYS } from './policy.ts'

/** Days with their sessions, and versions by the day they came up. */
export interface WindowFacts {
  days: readonly { date: string; sessions: number }[]
  changes: readonly { date: string; label: string }[]
  /** Onsets of shifts: a window that ends before one leaves it to be found. */
  onsets: readonly string[]
}

/** No more windows are proposed. */
const MOST_PROPOSED = 6

/**
 * Windows that would make a good baseline: the last 28 days, and the 28 days before each change of a version, newest
 * first. A proposal holds at least a week and 100 sessions.
 */
export function proposeWindows({
  days,
  changes,
  onsets,
}: WindowFacts): { from: string; to: string; sessions: number; why: string }[] {
  const last = days.at(-1)?.date
  if (last === undefined) return []
  const ends = [
    { to: last, why: 'The newest four weeks' },
    ...onsets.map((onset) => ({ to: dayBefore(onset), why: 'Before the newest shift' })).slice(0, 1),
    ...changes
      .toSorted((a, b) => (a.date < b.date ? 1 : -1))
      .map(({ date, label }) => ({ to: dayBefore(date), why: `Before ${label}` })),
  ]
  const seen = new Set<string>()
  return ends
    .flatMap(({ to, why }) => {
      const first = dateOfDay(dayNumber(to) - BASELINE_DAYS + 1)
      const inside = days.filter(({ date, sessions }) => sessions > 0 && date >= first && date <= to)
      const sessions = inside.reduce((sum, day) => sum + day.sessions, 0)
      const [from, until] = [inside[0]?.date, inside.at(-1)?.date]
      if (from === undefined || until === undefined || seen.has(until)) return []
      if (inside.length < LEAST_WINDOW_DAYS || sessions < LEAST_BASELINE_SESSIONS) return []
      seen.add(until)
      return [{ from, to: until, sessions, why }]
    })
    .slice(0, MOST_PROPOSED)
}

function dayBefore(date: string): string {
  return dateOfDay(dayNumber(date) - 1)
}
