import type { TimeWindow } from './time-window.ts'

export interface Tick {
  /** Nanoseconds since the trace's start. */
  readonly at: number
  readonly label: string
}

const SECOND = 1e9
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Steps that people read easily: 1, 2, 5 below a minute, clock fractions above. */
const STEPS: readonly number[] = [
  ...[1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9].flatMap((unit) => [unit, 2 * unit, 5 * unit]),
  10 * SECOND,
  20 * SECOND,
  30 * SECOND,
  ...[1, 2, 5, 10, 20, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR),
  ...[1, 2, 7, 14, 30, 90, 365].map((n) => n * DAY),
]

/** Round times for a ruler of `width` pixels, at least `gap` pixels apart. */
export function ticks(window: TimeWindow, width: number, gap = 76): Tick[] {
  const span = window.to - window.from
  if (width <= 0 || span <= 0) return []
  const least = (span * gap) / width
  const step = STEPS.find((candidate) => candidate >= least) ?? Math.ceil(least / (365 * DAY)) * 365 * DAY
  const result: Tick[] = []
  for (let n = Math.ceil(window.from / step); n * step <= window.to; n++) {
    result.push({ at: n * step, label: label(n * step, step) })
  }
  return result
}

function label(ns: number, step: number): string {
  if (ns === 0) return '0'
  if (step < 1e6) return `${trim(ns / 1e3)} µs`
  if (step < 1e8) return ns >= SECOND ? `${trim(ns / SECOND, 3)} s` : `${trim(ns / 1e6)} ms`
  if (step < MINUTE && ns < MINUTE) return `${trim(ns / SECOND, 1)} s`
  if (ns >= DAY) {
    const hours = Math.round((ns % DAY) / HOUR)
    return hours === 0 ? `${Math.floor(ns / DAY)} d` : `${Math.floor(ns / DAY)} d ${hours} h`
  }
  if (ns >= HOUR) return `${Math.floor(ns / HOUR)}:${pad((ns % HOUR) / MINUTE)} h`
  return step < MINUTE ? `${Math.floor(ns / MINUTE)}:${padSeconds(ns, step)} min` : `${trim(ns / MINUTE)} min`
}

function trim(value: number, digits = 0): string {
  return digits === 0 ? Math.round(value).toLocaleString('en') : String(Number(value.toFixed(digits)))
}

function pad(value: number): string {
  return String(Math.floor(value + 1e-6)).padStart(2, '0')
}

function padSeconds(ns: number, step: number): string {
  const seconds = (ns % MINUTE) / SECOND
  return step < SECOND ? seconds.toFixed(1).padStart(4, '0') : String(Math.round(seconds)).padStart(2, '0')
}
