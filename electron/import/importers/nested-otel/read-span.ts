import { plainValue, type AttributeValue } from '../../../../shared/model/attribute.ts'
import {
  emptySpan,
  type Resource,
  type Scope,
  type Span,
  type SpanEvent,
  type SpanLink,
  type SpanStatus,
} from '../../../../shared/model/span.ts'
import { instantOfIso, nanosOfIsoDuration } from '../../decimal-time.ts'
import { sortedExtra } from '../../extra-fields.ts'
import {
  attributeFromJson,
  attributesFromJson,
  isJsonObject,
  textOrNull,
  type Conversion,
  type JsonObject,
} from '../../json-value.ts'

export type SpanOutcome = Span | string

export const SPAN_REASONS = {
  noTraceId: 'The span has no trace_id.',
  noSpanId: 'The span has no span_id.',
  noStart: 'The span has no timestamp.',
  notObject: 'There is something other than a span where a span should be.',
} as const

const KINDS: readonly string[] = ['unspecified', 'internal', 'server', 'client', 'producer', 'consumer']
const KNOWN = new Set([
  'timestamp',
  'trace_id',
  'span_id',
  'parent_span_id',
  'trace_state',
  'span_name',
  'span_kind',
  'service_name',
  'resource_attributes',
  'scope_name',
  'scope_version',
  'span_attributes',
  'duration',
  'status_code',
  'status_message',
  'events',
  'links',
  'child_spans',
])

/** Reads spans of one source; spans with equal resources and scopes share the objects. */
export class NestedSpans {
  readonly #resources = new Map<string, Resource>()
  readonly #scopes = new Map<string, Scope>()

  read(raw: unknown, ofTrace: string | null, parent: string | null, conversion: Conversion): SpanOutcome {
    if (!isJsonObject(raw)) return SPAN_REASONS.notObject
    const traceId = textOrNull(raw.trace_id) ?? ofTrace
    const spanId = textOrNull(raw.span_id)
    const start = typeof raw.timestamp === 'string' ? instantOfIso(raw.timestamp) : null
    if (traceId === null) return SPAN_REASONS.noTraceId
    if (spanId === null) return SPAN_REASONS.noSpanId
    if (start === null) return SPAN_REASONS.noStart
    const span = emptySpan(traceId, spanId)
    span.parentSpanId = textOrNull(raw.parent_span_id) ?? parent
    span.name = textOrNull(raw.span_name) ?? ''
    span.otelKind = Math.max(0, KINDS.indexOf(String(raw.span_kind).toLowerCase()))
    span.startUs = start.us
    span.startSubNs = start.subNs
    span.durationNs = typeof raw.duration === 'string' ? nanosOfIsoDuration(raw.duration) : null
    span.status = statusOf(raw.status_code)
    span.statusMessage = textOrNull(raw.status_message)
    span.service = textOrNull(raw.service_name)
    if (isJsonObject(raw.span_attributes))
      span.attributes = attributesFromJson(raw.span_attributes, conversion)
    span.resource = this.#resource(raw, conversion)
    span.scope = this.#scope(raw)
    span.events = objects(raw.events).map((event) => readEvent(event, conversion))
    span.links = objects(raw.links).map((link) => readLink(link, conversion))
    span.extra = extraOf(raw, conversion)
    return span
  }

  #resource(raw: JsonObject, conversion: Conversion): Resource | null {
    if (!isJsonObject(raw.resource_attributes)) return null
    const attributes = attributesFromJson(raw.resource_attributes, conversion)
    const key = JSON.stringify(plainValue(attributes))
    const known = this.#resources.get(key) ?? { attributes }
    this.#resources.set(key, known)
    return known
  }

  #scope(raw: JsonObject): Scope | null {
    const name = textOrNull(raw.scope_name)
    if (name === null) return null
    const version = textOrNull(raw.scope_version) ?? ''
    const key = JSON.stringify([name, version])
    const known = this.#scopes.get(key) ?? { name, version, attributes: new Map() }
    this.#scopes.set(key, known)
    return known
  }
}

function statusOf(code: unknown): SpanStatus {
  const word = String(code).toLowerCase()
  return word === 'error' || word === 'ok' ? word : 'unset'
}

function readEvent(event: JsonObject, conversion: Conversion): SpanEvent {
  const time = event.Timestamp ?? event.timestamp
  const at = typeof time === 'string' ? instantOfIso(time) : null
  const attributes = event.Attributes ?? event.attributes
  return {
    name: textOrNull(event.Name ?? event.name) ?? '',
    atUs: at?.us ?? 0,
    atSubNs: at?.subNs ?? 0,
    attributes: isJsonObject(attributes) ? attributesFromJson(attributes, conversion) : new Map(),
  }
}

function readLink(link: JsonObject, conversion: Conversion): SpanLink {
  const attributes = link.Attributes ?? link.attributes
  return {
    traceId: textOrNull(link.TraceId ?? link.trace_id) ?? '',
    spanId: textOrNull(link.SpanId ?? link.span_id) ?? '',
    attributes: isJsonObject(attributes) ? attributesFromJson(attributes, conversion) : new Map(),
  }
}

function extraOf(raw: JsonObject, conversion: Conversion): Map<string, AttributeValue> | null {
  const extra = new Map<string, AttributeValue>()
  const traceState = textOrNull(raw.trace_state)
  if (traceState !== null) extra.set('traceState', traceState)
  for (const key of Object.keys(raw)) {
    const value = raw[key]
    if (KNOWN.has(key) || value === null || value === '') continue
    if (Array.isArray(value) && value.length === 0) continue
    extra.set(key, attributeFromJson(value, conversion))
  }
  return sortedExtra(extra)
}

function objects(list: unknown): JsonObject[] {
  return Array.isArray(list) ? (list as unknown[]).filter(isJsonObject) : []
}
