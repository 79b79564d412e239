import {
  emptySpan,
  type Resource,
  type Span,
  type SpanEvent,
  type SpanLink,
  type SpanStatus,
} from '../../../../shared/model/span.ts'
import { instantOfIso, instantOfNumber, nanosFrom, type Instant } from '../../decimal-time.ts'
import { sortedExtra, type ExtraFields } from '../../extra-fields.ts'
import {
  attributeFromJson,
  attributesFromJson,
  exactInteger,
  isJsonObject,
  listOf,
  textOrNull,
  type Conversion,
  type JsonObject,
} from '../../json-value.ts'
import { otelId } from '../../otel-identifiers.ts'
import { KNOWN, SDK_REASONS } from './schema.ts'

const KINDS: readonly string[] = ['unspecified', 'internal', 'server', 'client', 'producer', 'consumer']

/** One span as the SDK dumps it, not yet translated; or the sentence why it is none. */
export function readSdkSpan(
  raw: unknown,
  resources: Map<string, Resource>,
  conversion: Conversion,
): Span | string {
  if (!isJsonObject(raw)) return SDK_REASONS.other
  const context = isJsonObject(raw.context) ? raw.context : raw
  const traceId = otelId(exact(context.trace_id, conversion), 32)
  const spanId = otelId(exact(context.span_id, conversion), 16)
  if (traceId === null || spanId === null) return SDK_REASONS.noIds
  const start = instantOf(raw.start_time ?? raw.start_time_unix_ns, conversion)
  if (start === null) return SDK_REASONS.noStart
  const end = instantOf(raw.end_time ?? raw.end_time_unix_ns, conversion)
  const span = emptySpan(traceId, spanId)
  const parent = isJsonObject(raw.parent) ? raw.parent.span_id : (raw.parent_id ?? raw.parent_span_id)
  span.parentSpanId = otelId(exact(parent, conversion), 16)
  span.name = textOrNull(raw.name) ?? ''
  span.otelKind = Math.max(
    0,
    KINDS.indexOf(
      String(raw.kind)
        .replace(/^SpanKind\./i, '')
        .toLowerCase(),
    ),
  )
  span.startUs = start.us
  span.startSubNs = start.subNs
  span.durationNs = end === null ? null : nanosFrom(start, end)
  const status = isJsonObject(raw.status) ? raw.status : { status_code: raw.status }
  span.status = statusOf(status.status_code)
  span.statusMessage = textOrNull(status.description) ?? textOrNull(status.message)
  if (isJsonObject(raw.attributes)) span.attributes = attributesFromJson(raw.attributes, conversion)
  span.resource = resourceOf(raw.resource, resources, conversion)
  span.events = listOf(raw.events)
    .filter(isJsonObject)
    .map((event) => eventOf(event, conversion))
  span.links = listOf(raw.links)
    .filter(isJsonObject)
    .map((link) => linkOf(link, conversion))
  span.extra = extraOf(raw, conversion)
  return span
}

function exact(value: unknown, conversion: Conversion): unknown {
  return typeof value === 'number' ? exactInteger(value, conversion) : value
}

function instantOf(value: unknown, conversion: Conversion): Instant | null {
  if (typeof value === 'string') return instantOfIso(value) ?? instantOfNumber(value, 'ns')
  return typeof value === 'number' || typeof value === 'bigint'
    ? instantOfNumber(exact(value, conversion), 'ns')
    : null
}

function statusOf(code: unknown): SpanStatus {
  const word = String(code)
    .replace(/^StatusCode\./i, '')
    .toLowerCase()
  return word === 'ok' || word === 'error' ? word : 'unset'
}

/** Spans of one resource share the object. */
function resourceOf(raw: unknown, resources: Map<string, Resource>, conversion: Conversion): Resource | null {
  if (!isJsonObject(raw) || !isJsonObject(raw.attributes)) return null
  const key = JSON.stringify(raw.attributes)
  let resource = resources.get(key)
  if (!resource) {
    resource = { attributes: attributesFromJson(raw.attributes, conversion) }
    resources.set(key, resource)
  }
  return resource
}

function eventOf(raw: JsonObject, conversion: Conversion): SpanEvent {
  const at = instantOf(raw.timestamp ?? raw.timestamp_unix_ns, conversion)
  return {
    name: textOrNull(raw.name) ?? '',
    atUs: at?.us ?? 0,
    atSubNs: at?.subNs ?? 0,
    attributes: isJsonObject(raw.attributes) ? attributesFromJson(raw.attributes, conversion) : new Map(),
  }
}

function linkOf(raw: JsonObject, conversion: Conversion): SpanLink {
  const context = isJsonObject(raw.context) ? raw.context : raw
  return {
    traceId: otelId(exact(context.trace_id, conversion), 32) ?? '',
    spanId: otelId(exact(context.span_id, conversion), 16) ?? '',
    attributes: isJsonObject(raw.attributes) ? attributesFromJson(raw.attributes, conversion) : new Map(),
  }
}

function extraOf(raw: JsonObject, conversion: Conversion): ExtraFields | null {
  const extra: ExtraFields = new Map()
  for (const key of Object.keys(raw)) {
    const value = raw[key]
    if (!KNOWN.has(key) && value !== null && value !== undefined)
      extra.set(key, attributeFromJson(value, conversion))
  }
  return sortedExtra(extra)
}
