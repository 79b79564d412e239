import { textOfJson } from '../../conversation-trace.ts'
import { numberOrNull, textOrNull, type JsonObject } from '../../json-value.ts'
import type { RecordSink } from '../../record-sink.ts'

/** The label of a run into which a fault was put: `{run_task_id, failure_category, critical_failure_step, reason}`. */
export function readFaultLabel(raw: JsonObject, out: RecordSink): boolean {
  const run = textOrNull(raw.run_task_id)
  if (run === null || numberOrNull(raw.critical_failure_step) === null) return false
  out.score({
    traceId: run,
    spanId: null,
    name: 'root_cause',
    value: null,
    label: textOrNull(raw.failure_category),
    explanation: textOrNull(raw.reason),
    evaluatorKind: 'code',
    judge: null,
    rubric: null,
    rubricVersion: null,
    atUs: null,
    raw: textOfJson(raw),
  })
  return true
}
