import { dayOf } from '../../shared/format.ts'
import { segmentOf } from '../../shared/model/segment.ts'
import type { Segmenter } from '../../shared/model/segmenter.ts'
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
  let date: string | null = null
  let segments = new Map<string, Gathered>()
  for (const row of rows) {
    const day = dayOf(row.startUs)
    if (day === null) continue
    if (day !== date && date !== null) {
      yield* dayRows(date, segments)
      segments = new Map()
    }
    date = day
    for (const segment of ['', segmentOf(row, segmenter)]) add(segments, segment, row)
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
