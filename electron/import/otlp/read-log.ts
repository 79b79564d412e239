import { Double, plainValue, type AttributeValue, type Attributes } from '../../../shared/model/attribute.ts'
import { EVALUATOR_KINDS, type Score } from '../../../shared/model/score.ts'
import type { SpanEvent } from '../../../shared/model/span.ts'
import { microsOfNanos, subNanosOf } from '../decimal-time.ts'
import { isJsonObject, type Conversion, type JsonObject } from '../json-value.ts'
import { readAnyValue, readAttributes } from './any-value.ts'
import { readId } from './identifiers.ts'
import { nanosText } from './read-span.ts'
import { exportedScore } from './restore.ts'

/** What a log record is to us: a score, an event of a span, nothing (null), or the sentence why it cannot be one. */
export type LogOutcome =
  | { score: Score }
  | { event: SpanEvent; traceId: string; spanId: string }
  | { rejected: string }
  | null

const EVALUATION = 'gen_ai.evaluation.'
export const LOG_REASONS = {
  noTrace: 'The evaluation result names no trace.',
  noName: 'The evaluation result has no name.',
} as const

/** Reads one OTLP log record; only GenAI events concern us. */
export function readLog(raw: unknown, conversion: Conversion): LogOutcome {
  if (!isJsonObject(raw)) return null
  const attributes = readAttributes(raw.attributes, conversion)
  const named = raw.eventName ?? raw.event_name ?? attributes.get('event.name')
  const name = typeof named === 'string' ? named : ''
  if (!name.startsWith('gen_ai.')) return null
  const traceId = readId(raw.traceId ?? raw.trace_id)
  const spanId = readId(raw.spanId ?? raw.span_id)
  const time = timeOf(raw, conversion)
  if (name === 'gen_ai.evaluation.result') {
    const exported = exportedScore(attributes)
    if (exported) return { score: exported }
    if (traceId === null) return { rejected: LOG_REASONS.noTrace }
    return scoreOf(attributes, traceId, spanId, time)
  }
  if (traceId === null || spanId === null) return null
  const body = readAnyValue(raw.body, conversion)
  if (body !== null) attributes.set('body', body)
  const atUs = microsOfNanos(time)
  return {
    event: {
      name,
      atUs: Number.isNaN(atUs) ? 0 : atUs,
      atSubNs: Number.isNaN(atUs) ? 0 : subNanosOf(time),
      attributes,
    },
    traceId,
    spanId,
  }
}

function timeOf(raw: JsonObject, conversion: Conversion): string {
  const time = nanosText(raw.timeUnixNano ?? raw.time_unix_nano, conversion)
  return time === '' || time === '0' ? nanosText(raw.observedTimeUnixNano, conversion) : time
}

function scoreOf(attributes: Attributes, traceId: string, spanId: string | null, time: string): LogOutcome {
  const taken = new Set<string>()
  const text = (...keys: string[]): string | null => {
    for (const key of keys) {
      const value = attributes.get(EVALUATION + key)
      if (typeof value !== 'string' || value === '') continue
      taken.add(EVALUATION + key)
      return value
    }
    return null
  }
  const name = text('name')
  if (name === null) return { rejected: LOG_REASONS.noName }
  const judge = text('judge.model', 'evaluator.model', 'judge.name', 'judge', 'evaluator.name', 'evaluator')
  const kind = text('evaluator.kind', 'annotator_kind', 'evaluator.type')?.toLowerCase()
  taken.add(`${EVALUATION}score.value`)
  const atUs = microsOfNanos(time)
  const score: Score = {
    traceId,
    spanId,
    name,
    value: numberOf(attributes.get(`${EVALUATION}score.value`)),
    label: text('score.label'),
    explanation: text('explanation'),
    evaluatorKind: EVALUATOR_KINDS.find((known) => known === kind) ?? (judge === null ? null : 'llm'),
    judge,
    rubric: text('rubric.name', 'rubric', 'rubric.id'),
    rubricVersion: text('rubric.version', 'rubric_version'),
    atUs: Number.isNaN(atUs) || time === '0' ? null : atUs,
    raw: null,
  }
  const rest = new Map([...attributes].filter(([key]) => !taken.has(key) && key !== 'event.name'))
  if (rest.size > 0) score.raw = JSON.stringify(plainValue(rest))
  return { score }
}

function numberOf(value: AttributeValue | undefined): number | null {
  if (value instanceof Double) return value.value
  if (typeof value === 'boolean') return value ? 1 : 0
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : null
}
