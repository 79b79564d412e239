import { flatMembers, objectOf } from '../../members.ts'
import { emptySpan, type Span } from '../../../../shared/model/span.ts'
import { instantOfIso, instantOfNumber, nanosFrom, type Instant } from '../../decimal-time.ts'
import {
  attributesBeside,
  numberOrNull,
  textOrNull,
  type Conversion,
  type JsonObject,
} from '../../json-value.ts'
import { translate, type SourceMemory } from '../../translate.ts'
import { idOf, parentOf } from './ids.ts'
import { DATADOG_REASONS } from './schema.ts'
import { Tags } from './tags.ts'

/** Counts of seconds that are times of ours are below. */
const SECONDS = 1e11
const OTEL_KINDS: ReadonlyMap<unknown, number> = new Map<string, number>([
  ['internal', 1],
  ['server', 2],
  ['client', 3],
  ['producer', 4],
  ['consumer', 5],
])

/**
 * A span of APM: of the spans API (ISO times, `custom`), of the UI's download (seconds), or as an agent sends it
 * (nanoseconds, `meta`, `metrics`); or the sentence why it is none.
 */
export function readApmSpan(raw: JsonObject, memory: SourceMemory, conversion: Conversion): Span | string {
  const traceId = idOf(raw.trace_id)
  const spanId = idOf(raw.span_id)
  const start = timeOf(raw.start_timestamp ?? raw.start)
  if (traceId === null || spanId === null) return DATADOG_REASONS.noIds
  if (start === null) return DATADOG_REASONS.noStart
  const meta = objectOf(raw.meta)
  const custom = objectOf(raw.custom ?? raw.attributes)
  const tags = new Tags(meta, flatMembers(custom), raw.tags)
  const span = emptySpan(traceId, spanId)
  span.parentSpanId = parentOf(raw.parent_id)
  span.name = textOrNull(raw.operation_name) ?? textOrNull(raw.name) ?? textOrNull(raw.resource_name) ?? ''
  span.startUs = start.us
  span.startSubNs = start.subNs
  span.durationNs = durationOf(raw, custom, start)
  span.otelKind = OTEL_KINDS.get(tags.first('span.kind')) ?? 0
  span.service = textOrNull(raw.service)
  span.environment = textOrNull(raw.env) ?? tags.first('env')
  setStatus(span, raw, meta, custom)
  for (const [prefix, group] of [
    ['', meta],
    ['', objectOf(raw.metrics)],
    ['', flatMembers(custom)],
  ] as const)
    for (const [name, value] of attributesBeside(group, NOTHING, conversion, prefix))
      span.attributes.set(name, value)
  for (const [name, value] of attributesBeside(raw, KNOWN, conversion)) span.attributes.set(name, value)
  setModelCall(span)
  translate(span, memory)
  return span
}

function timeOf(value: unknown): Instant | null {
  const instant = typeof value === 'string' ? instantOfIso(value) : null
  if (instant !== null) return instant
  const count = numberOrNull(value)
  return count === null ? null : instantOfNumber(value, Math.abs(count) < SECONDS ? 's' : 'ns')
}

function durationOf(raw: JsonObject, custom: JsonObject, start: Instant): number | null {
  const end = timeOf(raw.end_timestamp)
  if (end !== null) return nanosFrom(start, end)
  const duration = numberOrNull(raw.duration) ?? numberOrNull(custom.duration)
  if (duration === null) return null
  // Seconds where the start is told in seconds.
  const isSeconds = Math.abs(numberOrNull(raw.start) ?? Infinity) < SECONDS
  const nanos = Math.round(isSeconds ? duration * 1e9 : duration)
  return Number.isSafeInteger(nanos) ? nanos : null
}

function setStatus(span: Span, raw: JsonObject, meta: JsonObject, custom: JsonObject): void {
  const error = objectOf(custom.error)
  const isError =
    numberOrNull(raw.error) === 1 || raw.status === 'error' || textOrNull(error.message) !== null
  if (!isError) return
  span.status = 'error'
  span.statusMessage =
    textOrNull(meta['error.message']) ??
    textOrNull(meta['error.msg']) ??
    textOrNull(error.message) ??
    textOrNull(raw.error_message)
  span.errorType = textOrNull(meta['error.type']) ?? textOrNull(error.type)
}

const NOTHING: ReadonlySet<string> = new Set()
const KNOWN: ReadonlySet<string> = new Set([
  'trace_id',
  'span_id',
  'parent_id',
  'start_timestamp',
  'end_timestamp',
  'start',
  'end',
  'duration',
  'meta',
  'metrics',
  'custom',
  'attributes',
  'operation_name',
  'children_ids',
])

/** ddtrace's integrations of providers write `<provider>.request.model` and `<provider>.response.usage.*`. */
const PROVIDER = /^(openai|anthropic|google_generativeai|gemini|vertexai|bedrock|cohere|litellm)\.request$/

function setModelCall(span: Span): void {
  const provider = PROVIDER.exec(span.name)?.[1]
  if (provider === undefined) return
  const at = (key: string): unknown => span.attributes.get(`${provider}.${key}`)
  span.kind = 'llm'
  span.provider = provider
  span.modelRequested = textOrNull(at('request.model'))
  span.modelAnswered = textOrNull(at('response.model'))
  span.inputTokens = numberOrNull(at('response.usage.prompt_tokens') ?? at('response.usage.input_tokens'))
  span.outputTokens = numberOrNull(
    at('response.usage.completion_tokens') ?? at('response.usage.output_tokens'),
  )
}
