import { addDays, daysBetween, formatShortDay } from '../format.ts'

/** The days a chart spans, both inclusive. */
export interface Span {
  from: string
  to: string
}

/** Pixel of a day's middle; days outside the span lie outside [left, right]. */
export function dayScale(span: Span, left: number, right: number): (date: string) => number {
  const days = daysBetween(span.from, span.to)
  if (days === 0) return (date) => (left + right) / 2 + daysBetween(span.from, date) * (right - left)
  return (date) => left + (daysBetween(span.from, date) / days) * (right - left)
}

/** The day under a pixel, kept inside the span. */
export function dayAt(span: Span, left: number, right: number, x: number): string {
  const days = Math.max(1, daysBetween(span.from, span.to))
  const index = Math.round(((x - left) / Math.max(1, right - left)) * days)
  return addDays(span.from, Math.min(days, Math.max(0, index)))
}

/** A year is told where the days alone would be those of several. */
const YEAR_DAYS = 366

/** How the days of an axis are written: `2 Mar`, or `Mar 2025` on an axis of more than a year. */
export function axisDay(span: Span, date: string): string {
  const short = formatShortDay(date)
  return daysBetween(span.from, span.to) < YEAR_DAYS ? short : `${short.split(' ')[1]} ${date.slice(0, 4)}`
}

/** First and last of some dated rows; null without rows. Rows come in the order of time. */
export function spanOf(rows: readonly { date: string }[]): Span | null {
  const first = rows[0]
  const last = rows.at(-1)
  return first && last ? { from: first.date, to: last.date } : null
}

/** A round number at or above the value, of 1, 1.5, 2, 3, 4, 5, 6, 8 times a power of ten. */
export function roundUp(value: number): number {
  if (value <= 0 || !Number.isFinite(value)) return 1
  const power = 10 ** Math.floor(Math.log10(value))
  const step =
    [1, 1.5, 2, 3, 4, 5, 6, 8, 10].find((candidate) => candidate * power >= value * (1 - 1e-9)) ?? 10
  return step * power
}

/** Lines at even steps from 0 to the top, the top itself left out where it would touch the edge. */
export function ticksTo(top: number, count: number): number[] {
  const rough = top / count
  const step = roundUp(rough)
  const ticks: number[] = []
  for (let value = step; value <= top * (1 + 1e-9) && ticks.length < 12; value += step) ticks.push(value)
  return ticks
}

/** Days to label under a wide chart: the same weekday or the first of months, some `pixels` apart at least. */
export function dayTicks(span: Span, width: number, pixels = 84): string[] {
  const days = daysBetween(span.from, span.to)
  const wanted = Math.max(1, Math.floor(width / pixels))
  const step = [1, 2, 7, 14, 28, 56, 91, 182, 364].find((candidate) => days / candidate <= wanted) ?? 728
  const ticks: string[] = []
  for (let offset = 0; offset <= days; offset += step) ticks.push(addDays(span.from, offset))
  return ticks
}
