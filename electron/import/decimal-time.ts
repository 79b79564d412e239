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
  return instantOfPlainIso(text) ?? instantOfAnyIso(text)
}

/** `YYYY-MM-DDTHH:MM:SS[.fraction][Z]`, as nearly all sources write it; null where it is written otherwise. */
function instantOfPlainIso(text: string): Instant | null {
  const { length } = text
  const separator = text.charCodeAt(10)
  if (length < 19 || length > 32 || (separator !== LETTER_T && separator !== SPACE)) return null
  if (text.charCodeAt(4) !== HYPHEN || text.charCodeAt(7) !== HYPHEN) return null
  if (text.charCodeAt(13) !== COLON || text.charCodeAt(16) !== COLON) return null
  const year = digitsAt(text, 0, 4)
  const month = digitsAt(text, 5, 7)
  const day = digitsAt(text, 8, 10)
  const seconds = (digitsAt(text, 11, 13) * 60 + digitsAt(text, 14, 16)) * 60 + digitsAt(text, 17, 19)
  // Times at the edge of their ranges (24:00, 30 February) are left to the language.
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= 28 && year >= 1900 && seconds < 86_400)) return null
  if (digitsAt(text, 11, 13) > 23 || digitsAt(text, 14, 16) > 59 || digitsAt(text, 17, 19) > 59) return null
  const end = text.charCodeAt(length - 1) === LETTER_Z ? length - 1 : length
  let nanos = 0
  if (end > 19) {
    if (text.charCodeAt(19) !== POINT || end === 20) return null
    const given = Math.min(end, 29)
    nanos = digitsAt(text, 20, given) * (POWERS[29 - given] ?? Number.NaN)
    if (Number.isNaN(nanos) || Number.isNaN(digitsAt(text, given, end))) return null
  }
  const us = Date.UTC(year, month - 1, day) * 1000 + seconds * 1e6
  return { us: us + Math.floor(nanos / 1000), subNs: nanos % 1000 }
}

const HYPHEN = 45
const POINT = 46
const COLON = 58
const LETTER_T = 84
const LETTER_Z = 90
const SPACE = 32
const POWERS = [1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8]

/** The number that the digits from one place to another write; NaN where one is none. */
function digitsAt(text: string, from: number, to: number): number {
  let value = 0
  for (let at = from; at < to; at++) {
    const digit = text.charCodeAt(at) - 48
    if (!(digit >= 0 && digit <= 9)) return Number.NaN
    value = value * 10 + digit
  }
  return value
}

function instantOfAnyIso(text: string): Instant | null {
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
