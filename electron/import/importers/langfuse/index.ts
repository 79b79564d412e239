import type { Importer } from '../../importer.ts'
import { probeText } from '../../probe.ts'
import { readRecords } from '../../records.ts'
import { LANGFUSE_PLAN } from './cut-download.ts'
import { LangfuseReading } from './reading.ts'

/**
 * Langfuse. How to get a file: a trace's view, Download (JSON; older versions with a `trace`, newer ones without); a table's
 * Export, or Settings, Batch exports (CSV, JSON, JSONL; a column per score name); Project settings, Integrations, Blob
 * storage (JSON, JSONL, CSV, Parquet; snake case, times without zone are UTC); pages of the API (`{data, meta}`).
 *
 * Traps. Input, output and metadata may be JSON written as text, even twice. What came by OpenTelemetry stands in the
 * metadata. A `trace` repeats its observations without their payloads. What a download says of the trace becomes `trace.*`
 * attributes of the root observation; a row of the traces table is a span with the trace's own id, since its observations
 * come in a table of their own or not at all. A score's judge stands in a trace of its own (`executionTraceId`), and is
 * known where that trace came before. Token buckets exclude each other: `input` does not hold `input_cache_read`.
 */
export const langfuse = {
  id: 'langfuse',
  title: 'Langfuse',
  detect(probe) {
    const { head, tail } = probeText(probe)
    if (head.startsWith('PAR1')) return isParquet(tail) ? 0.95 : 0
    if (PARENT.test(head)) return 0.95
    if (isTable(head)) return 0.9
    return PARENT.test(tail) ? 0.6 : 0
  },
  async read(source, sink, notes) {
    const reading = new LangfuseReading(sink, notes)
    await readRecords(source, sink, {
      plan: LANGFUSE_PLAN,
      record(record) {
        reading.record(record)
        return true
      },
    })
    reading.end()
  },
} as const satisfies Importer

/** As a member or a column: the name alone may stand in somebody's text. */
const PARENT =
  /"(parentObservationId|parent_observation_id)"\s*[:,\r\n]|(^|,)parent_?observation_?id(,|\r?$)/im

/** Columns by which tables without the parent's column are known, of traces, scores, generations and sessions. */
const TABLES: readonly (readonly string[])[] = [
  ['project_id', 'trace_id', 'data_type', 'name'],
  ['traceId', 'dataType', 'source', 'name'],
  ['timestamp', 'release', 'bookmarked'],
  ['executionTraceId', 'traceId'],
  ['traceId', 'startTime', 'promptName', 'statusMessage'],
  ['countTraces', 'userIds', 'sessionDuration'],
]
const HEADER_CHARACTERS = 16_384

/** Members of the first records, or the names in the header of a CSV. */
function isTable(head: string): boolean {
  const first = head.slice(0, HEADER_CHARACTERS)
  const names = new Set(
    first.trimStart().startsWith('{') || first.trimStart().startsWith('[')
      ? Array.from(first.matchAll(/"([A-Za-z_]{1,40})"\s*:/g), ([, name]) => name)
      : (first.split('\n', 1)[0] ?? '').split(',').map((name) => name.trim().replaceAll('"', '')),
  )
  return TABLES.some((columns) => columns.every((name) => names.has(name)))
}

/** The directory at the end names the columns. */
function isParquet(tail: string): boolean {
  if (tail.includes('parent_observation_id')) return true
  return (
    tail.includes('project_id') &&
    (tail.includes('bookmarked') || (tail.includes('trace_id') && tail.includes('data_type')))
  )
}
