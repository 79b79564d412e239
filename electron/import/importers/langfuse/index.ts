import type { Importer } from '../../importer.ts'
import { probeText } from '../../probe.ts'
import { readRecord } from '../../record-sink.ts'
import { readRecords } from '../../records.ts'
import { LANGFUSE_PLAN, LangfuseReading } from './reading.ts'
import { LANGFUSE_REASONS } from './schema.ts'

/**
 * Langfuse: the download of a trace (two generations), batch exports of its tables (CSV, JSON, JSONL; a column per score),
 * blob storage exports (JSON, JSONL, CSV, Parquet; snake case), pages of the API. Input, output and metadata are often
 * JSON written as text; what came by OpenTelemetry stands in the metadata. A score's judge stands in a trace of its own
 * (`executionTraceId`).
 */
export const langfuse = {
  id: 'langfuse',
  title: 'Langfuse',
  detect(probe) {
    const { head, tail } = probeText(probe)
    if (/parentObservationId|parent_observation_id/.test(head)) return 0.95
    if (/"projectId"\s*:/.test(head) && /"(observations|bookmarked|executionTraceId|queueId)"\s*:/.test(head))
      return 0.9
    if (/parent_observation_id/.test(tail) && head.startsWith('PAR1')) return 0.95
    if (
      head.startsWith('PAR1') &&
      /project_id/.test(tail) &&
      /(string_value|bookmarked|observation_id)/.test(tail)
    )
      return 0.9
    return isTable(head) ? 0.9 : 0
  },
  async read(source, sink) {
    const reading = new LangfuseReading()
    await readRecords(source, sink, {
      plan: LANGFUSE_PLAN,
      record(record) {
        const taken = readRecord(record, sink, (value, out, conversion) =>
          reading.read(record, value, out, conversion),
        )
        if (!taken && record.divisible) return false
        if (!taken) sink.reject(LANGFUSE_REASONS.other, record.place)
        return true
      },
    })
  },
} as const satisfies Importer

/** Rows of the score tables (batch and blob) and of the traces table, as JSON or by their CSV header. */
function isTable(head: string): boolean {
  const first = head.slice(0, 4096)
  const has = (...names: string[]): boolean =>
    names.every((name) => new RegExp(`"${name}"|(^|,)${name}(,|$)`, 'm').test(first))
  return (
    has('project_id', 'trace_id', 'data_type', 'name') ||
    has('traceId', 'dataType', 'source', 'name') ||
    has('bookmarked', 'timestamp', 'release') ||
    has('project_id', 'timestamp', 'release', 'bookmarked')
  )
}
