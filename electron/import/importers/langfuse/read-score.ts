import { isBlankCell } from '../../members.ts'
import type { Score } from '../../../../shared/model/score.ts'
import { textOfJson } from '../../json-text.ts'
import { instantOfIso } from '../../decimal-time.ts'
import { isJsonObject, numberOrNull, textOrNull, type JsonObject } from '../../json-value.ts'
import type { Judge } from './judges.ts'
import { openJson } from './open-json.ts'
import { LANGFUSE_REASONS, member } from './schema.ts'

const EVALUATORS: ReadonlyMap<string, Score['evaluatorKind']> = new Map([
  ['EVAL', 'llm'],
  ['ANNOTATION', 'human'],
  ['API', 'code'],
])

/** What a score tells by fields of its own; the rest stays as JSON text. */
const TOLD: ReadonlySet<string> = new Set([
  'traceId',
  'trace_id',
  'observationId',
  'observation_id',
  'name',
  'value',
  'stringValue',
  'string_value',
  'comment',
  'timestamp',
])

/**
 * A score of its own; else the sentence why it is none. The rubric is the score's configuration, or that of the evaluator
 * which made it; the judge's model stands in the trace that `executionTraceId` names.
 */
export function readScore(
  raw: JsonObject,
  ofTrace: string | null,
  judgeOf: (traceId: string) => Judge | undefined,
): Score | string {
  const traceId = textOrNull(member(raw, 'traceId')) ?? ofTrace
  const name = textOrNull(raw.name)
  if (name === null) return LANGFUSE_REASONS.noName
  if (traceId === null) return LANGFUSE_REASONS.noId
  const value = numberOrNull(raw.value)
  const text = textOrNull(member(raw, 'stringValue')) ?? (value === null ? textOrNull(raw.value) : null)
  const correction = textOrNull(member(raw, 'longStringValue'))
  const execution = textOrNull(member(raw, 'executionTraceId'))
  const judge = execution === null ? undefined : judgeOf(execution)
  const at = instantOfIso(textOrNull(raw.timestamp) ?? textOrNull(member(raw, 'createdAt')) ?? '')
  return {
    traceId,
    spanId: textOrNull(member(raw, 'observationId')),
    name,
    value,
    label: text,
    explanation: textOrNull(raw.comment) ?? correction,
    evaluatorKind: judge?.kind ?? EVALUATORS.get(textOrNull(raw.source) ?? '') ?? null,
    judge: judge?.name ?? null,
    rubric: textOrNull(member(raw, 'configId')) ?? evaluatorOf(raw),
    rubricVersion: null,
    atUs: at?.us ?? null,
    raw: restOf(raw),
  }
}

/** A score of a session or an experiment belongs to no trace. */
export function isOfSession(raw: JsonObject): boolean {
  return (
    textOrNull(member(raw, 'traceId')) === null &&
    (textOrNull(member(raw, 'sessionId')) !== null || textOrNull(member(raw, 'datasetRunId')) !== null)
  )
}

function evaluatorOf(raw: JsonObject): string | null {
  const metadata = openJson(raw.metadata)
  return isJsonObject(metadata) ? textOrNull(metadata.job_configuration_id) : null
}

/** By name, and without what says nothing: the two generations of downloads then tell the same. */
function restOf(raw: JsonObject): string | null {
  const rest = Object.entries(raw).filter(([key, value]) => !TOLD.has(key) && !isBlankCell(value))
  rest.sort(([a], [b]) => (a < b ? -1 : 1))
  return rest.length > 0 ? textOfJson(Object.fromEntries(rest)) : null
}
