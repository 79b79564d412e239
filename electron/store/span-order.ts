import type { RecordedSpan } from '../../shared/model/recorded-trace.ts'

/** For each span of a trace the index of the last one, in order of time, that is itself or lies below it. */
export function lastInside(spans: readonly RecordedSpan[]): number[] {
  const last = spans.map((span) => span.index)
  for (const span of spans.toReversed()) {
    if (span.parent === null) continue
    const above = span.parent.index
    last[above] = Math.max(last[above] ?? above, last[span.index] ?? span.index)
  }
  return last
}
