import { cellObject } from '../../frame-rows.ts'
import { versionedName } from '../../members.ts'
import { emptySpan, type Span, type SpanLink } from '../../../../shared/model/span.ts'
import { instantOfIso, instantOfNumber, nanosFrom, type Instant } from '../../decimal-time.ts'
import { sortedExtra } from '../../extra-fields.ts'
import { textOfJson } from '../../json-text.ts'
import {
  attributeFromJson,
  attributesBeside,
  isJsonObject,
  listOf,
  numberOrNull,
  parseCell,
  textOrNull,
  type Conversion,
  type JsonObject,
} from '../../json-value.ts'
import { requestMessages, responseMessages } from '../../payload-messages.ts'
import type { SourceMemory } from '../../translate.ts'
import { BRAINTRUST_REASONS, KINDS, KNOWN } from './schema.ts'

const NOTHING: ReadonlySet<string> = new Set()

/** One row as a span; or the sentence why it is none. */
export function readBraintrustRow(
  raw: JsonObject,
  memory: SourceMemory,
  conversion: Conversion,
): Span | string {
  const spanId = textOrNull(raw.span_id) ?? textOrNull(raw.id)
  if (spanId === null) return BRAINTRUST_REASONS.noIds
  const metrics = cellObject(raw.metrics)
  const start = instantOfNumber(metrics.start ?? null, 's') ?? createdAt(raw)
  if (start === null) return BRAINTRUST_REASONS.noTime
  const about = cellObject(raw.span_attributes)
  const span = emptySpan(textOrNull(raw.root_span_id) ?? spanId, spanId)
  span.name = textOrNull(about.name) ?? textOrNull(raw.name) ?? ''
  span.kind = KINDS.get(about.type) ?? 'other'
  span.startUs = start.us
  span.startSubNs = start.subNs
  const end = instantOfNumber(metrics.end ?? null, 's')
  span.durationNs = end === null ? null : nanosFrom(start, end)
  readParents(span, raw)
  readError(span, raw.error)
  readMetadata(span, cellObject(raw.metadata))
  readAttributes(span, raw, metrics, about, conversion)
  if (span.kind === 'llm') readModelCall(span, raw, metrics, memory)
  if (span.kind === 'tool') span.toolName = span.name
  return span
}

/** The row names its parents; the first is the parent, the others are links. */
function readParents(span: Span, raw: JsonObject): void {
  const parents = listOf(parseCell(raw.span_parents)).filter((id) => typeof id === 'string')
  span.parentSpanId = parents[0] ?? null
  if (parents.length > 1)
    span.links = parents
      .slice(1)
      .map((spanId): SpanLink => ({ traceId: span.traceId, spanId, attributes: new Map() }))
}

function readError(span: Span, raw: unknown): void {
  const error = parseCell(raw)
  if (error === null || error === undefined || error === '') return
  span.status = 'error'
  const told = isJsonObject(error) ? (error.message ?? error.error ?? error) : error
  span.statusMessage = textOfJson(told)
  span.errorType = isJsonObject(error) ? (textOrNull(error.name) ?? textOrNull(error.type)) : null
}

function readMetadata(span: Span, metadata: JsonObject): void {
  const text = (...keys: readonly string[]): string | null => {
    for (const key of keys) {
      const value = textOrNull(metadata[key])
      if (value !== null) return value
    }
    return null
  }
  span.sessionId = text('session_id', 'sessionId', 'thread_id', 'conversation_id')
  span.userId = text('user_id', 'userId')
  span.environment = text('environment')
  if (span.kind !== 'llm') return
  span.modelRequested = text('model')
  span.provider = text('provider')
  span.finishReason = text('stop_reason', 'finish_reason')
  const prompt = cellObject(metadata.prompt)
  const name = textOrNull(prompt.key) ?? textOrNull(prompt.slug) ?? textOrNull(prompt.id)
  const version = textOrNull(prompt.version)
  span.promptVersion = versionedName(name, version)
}

function readAttributes(
  span: Span,
  raw: JsonObject,
  metrics: JsonObject,
  about: JsonObject,
  conversion: Conversion,
): void {
  const { attributes } = span
  for (const key of ['input', 'output', 'expected', 'error']) {
    const value = raw[key]
    if (value !== undefined && value !== null) attributes.set(key, attributeFromJson(value, conversion))
  }
  if (attributes.has('input')) span.inputKey = 'input'
  if (attributes.has('output')) span.outputKey = 'output'
  const groups = {
    metadata: cellObject(raw.metadata),
    metrics,
    span_attributes: about,
    context: cellObject(raw.context),
  }
  for (const [prefix, group] of Object.entries(groups)) {
    for (const [key, value] of attributesBeside(group, NOTHING, conversion, `${prefix}.`))
      attributes.set(key, value)
  }
  span.extra = sortedExtra(attributesBeside(raw, KNOWN, conversion))
}

/** `prompt_tokens` includes what was cached, for every provider. */
function readModelCall(span: Span, raw: JsonObject, metrics: JsonObject, memory: SourceMemory): void {
  span.inputTokens = numberOrNull(metrics.prompt_tokens)
  span.outputTokens = numberOrNull(metrics.completion_tokens)
  span.cachedTokens = numberOrNull(metrics.prompt_cached_tokens)
  span.costUsd = numberOrNull(metrics.estimated_cost)
  span.inputMessages = requestMessages(raw.input).map((message) => memory.shared(message))
  const output = parseCell(raw.output)
  if (output === null || output === undefined) return
  span.outputMessages = responseMessages(output)
  const first: unknown = Array.isArray(output) ? output[0] : output
  if (isJsonObject(first))
    span.finishReason ??= textOrNull(first.finish_reason) ?? textOrNull(first.stop_reason)
}

function createdAt(raw: JsonObject): Instant | null {
  const created = textOrNull(raw.created)
  return created === null ? null : instantOfIso(created)
}

/** When a row was written, in microseconds since 1970; null where it does not say. */
export function createdUs(raw: JsonObject): number | null {
  return createdAt(raw)?.us ?? null
}
