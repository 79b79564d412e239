import { filterError } from './filter-error.ts'

const NS_PER = new Map([
  ['us', 1e3],
  ['ms', 1e6],
  ['s', 1e9],
  ['m', 60e9],
  ['h', 3600e9],
  ['d', 86_400e9],
])
const FACTORS = new Map([
  ['', 1],
  ['k', 1e3],
  ['m', 1e6],
])
const DAY_US = 86_400e6

/** Nanoseconds of `5s`, `1.5m`, `200ms`. */
export function readDuration(text: string, at: number): number {
  const [, digits, unit] = /^(\d+(?:\.\d+)?)(us|ms|s|m|h|d)$/i.exec(text) ?? []
  const factor = NS_PER.get(unit?.toLowerCase() ?? '')
  if (digits === undefined || factor === undefined) {
    throw filterError(at, `a duration such as 200ms, 5s, 1.5m or 2h is expected here, not "${text}".`)
  }
  return Math.round(Number(digits) * factor)
}

/** A number; `10k` and `2m` are thousands and millions. */
export function readNumber(text: string, at: number): number {
  const value = readScoreNumber(text)
  if (value === null)
    throw filterError(at, `a number such as 0.5, 200 or 10k is expected here, not "${text}".`)
  return value
}

/** As `readNumber`, but null where the text is no number: a score may have a label instead. */
export function readScoreNumber(text: string): number | null {
  const [, digits, suffix] = /^([+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,3})?)([km]?)$/i.exec(text) ?? []
  const factor = FACTORS.get(suffix?.toLowerCase() ?? '')
  return digits === undefined || factor === undefined ? null : Number(digits) * factor
}

/** The stretch of time a date or a time of day (UTC) stands for, in microseconds: [start, end). */
export function readTime(text: string, at: number): { startUs: number; endUs: number } {
  const [, day, clock] = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2})?)Z?)?$/.exec(text) ?? []
  const ms = day === undefined ? Number.NaN : Date.parse(`${day}T${clock ?? '00:00'}Z`)
  // Date.parse lets 31 February roll over into March.
  if (day === undefined || Number.isNaN(ms) || !new Date(ms).toISOString().startsWith(day)) {
    throw filterError(at, `a date such as 2026-03-01 is expected here, not "${text}".`)
  }
  return { startUs: ms * 1e3, endUs: ms * 1e3 + (clock === undefined ? DAY_US : 1) }
}
