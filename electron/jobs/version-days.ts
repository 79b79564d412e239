import { dateOf } from '../drift/clock.ts'
import type { DayTraces } from '../drift/version-mark.ts'
import { type SegmentFacts, segmentNamer } from '../../shared/model/segment.ts'
import type { Segmenter } from '../../shared/model/segmenter.ts'
import type { VersionTraces } from '../store/version-reader.ts'

const DAY_US = 86_400_000_000

/** Traces by segment, then date; '' is the date of those without a clock. */
export type SegmentDays = Map<string, Map<string, number>>

/** The date of a row, '' without a clock. */
export function dateOfRow({ day }: Pick<VersionTraces, 'day'>): string {
  return day === null ? '' : dateOf(day * DAY_US)
}

/** A row with the segment its traces are in. */
export type SegmentRow = VersionTraces & { segment: string }

/** Names the segments of rows as the policy splits traffic. */
export function rowSegments(segmenter: Segmenter): (row: VersionTraces) => string {
  const name = segmentNamer(segmenter)
  const known = new Map<string, string>()
  return ({ facts, traceAgent, rootName, model }) => {
    if (facts === null) return name({ agent: traceAgent, rootName, model })
    const before = known.get(facts)
    if (before !== undefined) return before
    const read = JSON.parse(facts) as Partial<SegmentFacts>
    const segment = name({ agent: traceAgent, rootName, model, ...read })
    known.set(facts, segment)
    return segment
  }
}

export function addDays(segments: SegmentDays, row: SegmentRow): void {
  const { segment, traces } = row
  const date = dateOfRow(row)
  let days = segments.get(segment)
  if (days === undefined) {
    days = new Map()
    segments.set(segment, days)
  }
  days.set(date, (days.get(date) ?? 0) + traces)
}

/** Traces by date, of one segment or of all; only those with a clock. */
export function datedTraces(segments: SegmentDays | undefined, segment: string | null = null): DayTraces {
  const sums = new Map<string, number>()
  for (const [name, days] of segments ?? []) {
    if (segment !== null && name !== segment) continue
    for (const [date, traces] of days) if (date !== '') sums.set(date, (sums.get(date) ?? 0) + traces)
  }
  return sums
}
