import type { Place, Span } from '../../shared/model/span.ts'
import type { ReadConnection } from './connection.ts'
import { readBody } from './span-body.ts'
import { STORED_COLUMNS, type StoredSpan, toSpan } from './stored-span.ts'

/** A file that some of the chosen traces came from. */
export interface ExcerptSource {
  id: number
  path: string
  format: string | null
  sha256: string
  bytes: number
  label: string
}

/** The files that hold the chosen traces, in the order in which they were imported. */
export function sourcesOfTraces({ db }: ReadConnection, traces: readonly number[]): ExcerptSource[] {
  return db
    .prepare<[string], ExcerptSource>(
      `SELECT source.id, path, format, sha256, bytes, import.label
       FROM source JOIN import ON import.id = source.import
       WHERE source.id IN (
         SELECT trace_source.source FROM json_each(?) AS chosen
         CROSS JOIN trace_source INDEXED BY trace_source_trace ON trace_source.trace = chosen.value)
       ORDER BY source.id`,
    )
    .all(JSON.stringify(traces))
}

/** Those of the chosen traces that a file holds, in their order. */
export function tracesOfSource({ db }: ReadConnection, traces: readonly number[], source: number): number[] {
  return db
    .prepare<[string, number], number>(
      `SELECT chosen.value FROM json_each(?) AS chosen
       CROSS JOIN trace_source INDEXED BY trace_source_trace
         ON trace_source.trace = chosen.value AND trace_source.source = ?
       ORDER BY chosen.value`,
    )
    .pluck()
    .all(JSON.stringify(traces), source)
}

interface PlacedRow extends StoredSpan {
  line: number | null
  offset: number | null
}

/** The spans of a trace that one file holds, in its order, each with its place there. */
export function* spansOfSource(
  { db, contents }: ReadConnection,
  trace: { id: number; traceId: string },
  source: number,
): Generator<{ span: Span; place: Place }> {
  const rows = db
    .prepare<[number, number], PlacedRow>(
      `SELECT ${STORED_COLUMNS}, line, offset FROM span WHERE trace = ? AND source = ? ORDER BY seq`,
    )
    .all(trace.id, source)
  for (const { line, offset, ...row } of rows) {
    yield {
      span: toSpan(trace.traceId, row, readBody(contents, row.block, row.at, row.length)),
      place: { ...(line !== null && { line }), ...(offset !== null && { offset }) },
    }
  }
}

/** The id of a trace in its source, by its internal one. */
export function traceIdOf({ db }: ReadConnection, trace: number): string {
  return db.prepare<[number], string>('SELECT trace_id FROM trace WHERE id = ?').pluck().get(trace) ?? ''
}

/** Other names by which scores call a trace. */
export function aliasesOf({ db }: ReadConnection, trace: number): string[] {
  return db.prepare<[number], string>('SELECT alias FROM trace_alias WHERE trace = ?').pluck().all(trace)
}

/** The file whose report a trace's scores are counted in. */
export function homeOf({ db }: ReadConnection, trace: number): number {
  return db.prepare<[number], number>('SELECT source FROM trace WHERE id = ?').pluck().get(trace) ?? 0
}

/** True for a trace of a person's own data: the generated sample gives way to it. */
export function holdsTrace({ db }: ReadConnection, traceId: string): boolean {
  const own =
    'SELECT 1 FROM trace JOIN import ON import.id = trace.import WHERE trace_id = ? AND is_sample = 0'
  return db.prepare<[string], number>(own).pluck().get(traceId) !== undefined
}
