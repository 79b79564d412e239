import { dayOf } from '../../shared/format.ts'
import { segmentNamer } from '../../shared/model/segment.ts'
import { DEFAULT_SEGMENTER, type Segmenter } from '../../shared/model/segmenter.ts'
import { DAY_US } from '../drift/calendar.ts'
import type { TraceHealth } from '../store/drift-reader.ts'
import type { DailyHealthRow } from '../store/drift-writer.ts'

interface Gathered {
  traces: number
  sessions: Set<string>
  errors: number
  durationsMs: number[]
  tokens: number | null
  costUsd: number | null
}

/** Infrastructure by day, for every segment and ('') for all together. Expects the rows in order of start. */
export function* summariseHealth(
  rows: Iterable<TraceHealth>,
  segmenter?: Segmenter,
): Generator<DailyHealthRow> {
  let today: number | null = null
  let date: string | null = null
  const name = segmentNamer(segmenter ?? DEFAULT_SEGMENTER)
  let segments = new Map<string, Gathered>()
  for (const row of rows) {
    const number = Math.floor(row.startUs / DAY_US)
    if (number !== today) {
      if (date !== null) yield* dayRows(date, segments)
      segments = new Map()
      date = dayOf(row.startUs)
      today = number
    }
    if (date === null) continue
    add(segments, '', row)
    add(segments, name(row), row)
  }
  if (date !== null) yield* dayRows(date, segments)
}

function add(segments: Map<string, Gathered>, segment: string, row: TraceHealth): void {
  let entry = segments.get(segment)
  if (!entry) {
    entry = { traces: 0, sessions: new Set(), errors: 0, durationsMs: [], tokens: null, costUsd: null }
    segments.set(segment, entry)
  }
  entry.traces++
  entry.sessions.add(row.sessionKey)
  if (row.isError) entry.errors++
  // A clock that runs backwards says nothing about latency.
  if (row.durationNs !== null && row.durationNs >= 0) entry.durationsMs.push(row.durationNs / 1e6)
  if (row.tokens !== null) entry.tokens = (entry.tokens ?? 0) + row.tokens
  if (row.costUsd !== null) entry.costUsd = (entry.costUsd ?? 0) + row.costUsd
}

function* dayRows(date: string, segments: Map<string, Gathered>): Generator<DailyHealthRow> {
  for (const [segment, entry] of segments) {
    const sorted = Float64Array.from(entry.durationsMs).toSorted()
    yield {
      segment,
      date,
      traces: entry.traces,
      sessions: entry.sessions.size,
      errors: entry.errors,
      latencyP50Ms: nearestRank(sorted, 0.5),
      latencyP95Ms: nearestRank(sorted, 0.95),
      tokens: entry.tokens,
      costUsd: entry.costUsd,
    }
  }
}

/** The nearest-rank quantile of sorted numbers; null of none. */
function nearestRank(sorted: Float64Array, q: number): number | null {
  return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? null
}
