import { daysBetween } from '../../../shared/format.ts'
import type { ChartBlock } from '../../../shared/model/report-document.ts'
import { formatCell, UNIT_FORMATS } from '../format-cell.ts'

export const WIDTH = 820
export const HEIGHT = 230
export const LEFT = 62
export const RIGHT = 10
export const TOP = 26
export const BOTTOM = 26
/** Evidence spans orders of magnitude: its axis is logarithmic, from a hundredth of what raises an alert. */
const LOWEST_POWER = -2

export interface Frame {
  x(date: string): number
  y(value: number): number
  /** Lines across, with what stands at their left. */
  levels: { value: number; text: string }[]
  first: string
  last: string
}

/** Where days and values of a chart stand; null where there is no day. */
export function frameOf(chart: ChartBlock): Frame | null {
  const first = chart.days[0]?.date
  const last = chart.days.at(-1)?.date
  if (first === undefined || last === undefined) return null
  const span = Math.max(1, daysBetween(first, last))
  const { shareOf, levels } = chart.unit === 'threshold' ? powersOf(chart) : linearOf(chart)
  return {
    x: (date) => round(LEFT + ((WIDTH - LEFT - RIGHT) * clamp(daysBetween(first, date), span)) / span),
    y: (value) => round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * clamp(shareOf(value), 1)),
    levels,
    first,
    last,
  }
}

interface Scale {
  /** Place of a value between the lower and the upper edge, 0..1. */
  shareOf(value: number): number
  levels: Frame['levels']
}

function linearOf({ days, band, unit }: ChartBlock): Scale {
  const most = Math.max(...days.map(({ value }) => value ?? 0), band?.high ?? 0)
  const top = niceTop(most === 0 ? 1 : most)
  // A share is never above 1.
  const edge = unit === 'rate' ? Math.min(1, top) : top
  return {
    shareOf: (value) => value / edge,
    levels: [0, 0.5, 1].map((share) => ({
      value: edge * share,
      text: formatCell(edge * share, UNIT_FORMATS[unit]).replace('.0 %', ' %'),
    })),
  }
}

function powersOf({ days }: ChartBlock): Scale {
  const most = Math.max(1, ...days.map(({ value }) => value ?? 0))
  const highest = Math.max(1, Math.ceil(Math.log10(most)))
  const step = Math.ceil((highest - LOWEST_POWER) / 4)
  const powers = Array.from({ length: highest - LOWEST_POWER + 1 }, (_, index) => LOWEST_POWER + index)
  return {
    shareOf: (value) => (Math.log10(Math.max(value, 1e-9)) - LOWEST_POWER) / (highest - LOWEST_POWER),
    levels: powers
      .filter((power) => power === LOWEST_POWER || (power - LOWEST_POWER) % step === 0)
      .map((power) => ({ value: 10 ** power, text: String(Number((10 ** power).toFixed(4))) })),
  }
}

/** The next of 1, 2, 2.5, 4, 5 times a power of ten. */
function niceTop(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value))
  return ([1, 2, 2.5, 4, 5].find((factor) => factor * power >= value) ?? 10) * power
}

function clamp(value: number, most: number): number {
  return Math.min(most, Math.max(0, value))
}

export function round(value: number): number {
  return Math.round(value * 10) / 10
}
