import { firstText, isBlank } from '../../members.ts'
import { cellObject } from '../../frame-rows.ts'
import type { Score } from '../../../../shared/model/score.ts'
import { instantOfAny } from '../../instant-of-any.ts'
import { textOfJson } from '../../json-text.ts'
import { isJsonObject, textOrNull, type JsonObject } from '../../json-value.ts'
import { openValue } from './open-value.ts'
import { MLFLOW_REASONS } from './schema.ts'
import { spanIdOf } from './span-ids.ts'

const EVALUATORS: ReadonlyMap<string, Score['evaluatorKind']> = new Map([
  ['HUMAN', 'human'],
  ['LLM_JUDGE', 'llm'],
  ['AI_JUDGE', 'llm'],
  ['CODE', 'code'],
])

const TOLD: ReadonlySet<string> = new Set([
  'assessment_name',
  'name',
  'trace_id',
  'span_id',
  'rationale',
  'create_time',
  'create_time_ms',
])

export function isAssessment(raw: unknown): raw is JsonObject {
  return (
    isJsonObject(raw) &&
    raw.source !== undefined &&
    (raw.assessment_name !== undefined || raw.name !== undefined) &&
    (raw.feedback !== undefined || raw.expectation !== undefined || raw.error !== undefined)
  )
}

/**
 * An assessment; or the sentence why it is none. An expectation is what somebody said should come out: it is a label, no
 * measure. One that was overridden (`valid: false`) is kept like any other, and says so in `raw`.
 */
export function readAssessment(raw: JsonObject, ofTrace: string | null): Score | string {
  const traceId = textOrNull(raw.trace_id) ?? ofTrace
  if (traceId === null) return MLFLOW_REASONS.noTrace
  const source = cellObject(raw.source)
  const metadata = cellObject(raw.metadata)
  const feedback = cellObject(raw.feedback)
  const isExpected = raw.expectation !== undefined && raw.expectation !== null
  const given = isExpected ? expectedOf(cellObject(raw.expectation)) : (feedback.value ?? raw.value)
  const error = cellObject(feedback.error ?? raw.error)
  const value = isExpected ? null : measureOf(given)
  const rest = Object.entries(raw).filter(([key, item]) => !TOLD.has(key) && !isBlank(item))
  return {
    traceId,
    spanId: spanIdOf(raw.span_id),
    name: textOrNull(raw.assessment_name) ?? textOrNull(raw.name) ?? '',
    value,
    label: value === null && given !== null && given !== undefined ? textOfJson(given) : null,
    explanation: textOrNull(raw.rationale) ?? textOrNull(error.error_message),
    evaluatorKind: EVALUATORS.get(textOrNull(source.source_type ?? source.type)?.toUpperCase() ?? '') ?? null,
    judge: judgeOf(source, metadata),
    rubric: firstText(metadata, 'rubric', 'rubric_name', 'guidelines'),
    rubricVersion: firstText(metadata, 'rubric_version', 'scorer_version', 'prompt_version'),
    atUs: instantOfAny(raw.create_time ?? raw.create_time_ms)?.us ?? null,
    raw: rest.length > 0 ? textOfJson(Object.fromEntries(rest)) : null,
  }
}

/** Values are numbers, booleans, texts such as `yes`, or lists and objects of these. */
function measureOf(value: unknown): number | null {
  if (typeof value === 'boolean') return Number(value)
  if (typeof value === 'bigint') return Number(value)
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}

function expectedOf(expectation: JsonObject): unknown {
  const written = cellObject(expectation.serialized_value)
  return expectation.value ?? openValue(written.value)
}

/** `default` is what MLflow writes where nobody named the judge. */
function judgeOf(source: JsonObject, metadata: JsonObject): string | null {
  const id = textOrNull(source.source_id ?? source.id)
  return id === null || id === 'default' ? firstText(metadata, 'judge_model', 'model') : id
}
