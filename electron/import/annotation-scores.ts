import { firstText } from './members.ts'
import { plainValue, type Attributes } from '../../shared/model/attribute.ts'
import { EVALUATOR_KINDS, type Score } from '../../shared/model/score.ts'
import type { Span } from '../../shared/model/span.ts'
import { textOfJson } from './conversation-trace.ts'
import { instantOfIso } from './decimal-time.ts'
import { isJsonObject, numberOrNull, parseCell, textOrNull, type JsonObject } from './json-value.ts'

/** Lists of judgements in a span's attributes. Source: openinference spec/semantic_conventions.md (evaluations, annotations). */
const LISTS = [
  ['annotations', 'annotation', false],
  ['evaluations', 'evaluation', false],
  ['trace.annotations', 'annotation', true],
  ['trace.evaluations', 'evaluation', true],
] as const
const MAX_LIST = 1000
const FIRST_KEYS = LISTS.map(([list, item]) => `${list}.0.${item}.name`)
const NO_SCORES: readonly Score[] = []

/** The judgements that a span carries as flattened attributes. */
export function attributeScores(span: Span): readonly Score[] {
  if (!FIRST_KEYS.some((key) => span.attributes.has(key))) return NO_SCORES
  const scores: Score[] = []
  for (const [list, item, isOfTrace] of LISTS) {
    for (let index = 0; index < MAX_LIST; index++) {
      const prefix = `${list}.${index}.${item}.`
      if (!span.attributes.has(`${prefix}name`)) break
      const fields = fieldsUnder(span.attributes, prefix)
      const score = annotationScore(fields, span.traceId, isOfTrace ? null : span.spanId)
      if (score) scores.push(score)
    }
  }
  return scores
}

function fieldsUnder(attributes: Attributes, prefix: string): JsonObject {
  const fields = [...attributes].filter(([key]) => key.startsWith(prefix))
  return Object.fromEntries(fields.map(([key, value]) => [key.slice(prefix.length), plainValue(value)]))
}

/** A judgement's version and rubric stand in its identifier and metadata by the specification's own examples. */
export function annotationScore(raw: JsonObject, traceId: string, spanId: string | null): Score | null {
  const name = textOrNull(raw.name) ?? textOrNull(raw.annotation_name)
  if (name === null) return null
  const result = isJsonObject(raw.result) ? raw.result : raw
  const opened = parseCell(raw.metadata)
  const metadata = isJsonObject(opened) ? opened : {}
  const kind = textOrNull(raw.annotator_kind)?.toLowerCase()
  const rest = Object.entries(raw).filter(([key, value]) => !TOLD.has(key) && value !== null && value !== '')
  return {
    traceId,
    spanId,
    name,
    value: numberOrNull(result.score),
    label: textOrNull(result.label),
    explanation: textOrNull(result.explanation),
    evaluatorKind: EVALUATOR_KINDS.find((known) => known === kind) ?? null,
    judge: firstText(metadata, ...JUDGES) ?? textOrNull(raw.identifier),
    rubric: firstText(metadata, 'rubric', 'rubric_name', 'rubric_id'),
    rubricVersion: firstText(metadata, 'rubric_version', 'rubricVersion', 'prompt_version'),
    atUs: instantOfIso(textOrNull(raw.created_at) ?? '')?.us ?? null,
    raw: rest.length > 0 ? textOfJson(Object.fromEntries(rest)) : null,
  }
}

const JUDGES = ['judge', 'judge_model', 'model', 'model_name', 'evaluator', 'evaluator_model']
const TOLD = new Set([
  'name',
  'annotation_name',
  'result',
  'score',
  'label',
  'explanation',
  'annotator_kind',
  'span_id',
  'trace_id',
])
