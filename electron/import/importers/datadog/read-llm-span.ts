import { objectOf, versionedName } from '../../members.ts'
import { emptySpan, type Span } from '../../../../shared/model/span.ts'
import { instantOfNumber } from '../../decimal-time.ts'
import {
  attributeFromJson,
  attributesBeside,
  isJsonObject,
  numberOrNull,
  textOrNull,
  type Conversion,
  type JsonObject,
} from '../../json-value.ts'
import { requestMessages, responseMessages } from '../../payload-messages.ts'
import type { SourceMemory } from '../../translate.ts'
import { idOf, parentOf } from './ids.ts'
import { llmMessages } from './llm-messages.ts'
import { DATADOG_REASONS, KINDS, type Above } from './schema.ts'
import { Tags } from './tags.ts'

/**
 * A span of LLM Observability, as the export gives it (`span_kind`, `input`, `output` beside the ids) or the intake takes
 * it (`meta: {kind, input, output}`); or the sentence why it is none.
 */
export function readLlmSpan(
  raw: JsonObject,
  above: Above,
  memory: SourceMemory,
  conversion: Conversion,
): Span | string {
  const traceId = idOf(raw.trace_id)
  const spanId = idOf(raw.span_id)
  const start = instantOfNumber(raw.start_ns, 'ns')
  if (traceId === null || spanId === null) return DATADOG_REASONS.noIds
  if (start === null) return DATADOG_REASONS.noStart
  const meta = isJsonObject(raw.meta) ? raw.meta : raw
  const metadata = objectOf(meta.metadata)
  const tags = new Tags(raw.tags, above.tags)
  const span = emptySpan(traceId, spanId)
  span.parentSpanId = parentOf(raw.parent_id)
  span.name = textOrNull(raw.name) ?? ''
  span.startUs = start.us
  span.startSubNs = start.subNs
  span.durationNs = durationOf(raw.duration)
  span.kind = KINDS.get(kindOf(raw, meta)) ?? 'other'
  span.service = textOrNull(raw.service) ?? tags.first('service') ?? textOrNull(raw.ml_app) ?? above.mlApp
  span.environment = tags.first('env') ?? textOrNull(raw.env)
  span.sessionId = textOrNull(raw.session_id) ?? tags.first('session_id') ?? above.sessionId
  span.userId = tags.first('user_id', 'usr.id', 'user_handle') ?? textOrNull(metadata.user_id)
  setStatus(span, raw, meta, tags)
  setAttributes(span, raw, meta, above, conversion)
  const isModel = span.kind === 'llm' || span.kind === 'embedding'
  if (isModel) setModelCall(span, raw, meta, metadata)
  if (span.kind === 'llm') setMessages(span, meta, memory)
  if (span.kind === 'tool') span.toolName = span.name === '' ? null : span.name
  if (span.kind === 'tool')
    span.toolCallId = textOrNull(metadata.tool_id) ?? textOrNull(metadata.tool_call_id)
  if (span.kind === 'agent') span.agentName = span.name === '' ? null : span.name
  return span
}

function kindOf(raw: JsonObject, meta: JsonObject): string | null {
  return (
    textOrNull(raw.span_kind) ??
    textOrNull(meta.kind) ??
    textOrNull(meta['span.kind']) ??
    textOrNull(objectOf(meta.span).kind)
  )
}

/** Nanoseconds, which the export writes as a decimal number. */
function durationOf(value: unknown): number | null {
  const duration = numberOrNull(value)
  return duration !== null && Number.isSafeInteger(Math.round(duration)) ? Math.round(duration) : null
}

function setStatus(span: Span, raw: JsonObject, meta: JsonObject, tags: Tags): void {
  const error = { ...objectOf(meta.error), ...objectOf(raw.error) }
  const message = textOrNull(meta['error.message']) ?? textOrNull(error.message)
  const status = textOrNull(raw.status) ?? textOrNull(meta.status)
  const isError = status === 'error' || message !== null || raw.error === 1
  span.status = isError ? 'error' : status === 'ok' ? 'ok' : 'unset'
  if (!isError) return
  span.statusMessage = message
  span.errorType =
    textOrNull(meta['error.type']) ?? textOrNull(error.type) ?? tags.first('error_type', 'error.type')
}

