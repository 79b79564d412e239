import type { Importer } from '../../importer.ts'
import type { CutPlan } from '../../json-cutter.ts'
import { probeText } from '../../probe.ts'
import { readRecord } from '../../record-sink.ts'
import { readRecords } from '../../records.ts'
import { MlflowReading } from './reading.ts'
import { MLFLOW_REASONS } from './schema.ts'

const CONTEXT = new Set(['info', 'trace_info'])
const TRACE: CutPlan = {
  members: new Map<string, CutPlan>([
    ['data', { members: new Map<string, CutPlan>([['spans', {}]]) }],
    ['spans', {}],
  ]),
  context: CONTEXT,
}
const PLAN: CutPlan = {
  members: new Map<string, CutPlan>([...(TRACE.members ?? []), ['traces', TRACE], ['trace', TRACE]]),
  context: CONTEXT,
}

/**
 * MLflow Tracing. How to get a file: `mlflow traces get --trace-id ID` or `trace.to_json()` (`{info, data}`); the UI's
 * download; `mlflow.search_traces()`, a data frame, as JSON, CSV or Parquet; the artifact `traces.json` (spans alone).
 *
 * Traps. Three generations of spans (see schema). Every attribute is JSON text: scalars are taken out of it, objects stay
 * text. Ids may be base64; the trace's is `tr-` and that of OpenTelemetry. A data frame holds each trace twice (`trace`
 * and `spans`). Names of spans that occur twice in a trace are numbered. Agents do not repeat tokens, the trace's metadata do.
 */
export const mlflow = {
  id: 'mlflow',
  title: 'MLflow traces and assessments',
  detect(probe) {
    const { head, tail, start } = probeText(probe)
    if (head.startsWith('PAR1')) return isFrame(tail) ? 0.93 : 0
    if (start.startsWith('{') || start.startsWith('[')) return ofJson(head) || ofJson(tail) * 0.7
    return isFrame(head.slice(0, HEADER_CHARACTERS).split('\n', 1)[0] ?? '') ? 0.93 : 0
  },
  async read(source, sink) {
    const reading = new MlflowReading()
    await readRecords(source, sink, {
      plan: PLAN,
      exact: true,
      record(record) {
        const taken = readRecord(record, sink, (value, out, conversion) =>
          reading.read(record, value, out, conversion),
        )
        if (!taken && record.divisible) return false
        if (!taken) sink.reject(MLFLOW_REASONS.other, record.place)
        return true
      },
    })
  },
} as const satisfies Importer

const HEADER_CHARACTERS = 16_384

/** Names of members, also where a whole trace is JSON text in another. */
function ofJson(head: string): number {
  if (/"mlflow\.(traceRequestId|spanType|spanInputs|trace_schema\.version|traceName)\\*"\s*:/.test(head))
    return 0.95
  if (/"otel_trace_id"\s*:/.test(head) && /"span_id"\s*:/.test(head)) return 0.92
  if (/"trace_location"\s*:/.test(head) && /"trace_id"\s*:/.test(head)) return 0.92
  if (/"columns"\s*:\s*\[[^\]]{0,2000}"(trace_metadata|request_metadata)"/.test(head)) return 0.92
  const isAssessment = /"assessment_name"\s*:/.test(head) && /"source_type"\s*:/.test(head)
  return isAssessment && /"trace_id"\s*:/.test(head) ? 0.9 : 0
}

/** Names of columns: in the header of a CSV, or the directory at the end of a Parquet file. */
function isFrame(names: string): boolean {
  if (!names.includes('spans') && !names.includes('trace')) return false
  if (names.includes('trace_metadata') || names.includes('request_metadata')) return true
  return names.includes('execution_time_ms') && names.includes('timestamp_ms') && names.includes('request_id')
}
