/** An instant: whole microseconds since 1970 and the nanoseconds (0..999) beyond. */
export interface Instant {
  us: number
  subNs: number
}

/** Microseconds of a decimal count of nanoseconds; NaN where the text is no such count. */
export function microsOfNanos(text: string): number {
  const end = text.length - 3
  let value = 0
  for (let i = 0; i < text.length; i++) {
    const digit = text.charCodeAt(i) - 48
    if (digit < 0 || digit > 9) return Number.NaN
    if (i < end) value = value * 10 + digit
  }
  return text.length === 0 || value > Number.MAX_SAFE_INTEGER ? Number.NaN : value
}

/** The nanoseconds (0..999) that microsOfNanos leaves. */
export function subNanosOf(text: string): number {
  return text.length <= 3 ? Number(text) : Number(text.slice(-3))
}

/** Nanoseconds from one instant to another; exact below 104 days. */
export function nanosBetween(startUs: number, startSubNs: number, endUs: number, endSubNs: number): number {
  return (endUs - startUs) * 1000 + (endSubNs - startSubNs)
}

const ISO =
  /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)(?:[.,](\d{1,12}))?\s*(Z|UTC|[+-]\d{2}:?\d{2})?$/i

/** An ISO 8601 time, up to nanoseconds. Without a zone it is read as UTC. Null where it is none. */
export function instantOfIso(text: string): Instant | null {
  const match = ISO.exec(text.trim())
  if (!match) return null
  const [, date, clock, fraction = '', zone] = match
  const offset =
    !zone || /^(Z|UTC)$/i.test(zone) ? 'Z' : zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone
  const ms = Date.parse(`${date}T${clock}${offset}`)
  if (Number.isNaN(ms)) return null
  const nanos = Number(fraction.slice(0, 9).padEnd(9, '0'))
  return { us: ms * 1000 + Math.floor(nanos / 1000), subNs: nanos % 1000 }
}

const DURATION = /^(-)?P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,](\d{1,9}))?S)?)?$/

/** An ISO 8601 duration (`PT2M37.16S`) in nanoseconds, null where it is none. */
export function nanosOfIsoDuration(text: string): number | null {
  const match = DURATION.exec(text)
  if (!match || text.endsWith('P') || text.endsWith('T')) return null
  const [, sign, days = '0', hours = '0', minutes = '0', seconds = '0', fraction = ''] = match
  const whole = ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds)
  const nanos = whole * 1e9 + Number(fraction.padEnd(9, '0'))
  return sign ? -nanos : nanos
}

/** How many microseconds a unit of time has. */
const UNIT_US = { s: 1e6, ms: 1e3, us: 1, ns: 1e-3 } as const

/**
 * An instant from a number of units since 1970, or the decimal text of one; null where it is none. Whole nanoseconds
 * beyond 2^53 must come as bigint or text to be exact; fractions of seconds are taken to the microsecond.
 */
export function instantOfNumber(value: unknown, unit: keyof typeof UNIT_US): Instant | null {
  if (unit === 'ns' && (typeof value === 'bigint' || typeof value === 'string' || Number.isInteger(value))) {
    const text = String(value)
    const us = microsOfNanos(text)
    return Number.isNaN(us) ? null : { us, subNs: subNanosOf(text) }
  }
  const number =
    typeof value === 'string' && value.trim() !== '' ? Number(value) : Number(value ?? Number.NaN)
  const us = number * UNIT_US[unit]
  if (typeof value === 'boolean' || !Number.isFinite(us) || Math.abs(us) > Number.MAX_SAFE_INTEGER)
    return null
  return unit === 'us' && !Number.isInteger(us)
    ? { us: Math.floor(us), subNs: Math.min(999, Math.round((us - Math.floor(us)) * 1000)) }
    : { us: Math.round(us), subNs: 0 }
}

/** Nanoseconds from one instant to another. */
export function nanosFrom(start: Instant, end: Instant): number {
  return nanosBetween(start.us, start.subNs, end.us, end.subNs)
}
