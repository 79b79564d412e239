/**
 * Numbers and times as every surface writes them: English, the same under every system locale, with thin rules:
 * `2.1 %`, `8.4 s`, `11.2k`, `$0.041`, `12 April`. Dates are UTC, as days are counted. A missing value is a dash.
 */
const MISSING = '–'

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const

type Maybe = number | null | undefined

function isMissing(value: Maybe): value is null | undefined {
  return value === null || value === undefined || !Number.isFinite(value)
}

/** `412,380` */
export function formatCount(value: Maybe): string {
  if (isMissing(value)) return MISSING
  const [whole = '0', rest] = String(Math.abs(Math.round(value * 10) / 10)).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',')
  return (value < 0 ? '−' : '') + grouped + (rest ? `.${rest}` : '')
}

/** `412k`, `11.2k`, `5.1 M`; below a thousand as it is. */
export function formatShortCount(value: Maybe): string {
  if (isMissing(value)) return MISSING
  const size = Math.abs(value)
  if (size < 999.5) return formatCount(Math.round(value))
  if (size < 999_500) return `${threeDigits(value / 1e3)}k`
  if (size < 999_500_000) return `${threeDigits(value / 1e6)} M`
  return `${threeDigits(value / 1e9)} G`
}

/** A share 0..1 as `2.1 %`; more digits only near 0 and near 100 %. */
export function formatRate(value: Maybe): string {
  if (isMissing(value)) return MISSING
  const percent = value * 100
  const size = Math.abs(percent)
  if (size === 0) return '0 %'
  if (size < 0.005) return '< 0.01 %'
  if (size < 0.095 || (size > 99.5 && size < 100)) return `${percent.toFixed(2)} %`
  return size < 99.95 ? `${percent.toFixed(1)} %` : `${percent.toFixed(0)} %`
}

/** A difference of shares in percentage points, always with its sign: `+4.0 pp`. */
export function formatPoints(value: Maybe): string {
  if (isMissing(value)) return MISSING
  const points = value * 100
  const digits = Math.abs(points) >= 0.095 || points === 0 ? 1 : 2
  const text = Math.abs(points).toFixed(digits)
  if (Number(text) === 0) return '0.0 pp'
  return `${points < 0 ? '−' : '+'}${text} pp`
}

/** A ratio with two or three digits: `3.2`, `12`, `0.87`. */
export function formatRatio(value: Maybe): string {
  if (isMissing(value)) return MISSING
  if (Math.abs(value) >= 9.95) return formatCount(Math.round(value))
  if (Math.abs(value) < 0.995) return value.toFixed(2)
  return value.toFixed(1)
}

/** An expected count, which is rarely whole: `139`, `0.9`. */
export function formatExpected(value: Maybe): string {
  if (isMissing(value)) return MISSING
  return value < 9.95 ? String(Number(value.toFixed(1))) : formatCount(Math.round(value))
}

/** Nanoseconds as `820 µs`, `41 ms`, `8.4 s`, `3 min 5 s`, `2 h 10 min`. */
export function formatDuration(nanoseconds: Maybe): string {
  if (isMissing(nanoseconds)) return MISSING
  const sign = nanoseconds < 0 ? '−' : ''
  const size = Math.abs(nanoseconds)
  if (size < 1e3) return `${sign}${Math.round(size)} ns`
  if (size < 999.5e3) return `${sign}${threeDigits(size / 1e3)} µs`
  if (size < 999.5e6) return `${sign}${threeDigits(size / 1e6)} ms`
  return sign + formatSeconds(size / 1e9)
}

/** Seconds as `8.4 s`, `3 min 5 s`, `2 h 10 min`, `3 d 4 h`. */
export function formatSeconds(seconds: Maybe): string {
  if (isMissing(seconds)) return MISSING
  if (seconds < 9.95) return `${Number(seconds.toFixed(1))} s`
  if (seconds < 59.5)
    return seconds < 59.95 && !Number.isInteger(seconds) ? `${threeDigits(seconds)} s` : `${seconds} s`
  const whole = Math.round(seconds)
  if (whole < 3600) return pairOf(Math.floor(whole / 60), 'min', whole % 60, 's')
  const minutes = Math.round(seconds / 60)
  if (minutes < 1440) return pairOf(Math.floor(minutes / 60), 'h', minutes % 60, 'min')
  const hours = Math.round(seconds / 3600)
  return pairOf(Math.floor(hours / 24), 'd', hours % 24, 'h')
}

