import { textOfJson } from '../../conversation-trace.ts'
import { isJsonObject, listOf, numberOrNull, textOrNull, type JsonObject } from '../../json-value.ts'
import type { RecordSink } from '../../record-sink.ts'
import { AGENTRX_REASONS } from './schema.ts'

/** A list of labelled runs, or one: each failure is a judgement of a person at its step. False where it is none. */
export function readLabels(value: unknown, out: RecordSink): boolean {
  const runs = Array.isArray(value) ? (value as unknown[]) : [value]
  if (!runs.some((run) => isJsonObject(run) && Array.isArray(run.failures))) return false
  for (const run of runs) readRunLabels(run, out)
  return true
}

function readRunLabels(run: unknown, out: RecordSink): void {
  const id = isJsonObject(run) ? (textOrNull(run.trajectory_id) ?? numberOrNull(run.trajectory_id)) : null
  if (id === null || !isJsonObject(run)) return out.reject(AGENTRX_REASONS.label)
  const cause = isJsonObject(run.root_cause) ? run.root_cause : null
  for (const failure of listOf(run.failures)) {
    if (!isJsonObject(failure)) out.reject(AGENTRX_REASONS.label)
    else {
      const isRoot =
        cause !== null && failure.failure_id !== undefined && failure.failure_id === cause.failure_id
      readFailure(String(id), failure, isRoot ? cause : null, out)
    }
  }
}

/** The step that was the root cause is a judgement `root_cause`, any other a `failure`. Runs of tau-bench go by their task. */
function readFailure(id: string, failure: JsonObject, cause: JsonObject | null, out: RecordSink): void {
  const step = numberOrNull(failure.step_number)
  const isTask = /^\d+$/.test(id)
  out.score({
    traceId: isTask ? `tau-bench:${id}` : id,
    spanId: step === null || isTask ? null : `step-${step - 1}`,
    name: cause === null ? 'failure' : 'root_cause',
    value: null,
    label: textOrNull(failure.failure_category),
    explanation: textOrNull(cause?.reason_for_root_cause) ?? textOrNull(failure.step_reason),
    evaluatorKind: 'human',
    judge: null,
    rubric: null,
    rubricVersion: null,
    atUs: null,
    raw: textOfJson(failure),
  })
}
