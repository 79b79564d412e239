import type { Attributes } from '../../../../shared/model/attribute.ts'
import { emptySpan, type Resource, type Span, type SpanEvent } from '../../../../shared/model/span.ts'
import { instantOfNumber, type Instant } from '../../decimal-time.ts'
import { sortedExtra } from '../../extra-fields.ts'
import {
  attributeFromJson,
  attributesBeside,
  attributesFromJson,
  isJsonObject,
  listOf,
  numberOrNull,
  parseCell,
  textOrNull,
  type Conversion,
  type JsonObject,
} from '../../json-value.ts'
import { CORE_ANNOTATIONS, KNOWN, OTEL_KINDS } from './schema.ts'

/** One Zipkin span, not yet translated, under the ids that its trace gave it. */
export function readZipkinSpan(
  raw: JsonObject,
  ids: { traceId: string; spanId: string; parentSpanId: string | null },
  start: Instant,
  conversion: Conversion,
): Span {
  const span = emptySpan(ids.traceId, ids.spanId)
  span.parentSpanId = ids.parentSpanId
  span.name = textOrNull(raw.name) ?? ''
  span.otelKind = OTEL_KINDS.get(kindOf(raw)) ?? 1
  span.startUs = start.us
  span.startSubNs = start.subNs
  const duration = numberOrNull(raw.duration) ?? coreDuration(raw)
  span.durationNs = duration === null ? null : Math.round(duration * 1000)
  span.attributes = tagsOf(raw, conversion)
  readStatus(span)
  span.scope = scopeOf(span.attributes)
  span.resource = resourceOf(raw, conversion)
  span.events = listOf(raw.annotations)
    .filter(isJsonObject)
    .map((annotation) => eventOf(annotation, conversion))
  const extra = attributesBeside(raw, KNOWN, conversion)
  if (ids.spanId !== raw.id) extra.set('id', String(raw.id))
  span.extra = sortedExtra(extra)
  return span
}

/** The kind, in version 1 that of the first core annotation. */
export function kindOf(raw: JsonObject): string | null {
  const kind = textOrNull(raw.kind)
  if (kind !== null) return kind.toUpperCase()
  return CORE_ANNOTATIONS.get(coreAnnotation(raw)?.value) ?? null
}

/** The name of the service that recorded the span. */
export function serviceOf(raw: JsonObject): string | null {
  const endpoint = endpointOf(raw)
  return isJsonObject(endpoint) ? textOrNull(endpoint.serviceName) : null
}

/** When the span began: its own time, or that of its first annotation. */
export function startOf(raw: JsonObject): Instant | null {
  const own = numberOrNull(raw.timestamp)
  if (own !== null && own > 0) return instantOfNumber(own, 'us')
  let first: number | null = null
  for (const annotation of listOf(raw.annotations)) {
    const at = isJsonObject(annotation) ? numberOrNull(annotation.timestamp) : null
    if (at !== null && at > 0 && (first === null || at < first)) first = at
  }
  return first === null ? null : instantOfNumber(first, 'us')
}

function coreAnnotation(raw: JsonObject): JsonObject | undefined {
  return listOf(raw.annotations)
    .filter(isJsonObject)
    .find(({ value }) => CORE_ANNOTATIONS.has(value))
}

/** Microseconds between the two core annotations of version 1. */
function coreDuration(raw: JsonObject): number | null {
  const times = listOf(raw.annotations)
    .filter(isJsonObject)
    .filter(({ value }) => CORE_ANNOTATIONS.has(value))
    .map(({ timestamp }) => numberOrNull(timestamp) ?? 0)
  return times.length < 2 ? null : Math.max(...times.slice(0, 4)) - Math.min(...times.slice(0, 4))
}

function endpointOf(raw: JsonObject): unknown {
  return raw.localEndpoint ?? coreAnnotation(raw)?.endpoint
}

/** Tags are text; version 1 lists them with the endpoint that set each. */
function tagsOf(raw: JsonObject, conversion: Conversion): Attributes {
  if (isJsonObject(raw.tags)) return attributesFromJson(raw.tags, conversion)
  const attributes: Attributes = new Map()
  for (const tag of listOf(raw.binaryAnnotations)) {
    if (isJsonObject(tag) && typeof tag.key === 'string')
      attributes.set(tag.key, attributeFromJson(tag.value, conversion))
  }
  return attributes
}

/** A tag `error` of whatever text is an error, as in Zipkin's own interface; OpenTelemetry's exporters add their status. */
function readStatus(span: Span): void {
  const code = span.attributes.get('otel.status_code')
  const error = span.attributes.get('error')
  const failed = code === 'ERROR' || (error !== undefined && error !== false && error !== 'false')
  span.status = failed ? 'error' : code === 'OK' ? 'ok' : 'unset'
  if (!failed) return
  const said = textOrNull(span.attributes.get('otel.status_description'))
  span.statusMessage = said ?? (error === 'true' ? null : textOrNull(error))
}

function scopeOf(attributes: Attributes): Span['scope'] {
  const name = textOrNull(attributes.get('otel.scope.name') ?? attributes.get('otel.library.name'))
  const version = textOrNull(attributes.get('otel.scope.version') ?? attributes.get('otel.library.version'))
  return name === null ? null : { name, version: version ?? '', attributes: new Map() }
}

function resourceOf(raw: JsonObject, conversion: Conversion): Resource | null {
  const endpoint = endpointOf(raw)
  if (!isJsonObject(endpoint)) return null
  const attributes = attributesBeside(endpoint, new Set(['serviceName']), conversion, 'net.host.')
  const service = textOrNull(endpoint.serviceName)
  if (service !== null) attributes.set('service.name', service)
  return { attributes }
}

/** OpenTelemetry's exporters write an event with attributes as `"name": {...}`. */
function eventOf(annotation: JsonObject, conversion: Conversion): SpanEvent {
  const at = instantOfNumber(numberOrNull(annotation.timestamp), 'us')
  const value = textOrNull(annotation.value) ?? ''
  const opened = value.startsWith('"') ? parseCell(`{${value}}`) : null
  const name = isJsonObject(opened) ? Object.keys(opened)[0] : undefined
  const within = isJsonObject(opened) && name !== undefined ? opened[name] : null
  const told = name !== undefined && isJsonObject(within)
  return {
    name: told ? name : value,
    atUs: at?.us ?? 0,
    atSubNs: at?.subNs ?? 0,
    attributes: told ? attributesFromJson(within, conversion) : new Map(),
  }
}
