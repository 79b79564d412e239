import type { Band, DayRate } from '../contract/shifts.ts'
import { rateOf, wilson } from './rate.ts'
import { dayScale, roundUp } from './scale.ts'
import type { Span } from './scale.ts'

/** The plotting area of a chart in pixels, with its two scales. */
export interface Frame {
  span: Span
  left: number
  right: number
  top: number
  bottom: number
  /** The rate at the upper edge. */
  topRate: number
  x: (date: string) => number
  y: (rate: number) => number
}

export interface FrameBox {
  span: Span
  left: number
  right: number
  top: number
  bottom: number
}

/** A frame from 0 up to `topRate`. */
export function frameOf(box: FrameBox, topRate: number): Frame {
  return {
    ...box,
    topRate,
    x: dayScale(box.span, box.left, box.right),
    y: (rate) => box.bottom - (Math.min(rate, topRate) / topRate) * (box.bottom - box.top),
  }
}

/** Days of fewer sessions say little and must not set the scale: one failure of two would be half the chart. */
const FEW_SESSIONS = 8

/** The highest rate worth showing, with some air; rounded up where the axis bears numbers. `quantile` > 0 also fits that share of the daily intervals. */
export function topRateOf(
  days: readonly DayRate[],
  band: Band | null,
  rounded: boolean,
  quantile = 0,
): number {
  const weighty = days.filter((day) => day.n >= FEW_SESSIONS)
  const rates = (weighty.length > 0 ? weighty : days).map((day) => rateOf(day) ?? 0)
  const highs = days.map((day) => wilson(day.k, day.n)?.high ?? 0).toSorted((a, b) => a - b)
  const interval = quantile > 0 ? (highs[Math.floor((highs.length - 1) * quantile)] ?? 0) : 0
  const highest = Math.max(...rates, band?.high ?? 0, interval)
  if (highest <= 0) return 0.01
  return Math.min(1, rounded ? roundUp(highest * 1.05) : highest * 1.12)
}
