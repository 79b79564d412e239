/** The part of the trace's time that the waterfall shows, in nanoseconds since the trace's start. */
export interface TimeWindow {
  readonly from: number
  readonly to: number
}

/** Nothing shorter than this can be zoomed to: clocks in exports are no finer than microseconds. */
const SHORTEST_NS = 1000

/** Zooms by `factor` (below 1 = closer) around the time at `anchor` (0 = left edge, 1 = right edge). */
export function zoom(window: TimeWindow, factor: number, anchor: number, lengthNs: number): TimeWindow {
  const span = window.to - window.from
  const wanted = Math.min(Math.max(span * factor, Math.min(SHORTEST_NS, lengthNs)), lengthNs)
  const still = window.from + span * anchor
  return clamp(still - wanted * anchor, wanted, lengthNs)
}

/** Moves by a share of what is shown (0.2 = a fifth to the right). */
export function pan(window: TimeWindow, share: number, lengthNs: number): TimeWindow {
  const span = window.to - window.from
  return clamp(window.from + span * share, span, lengthNs)
}

/** A window around one span, with a fifth of its length on both sides. */
export function fit(startNs: number, durationNs: number, lengthNs: number): TimeWindow {
  const wanted = Math.min(Math.max(durationNs * 1.4, Math.min(SHORTEST_NS, lengthNs)), lengthNs)
  return clamp(startNs + durationNs / 2 - wanted / 2, wanted, lengthNs)
}

/** Moves the window just as far as needed to show a span that lies outside. */
export function include(
  window: TimeWindow,
  startNs: number,
  durationNs: number,
  lengthNs: number,
): TimeWindow {
  if (startNs < window.to && startNs + durationNs > window.from) return window
  const span = window.to - window.from
  if (startNs === window.to || startNs + durationNs === window.from) return window
  return clamp(startNs + durationNs / 2 - span / 2, span, lengthNs)
}

export function wholeTrace(lengthNs: number): TimeWindow {
  return { from: 0, to: lengthNs }
}

export function isWhole(window: TimeWindow, lengthNs: number): boolean {
  return window.from <= 0 && window.to >= lengthNs
}

function clamp(from: number, span: number, lengthNs: number): TimeWindow {
  const start = Math.min(Math.max(from, 0), lengthNs - span)
  return { from: start, to: start + span }
}
