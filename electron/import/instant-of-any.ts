import { instantOfIso, instantOfNumber, type Instant } from './decimal-time.ts'
import { numberOrNull } from './json-value.ts'

/** Numbers below are no times of ours: seconds of 1973. */
const FIRST = 1e8

/**
 * A time in whatever form a table holds it: ISO text (UTC without a zone), or a number in the unit by which it falls into
 * our time (a count of nanoseconds above 10^17, of microseconds above 10^14, of milliseconds above 10^11). Null where it
 * is none, or too far from us to be told in whole microseconds.
 */
export function instantOfAny(value: unknown): Instant | null {
  const instant = typeof value === 'string' ? instantOfIso(value) : null
  const found = instant ?? instantOfCount(value)
  return found !== null && Number.isSafeInteger(found.us) ? found : null
}

function instantOfCount(value: unknown): Instant | null {
  const count = numberOrNull(value)
  if (count === null || count < FIRST) return null
  return instantOfNumber(value, count > 1e17 ? 'ns' : count > 1e14 ? 'us' : count > 1e11 ? 'ms' : 's')
}
