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
