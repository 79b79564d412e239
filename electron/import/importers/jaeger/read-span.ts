import type { AttributeValue, Attributes } from '../../../../shared/model/attribute.ts'
import {
  emptySpan,
  type Resource,
  type Scope,
  type Span,
  type SpanEvent,
  type SpanLink,
  type SpanStatus,
} from '../../../../shared/model/span.ts'
import { sortedExtra } from '../../extra-fields.ts'
import {
  attributeFromJson,
  isJsonObject,
  textOrNull,
  type Conversion,
  type JsonObject,
} from '../../json-value.ts'
import { readProcess, readTags } from './tags.ts'

export type SpanOutcome = Span | string

export const SPAN_REASONS = {
  noTraceId: 'The span has no traceID.',
  noSpanId: 'The span has no spanID.',
  noStart: 'The span has no startTime in microseconds.',
  notObject: 'There is something other than a span where a span should be.',
} as const

const KINDS: readonly unknown[] = ['unspecified', 'internal', 'server', 'client', 'producer', 'consumer']
const KNOWN = new Set([
  'traceID',
  'spanID',
  'parentSpanID',
  'operationName',
  'references',
  'startTime',
  'duration',
  'tags',
  'tag',
  'logs',
  'processID',
  'process',
])

/** One Jaeger span in the neutral model, not yet translated; or the sentence why it is none. */
export function readJaegerSpan(
  raw: unknown,
  processes: ReadonlyMap<string, Resource>,
  conversion: Conversion,
): SpanOutcome {
  if (!isJsonObject(raw)) return SPAN_REASONS.notObject
  const traceId = textOrNull(raw.traceID)
  const spanId = textOrNull(raw.spanID)
  const start = raw.startTime
  if (traceId === null) return SPAN_REASONS.noTraceId
  if (spanId === null) return SPAN_REASONS.noSpanId
  if (typeof start !== 'number' || !(start >= 0 && start <= Number.MAX_SAFE_INTEGER))
    return SPAN_REASONS.noStart
  const span = emptySpan(traceId, spanId)
  const { attributes, repeated } = readTags(raw.tags ?? raw.tag, conversion)
  span.name = typeof raw.operationName === 'string' ? raw.operationName : ''
  span.startUs = Math.floor(start)
  span.startSubNs = Math.round((start - span.startUs) * 1000) % 1000
  span.durationNs = typeof raw.duration === 'number' ? Math.round(raw.duration * 1000) : null
  span.attributes = attributes
  span.otelKind = Math.max(0, KINDS.indexOf(attributes.get('span.kind')))
  span.status = statusOf(attributes)
  span.statusMessage = textOrNull(attributes.get('otel.status_description'))
  span.resource = resourceOf(raw, processes, conversion)
  span.scope = scopeOf(attributes)
  span.events = Array.isArray(raw.logs)
    ? raw.logs.filter(isJsonObject).map((log) => readLog(log, conversion))
    : []
  readReferences(span, raw)
  span.extra = extraOf(raw, repeated, conversion)
  return span
}

function statusOf(attributes: Attributes): SpanStatus {
  const code = attributes.get('otel.status_code')
  if (code === 'ERROR' || code === 'OK') return code === 'OK' ? 'ok' : 'error'
  const error = attributes.get('error')
  return error === true || error === 'true' ? 'error' : 'unset'
}

function resourceOf(
  raw: JsonObject,
  processes: ReadonlyMap<string, Resource>,
  conversion: Conversion,
): Resource | null {
  const named = typeof raw.processID === 'string' ? processes.get(raw.processID) : undefined
  return named ?? (isJsonObject(raw.process) ? readProcess(raw.process, conversion) : null)
}

function scopeOf(attributes: Attributes): Scope | null {
  const name = attributes.get('otel.scope.name') ?? attributes.get('otel.library.name')
  const version = attributes.get('otel.scope.version') ?? attributes.get('otel.library.version')
  if (typeof name !== 'string') return null
  return { name, version: typeof version === 'string' ? version : '', attributes: new Map() }
}

/** A log is an event; its name is the field `event`, which exporters of OpenTelemetry write. */
function readLog(log: JsonObject, conversion: Conversion): SpanEvent {
  const { attributes } = readTags(log.fields, conversion)
  const named = attributes.get('event')
  if (typeof named === 'string') attributes.delete('event')
  const at = typeof log.timestamp === 'number' ? log.timestamp : 0
  return {
    name: typeof named === 'string' ? named : '',
    atUs: Math.floor(at),
    atSubNs: Math.round((at - Math.floor(at)) * 1000) % 1000,
    attributes,
  }
}

/** The parent is the first CHILD_OF of the same trace, else the first reference of the same trace; all others are links. */
function readReferences(span: Span, raw: JsonObject): void {
  const references = Array.isArray(raw.references) ? raw.references.filter(isJsonObject) : []
  const own = references.filter((reference) => reference.traceID === span.traceId)
  const parent = own.find((reference) => reference.refType === 'CHILD_OF') ?? own[0]
  span.parentSpanId = textOrNull(parent?.spanID) ?? textOrNull(raw.parentSpanID)
  const links: SpanLink[] = []
  for (const reference of references) {
    if (reference === parent) continue
    const type = textOrNull(reference.refType)
    links.push({
      traceId: textOrNull(reference.traceID) ?? '',
      spanId: textOrNull(reference.spanID) ?? '',
      attributes: new Map(type === null ? [] : [['opentracing.ref_type', type.toLowerCase()]]),
    })
  }
  if (links.length > 0) span.links = links
}

function extraOf(
  raw: JsonObject,
  repeated: ReadonlyMap<string, AttributeValue[]> | null,
  conversion: Conversion,
): Map<string, AttributeValue> | null {
  const extra = new Map<string, AttributeValue>()
  for (const key of Object.keys(raw)) {
    const value = raw[key]
    if (KNOWN.has(key) || value === null || value === 0 || value === '') continue
    if (Array.isArray(value) && value.length === 0) continue
    extra.set(key, attributeFromJson(value, conversion))
  }
  for (const [key, values] of repeated ?? []) extra.set(`repeated.${key}`, values)
  return sortedExtra(extra)
}