/** Parts of the payload that are the whole of it, the first that is there. */
const PARTS = ['value', 'messages', 'documents', 'text'] as const

function setAttributes(
  span: Span,
  raw: JsonObject,
  meta: JsonObject,
  above: Above,
  conversion: Conversion,
): void {
  const { attributes } = span
  for (const key of ['input', 'output'] as const) {
    const payload = isJsonObject(meta[key]) ? meta[key] : { value: meta[key] }
    for (const [name, value] of attributesBeside(payload, NOTHING, conversion, `${key}.`))
      attributes.set(name, value)
    const part = PARTS.find((name) => payload[name] !== undefined && payload[name] !== null)
    if (part !== undefined) span[key === 'input' ? 'inputKey' : 'outputKey'] = `${key}.${part}`
  }
  for (const [prefix, group] of [
    ['metadata.', objectOf(meta.metadata)],
    ['metrics.', objectOf(raw.metrics)],
  ] as const)
    for (const [name, value] of attributesBeside(group, NOTHING, conversion, prefix))
      attributes.set(name, value)
  for (const [name, value] of attributesBeside(raw, KNOWN, conversion)) attributes.set(name, value)
  if (meta !== raw)
    for (const [name, value] of attributesBeside(meta, META_KNOWN, conversion, 'meta.'))
      attributes.set(name, value)
  if (above.mlApp !== null && !attributes.has('ml_app')) attributes.set('ml_app', above.mlApp)
  if (above.tags.length > 0) attributes.set('request.tags', attributeFromJson(above.tags, conversion))
}

const NOTHING: ReadonlySet<string> = new Set()
const KNOWN: ReadonlySet<string> = new Set([
  'trace_id',
  'span_id',
  'parent_id',
  'name',
  'start_ns',
  'duration',
  'status',
  'meta',
  'metrics',
  'input',
  'output',
  'metadata',
  'span_kind',
  'evaluation',
  'error',
])
const META_KNOWN: ReadonlySet<string> = new Set(['input', 'output', 'metadata', 'kind', 'span.kind'])

/** Tokens read from a cache are among the input. Costs that Datadog estimates are billionths of a dollar. */
function setModelCall(span: Span, raw: JsonObject, meta: JsonObject, metadata: JsonObject): void {
  const metrics = objectOf(raw.metrics)
  span.inputTokens = numberOrNull(metrics.input_tokens) ?? numberOrNull(metrics.prompt_tokens)
  span.outputTokens = numberOrNull(metrics.output_tokens) ?? numberOrNull(metrics.completion_tokens)
  span.cachedTokens = numberOrNull(metrics.cache_read_input_tokens)
  const estimated = numberOrNull(metrics.estimated_total_cost)
  span.costUsd = numberOrNull(metrics.total_cost) ?? (estimated === null ? null : estimated / 1e9)
  span.modelRequested =
    textOrNull(raw.model_name) ?? textOrNull(meta.model_name) ?? textOrNull(metadata.model_name)
  span.provider =
    textOrNull(raw.model_provider) ?? textOrNull(meta.model_provider) ?? textOrNull(metadata.model_provider)
  span.finishReason = textOrNull(metadata.finish_reason) ?? textOrNull(metadata.stop_reason)
  const prompt = objectOf(objectOf(meta.input).prompt ?? meta.prompt)
  const id = textOrNull(prompt.id) ?? textOrNull(prompt.name)
  const version = textOrNull(prompt.version)
  span.promptVersion = versionedName(id, version)
}

function setMessages(span: Span, meta: JsonObject, memory: SourceMemory): void {
  const input = objectOf(meta.input)
  const output = objectOf(meta.output)
  const asked =
    input.messages === undefined ? requestMessages(input.value) : llmMessages(input.messages, 'user')
  span.inputMessages = asked.map((message) => memory.shared(message))
  span.outputMessages =
    output.messages === undefined ? responseMessages(output.value) : llmMessages(output.messages, 'assistant')
}
