import { traceOfSpan, type Score } from '../../../../shared/model/score.ts'
import { instantOfNumber } from '../../decimal-time.ts'
import { textOfJson } from '../../json-text.ts'
import { isJsonObject, numberOrNull, textOrNull, type JsonObject } from '../../json-value.ts'
import { idOf } from './ids.ts'
import { DATADOG_REASONS } from './schema.ts'
import { Tags } from './tags.ts'

/** The evaluations of a span by their names. Datadog keeps no evaluator there; what was tagged may name it. */
export function evaluationsOf(raw: JsonObject, traceId: string, spanId: string): Score[] {
  const named = isJsonObject(raw.evaluation) ? raw.evaluation : {}
  return Object.keys(named).flatMap((name): Score[] => {
    const told = named[name]
    const one = isJsonObject(told) ? told : { value: told }
    return [scoreOf(one, one.value, name, { traceId, spanId })]
  })
}

/** A measure sent to the intake (`join_on`, `metric_type`); or the sentence why it is none. */
export function readMeasure(raw: JsonObject): Score | string {
  const joined = isJsonObject(raw.join_on) ? raw.join_on : {}
  const of = isJsonObject(joined.span) ? joined.span : raw
  const spanId = idOf(of.span_id)
  if (spanId === null) return DATADOG_REASONS.noSpan
  const value = raw.score_value ?? raw.categorical_value ?? raw.boolean_value ?? raw.json_value ?? raw.value
  return scoreOf(raw, value, textOrNull(raw.label) ?? textOrNull(raw.metric_name) ?? '', {
    traceId: idOf(of.trace_id) ?? traceOfSpan(spanId),
    spanId,
  })
}

export function isMeasure(raw: unknown): raw is JsonObject {
  return (
    isJsonObject(raw) &&
    raw.metric_type !== undefined &&
    (raw.join_on !== undefined || raw.span_id !== undefined)
  )
}

function scoreOf(
  raw: JsonObject,
  value: unknown,
  name: string,
  of: { traceId: string; spanId: string },
): Score {
  const tags = new Tags(raw.tags)
  const isNumber = typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean'
  const assessment = textOrNull(raw.assessment)
  return {
    ...of,
    name,
    value: isNumber ? numberOrNull(Number(value)) : null,
    label: isNumber || value === null || value === undefined ? assessment : textOfJson(value),
    explanation: textOrNull(raw.reasoning),
    evaluatorKind: null,
    judge: tags.first('evaluator', 'judge', 'judge_model', 'model', 'model_name'),
    rubric: tags.first('rubric'),
    rubricVersion: tags.first('rubric_version', 'prompt_version', 'evaluator_version'),
    atUs: instantOfNumber(raw.timestamp_ms ?? null, 'ms')?.us ?? null,
    raw: textOfJson(raw),
  }
}
