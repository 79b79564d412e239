import { dateOf } from '../drift/clock.ts'
import type { DayTraces } from '../drift/version-mark.ts'
import { segmentOf } from '../../shared/model/segment.ts'
import type { VersionTraces } from '../store/version-reader.ts'

const DAY_US = 86_400_000_000

/** Traces by segment, then date; '' is the date of those without a clock. */
export type SegmentDays = Map<string, Map<string, number>>

/** The date of a row, '' without a clock. */
export function dateOfRow({ day }: Pick<VersionTraces, 'day'>): string {
  return day === null ? '' : dateOf(day * DAY_US)
}

export function addDays(segments: SegmentDays, row: VersionTraces): void {
  const { traceAgent, rootName, model, traces } = row
  const segment = segmentOf({ agent: traceAgent, rootName, model })
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