/** Decimal units, as disks and file managers count: `2.1 GB`. */
export function formatBytes(bytes: Maybe): string {
  if (isMissing(bytes)) return MISSING
  if (bytes < 999.5) return `${Math.round(bytes)} B`
  if (bytes < 999.5e3) return `${threeDigits(bytes / 1e3)} kB`
  if (bytes < 999.5e6) return `${threeDigits(bytes / 1e6)} MB`
  if (bytes < 999.5e9) return `${threeDigits(bytes / 1e9)} GB`
  return `${threeDigits(bytes / 1e12)} TB`
}

/** US dollars: `$0.041`, `$1.20`, `$1,204`. */
export function formatCost(usd: Maybe): string {
  if (isMissing(usd)) return MISSING
  if (usd === 0) return '$0'
  if (usd < 0.0001) return '< $0.0001'
  if (usd < 0.01) return `$${usd.toFixed(4)}`
  if (usd < 0.995) return `$${usd.toFixed(3)}`
  return usd < 100 ? `$${usd.toFixed(2)}` : `$${formatCount(Math.round(usd))}`
}

/** An ISO date as `12 April`. */
export function formatDay(date: string): string {
  const [, month, day] = partsOf(date)
  return month ? `${day} ${MONTHS[month - 1]}` : date
}

/** An ISO date as `12 Apr`. */
export function formatShortDay(date: string): string {
  const [, month, day] = partsOf(date)
  return month ? `${day} ${MONTHS[month - 1]?.slice(0, 3)}` : date
}

/** Two ISO dates, the year told once: `2 Mar – 26 Apr 2026`. */
export function formatDayRange(from: string, to: string): string {
  const [fromYear] = partsOf(from)
  const [toYear] = partsOf(to)
  if (from === to) return `${formatShortDay(from)} ${fromYear}`
  if (fromYear !== toYear) return `${formatShortDay(from)} ${fromYear} – ${formatShortDay(to)} ${toYear}`
  return `${formatShortDay(from)} – ${formatShortDay(to)} ${toYear}`
}

/** Microseconds since 1970 as `14 April 09:12:07` (UTC). */
export function formatTime(us: Maybe): string {
  if (isMissing(us)) return MISSING
  const iso = isoOf(us)
  return iso === null ? MISSING : `${formatDay(iso.slice(0, 10))} ${iso.slice(11, 19)}`
}

/** Microseconds since 1970 as `2026-04-14 09:12:07.123` (UTC), for tables. */
export function formatTimestamp(us: Maybe): string {
  if (isMissing(us)) return MISSING
  const iso = isoOf(us)
  return iso === null ? MISSING : `${iso.slice(0, 10)} ${iso.slice(11, 23)}`
}

/** The ISO date of a time in microseconds since 1970 (UTC), null outside what a Date can hold. */
export function dayOf(us: number): string | null {
  return isoOf(us)?.slice(0, 10) ?? null
}

/** An ISO date some days later. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** Days from one ISO date to another; 0 for the same. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
}

/** From here on years tell a length of time better than days. */
const MANY_DAYS = 730

/** `1 day`, `9 days`, `8 weeks`: whole weeks from four on; `7.2 years` from two on. */
export function formatDays(days: number): string {
  if (days >= MANY_DAYS) return `${Number((days / 365.25).toFixed(1))} years`
  if (days >= 28 && days % 7 === 0) return `${days / 7} weeks`
  return `${formatCount(days)} ${days === 1 ? 'day' : 'days'}`
}

/** `1 trace`, `3 traces`. */
export function formatPlural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`
}

function isoOf(us: number): string | null {
  const date = new Date(us / 1000)
  return Number.isNaN(date.getTime()) ? null : date.toISOString()
}

function partsOf(date: string): [number, number, number] {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(date)
  return match ? [Number(match[1]), Number(match[2]), Number(match[3])] : [0, 0, 0]
}

function threeDigits(value: number): string {
  const size = Math.abs(value)
  if (size >= 99.95) return String(Math.round(value))
  return String(Number(value.toFixed(1)))
}

function pairOf(big: number, bigUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${big} ${bigUnit}` : `${big} ${bigUnit} ${small} ${smallUnit}`
}
