import { DAY_US, dateOfDay } from './calendar.ts'

/** A day is closed so long after its end: late spans and retries have arrived. */
const CLOSING_DELAY_US = DAY_US
/** All sessions within this have no clock worth the name: exports of benchmarks stamp everything with one moment. */
const FAKE_CLOCK_SPAN_US = 60_000_000
/** A handful of sessions within a minute is a small export, not a fake clock. */
const FAKE_CLOCK_SESSIONS = 20

/** UTC date of a moment in microseconds since 1970. */
export function dateOf(us: number): string {
  return dateOfDay(Math.floor(us / DAY_US))
}

/** The last day that is closed as of the data's own newest time (never the wall clock). */
export function lastClosedDay(newestUs: number): string {
  return dateOfDay(Math.floor((newestUs - CLOSING_DELAY_US) / DAY_US) - 1)
}

/** Whether the times carry no calendar: the source says so for all, or everything happened within a minute. */
export function isFakeClock(span: {
  oldestUs: number
  newestUs: number
  sessions: number
  syntheticSessions: number
}): boolean {
  if (span.sessions === 0) return false
  if (span.syntheticSessions === span.sessions) return true
  return span.sessions >= FAKE_CLOCK_SESSIONS && span.newestUs - span.oldestUs < FAKE_CLOCK_SPAN_US
}
