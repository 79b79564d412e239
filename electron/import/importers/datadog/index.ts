import type { Importer } from '../../importer.ts'
import type { CutPlan } from '../../json-cutter.ts'
import { probeText } from '../../probe.ts'
import { readRecord } from '../../record-sink.ts'
import { readRecords } from '../../records.ts'
import { DatadogReading } from './reading.ts'
import { DATADOG_REASONS } from './schema.ts'

const PLAN: CutPlan = { members: new Map<string, CutPlan>([['data', {}]]) }

/**
 * Datadog. How to get a file: LLM Observability: `GET /api/v2/llm-obs/v1/spans/events` (`{data: [{attributes}], meta}`), or
 * what an SDK sends (`{data: {attributes: {ml_app, spans}}}`, `{spans: [...]}`), evaluations likewise (`metrics`). APM:
 * `POST /api/v2/spans/events/search`; the trace view's download (`{trace: {spans: {id: ...}}}`); an agent's payload (lists
 * of lists).
 *
 * Traps. Roots have the parent `undefined` or 0. Ids are unsigned 64-bit integers, in payloads as numbers. Times are
 * nanoseconds beyond 2^53, seconds in the download. Estimated costs are billionths of a dollar.
 */
export const datadog = {
  id: 'datadog',
  title: 'Datadog LLM and APM spans',
  detect(probe) {
    const { head, tail, start } = probeText(probe)
    if (!start.startsWith('{') && !start.startsWith('[')) return 0
    return ofJson(head) || ofJson(tail) * 0.7
  },
  async read(source, sink) {
    const reading = new DatadogReading()
    await readRecords(source, sink, {
      plan: PLAN,
      exact: true,
      record(record) {
        const taken = readRecord(record, sink, (value, out, conversion) =>
          reading.read(value, out, conversion),
        )
        if (!taken && record.divisible) return false
        if (!taken) sink.reject(DATADOG_REASONS.other, record.place)
        return true
      },
    })
  },
} as const satisfies Importer

function ofJson(text: string): number {
  if (!/"(span_id|join_on)"\s*:/.test(text)) return 0
  const isLlm = /"ml_app"\s*:/.test(text) || /"(span_kind|span\.kind|kind)"\s*:/.test(text)
  if (isLlm && /"start_ns"\s*:/.test(text)) return 0.93
  if (/"ml_app"\s*:/.test(text) && /"metric_type"\s*:/.test(text)) return 0.92
  const isApm =
    /"trace_id"\s*:/.test(text) && /"resource(_name)?"\s*:/.test(text) && /"service"\s*:/.test(text)
  return isApm && /"(start_timestamp|duration)"\s*:/.test(text) ? 0.9 : 0
}
