import {
  Double,
  plainValue,
  SplitText,
  type AttributeValue,
  type Attributes,
} from '../../../shared/model/attribute.ts'
import type { Message } from '../../../shared/model/message.ts'
import { EVALUATOR_KINDS, type Score } from '../../../shared/model/score.ts'
import { SPAN_KINDS, type Span } from '../../../shared/model/span.ts'
import { sortedExtra, type ExtraFields } from '../extra-fields.ts'
import { isJsonObject, numberOrNull, textOrNull } from '../json-value.ts'

const PREFIX = 'tidemark.'
const EXTRA = 'extra.'
const FIELD = 'field.'

/** The attributes of Tidemark's own export, without their prefix, taken out of the span. Null where it has none. */
export function takeTidemark(span: Span): Attributes | null {
  let kept: Attributes | null = null
  for (const [key, value] of span.attributes) {
    if (!key.startsWith(PREFIX)) continue
    kept ??= new Map()
    kept.set(key.slice(PREFIX.length), value)
    span.attributes.delete(key)
  }
  if (kept) restoreIdentity(span, kept)
  restoreLinks(span)
  return kept
}

/** Ids come first: what is remembered per trace while translating goes by them. */
function restoreIdentity(span: Span, kept: Attributes): void {
  span.traceId = text(kept, 'trace_id') ?? span.traceId
  span.spanId = text(kept, 'span_id') ?? span.spanId
  span.parentSpanId = text(kept, 'parent_span_id') ?? span.parentSpanId
  if (kept.get('synthetic_time') === true) span.syntheticTime = true
}

function restoreLinks(span: Span): void {
  for (const link of span.links) {
    link.traceId = text(link.attributes, `${PREFIX}trace_id`) ?? link.traceId
    link.spanId = text(link.attributes, `${PREFIX}span_id`) ?? link.spanId
    link.attributes.delete(`${PREFIX}trace_id`)
    link.attributes.delete(`${PREFIX}span_id`)
  }
}

/** Puts back, after translating, what attributes alone could not tell. */
export function restoreSpan(span: Span, kept: Attributes): void {
  let extra: ExtraFields | null = null
  for (const [key, value] of kept) {
    if (key.startsWith(EXTRA)) {
      extra ??= new Map(span.extra)
      extra.set(key.slice(EXTRA.length), value)
    } else if (key.startsWith(FIELD)) restoreField(span, key.slice(FIELD.length), value)
  }
  if (extra) span.extra = sortedExtra(extra)
}

const TEXT_FIELDS = [
  'errorType',
  'service',
  'modelRequested',
  'modelAnswered',
  'provider',
  'finishReason',
  'toolName',
  'toolCallId',
  'agentName',
  'sessionId',
  'userId',
  'environment',
  'promptVersion',
  'inputKey',
  'outputKey',
] as const
const NUMBER_FIELDS = ['durationNs', 'inputTokens', 'outputTokens', 'cachedTokens', 'costUsd'] as const
const MESSAGE_FIELDS = ['inputMessages', 'outputMessages'] as const

function restoreField(span: Span, name: string, value: AttributeValue): void {
  const textField = TEXT_FIELDS.find((field) => field === name)
  const numberField = NUMBER_FIELDS.find((field) => field === name)
  const messageField = MESSAGE_FIELDS.find((field) => field === name)
  if (textField) span[textField] = typeof value === 'string' ? value : null
  else if (numberField)
    span[numberField] = value instanceof Double ? value.value : typeof value === 'number' ? value : null
  else if (messageField) span[messageField] = messagesOf(value)
  else if (name === 'kind') span.kind = SPAN_KINDS.find((kind) => kind === value) ?? span.kind
  else if (name === 'requestedBy') span.requestedBy = value === 'agent' || value === 'user' ? value : null
  else if (name === 'statusMessage') span.statusMessage = typeof value === 'string' ? value : null
}

function messagesOf(value: AttributeValue): readonly Message[] {
  const source = value instanceof SplitText ? value.toString() : value
  if (typeof source !== 'string') return []
  try {
    const parsed = JSON.parse(source) as unknown
    // Written by our own export, whose messages are these very objects.
    return Array.isArray(parsed) ? (parsed as Message[]) : []
  } catch {
    return []
  }
}

/** Scores that travelled on the span. */
export function scoresOf(span: Span, kept: Attributes): Score[] {
  const groups = new Map<string, Attributes>()
  for (const [key, value] of kept) {
    const match = /^score\.(\d+)\.(.+)$/.exec(key)
    const [, index, field] = match ?? []
    if (index === undefined || field === undefined) continue
    const group = groups.get(index) ?? new Map<string, AttributeValue>()
    groups.set(index, group.set(field, value))
  }
  return [...groups.values()].map((group) => ({
    traceId: span.traceId,
    spanId: group.get('trace') === true ? null : (text(group, 'span_id') ?? span.spanId),
    name: text(group, 'name') ?? '',
    value: number(group, 'value'),
    label: text(group, 'label'),
    explanation: text(group, 'explanation'),
    evaluatorKind: EVALUATOR_KINDS.find((kind) => kind === group.get('evaluator_kind')) ?? null,
    judge: text(group, 'judge'),
    rubric: text(group, 'rubric'),
    rubricVersion: text(group, 'rubric_version'),
    atUs: number(group, 'at_us'),
    raw: text(group, 'raw'),
  }))
}

/** A score of Tidemark's own export that travelled as a log record, where it has one. */
export function exportedScore(attributes: Attributes): Score | null {
  const json = text(attributes, 'tidemark.score')
  if (json === null) return null
  let fields: unknown
  try {
    fields = JSON.parse(json)
  } catch {
    return null
  }
  if (!isJsonObject(fields) || typeof fields.traceId !== 'string' || typeof fields.name !== 'string')
    return null
  return {
    traceId: fields.traceId,
    spanId: textOrNull(fields.spanId),
    name: fields.name,
    value: numberOrNull(fields.value),
    label: textOrNull(fields.label),
    explanation: textOrNull(fields.explanation),
    evaluatorKind: EVALUATOR_KINDS.find((kind) => kind === fields.evaluatorKind) ?? null,
    judge: textOrNull(fields.judge),
    rubric: textOrNull(fields.rubric),
    rubricVersion: textOrNull(fields.rubricVersion),
    atUs: numberOrNull(fields.atUs),
    raw: textOrNull(fields.raw),
  }
}

function text(attributes: Attributes, key: string): string | null {
  const value = attributes.get(key)
  if (typeof value === 'string') return value
  return value instanceof SplitText ? value.toString() : null
}

function number(attributes: Attributes, key: string): number | null {
  const value = attributes.get(key)
  const plain = value === undefined ? null : plainValue(value)
  return typeof plain === 'number' ? plain : null
}
