import type { AttributeValue, Attributes } from '../../../shared/model/attribute.ts'
import {
  emptySpan,
  type Resource,
  type Scope,
  type Span,
  type SpanEvent,
  type SpanLink,
  type SpanStatus,
} from '../../../shared/model/span.ts'
import { microsOfNanos, nanosBetween, subNanosOf } from '../decimal-time.ts'
import { sortedExtra } from '../extra-fields.ts'
import {
  attributeFromJson,
  isJsonObject,
  textOrNull,
  type Conversion,
  type JsonObject,
} from '../json-value.ts'
import { readAttributes, readRepeated } from './any-value.ts'
import { readId } from './identifiers.ts'

export const SPAN_REASONS = {
  noTraceId: 'The span has no trace id.',
  noSpanId: 'The span has no span id.',
  noStart: 'The span has no start time.',
  badTime: 'The span has a time that is no count of nanoseconds.',
  notObject: 'There is something other than a span where a span should be.',
} as const

/** What spans of one scope share. */
export interface SpanSurroundings {
  resource: Resource | null
  scope: Scope | null
  /** Extra fields of the resource and the scope; shared by all spans that have none of their own. */
  extra: Map<string, AttributeValue> | null
}

const KNOWN = new Set([
  'traceId',
  'spanId',
  'parentSpanId',
  'name',
  'kind',
  'startTimeUnixNano',
  'endTimeUnixNano',
  'attributes',
  'events',
  'links',
  'status',
])
const KINDS = ['UNSPECIFIED', 'INTERNAL', 'SERVER', 'CLIENT', 'PRODUCER', 'CONSUMER']

/** One OTLP span (camelCase) in the neutral model, not yet translated; or the sentence why it is none. */
export function readSpan(raw: JsonObject, around: SpanSurroundings, conversion: Conversion): Span | string {
  const traceId = readId(raw.traceId)
  if (traceId === null) return SPAN_REASONS.noTraceId
  const spanId = readId(raw.spanId)
  if (spanId === null) return SPAN_REASONS.noSpanId
  const start = nanosText(raw.startTimeUnixNano, conversion)
  if ((start === '' || start === '0') && !hasSyntheticTime(raw)) return SPAN_REASONS.noStart
  const startUs = start === '' ? 0 : microsOfNanos(start)
  const startSubNs = start === '' ? 0 : subNanosOf(start)
  const end = nanosText(raw.endTimeUnixNano, conversion)
  let durationNs: number | null = null
  if (end !== '' && end !== '0')
    durationNs = nanosBetween(startUs, startSubNs, microsOfNanos(end), subNanosOf(end))
  if (Number.isNaN(startUs) || Number.isNaN(durationNs)) return SPAN_REASONS.badTime
  const extra = readExtra(raw, around.extra, conversion)
  const status = raw.status as JsonObject | null | undefined
  // Every importer's spans have the one shape of emptySpan: the store's hot path meets no other.
  const span = emptySpan(traceId, spanId)
  span.parentSpanId = readId(raw.parentSpanId)
  if (typeof raw.name === 'string') span.name = raw.name
  if (raw.kind !== undefined) span.otelKind = readKind(raw.kind)
  span.startUs = startUs
  span.startSubNs = startSubNs
  span.durationNs = durationNs
  if (status) {
    span.status = readStatus(status.code)
    span.statusMessage = textOrNull(status.message)
  }
  span.attributes = readOwnAttributes(raw.attributes, extra, conversion)
  if (Array.isArray(raw.events) && raw.events.length > 0)
    span.events = readEvents(raw.events, extra, conversion)
  if (Array.isArray(raw.links) && raw.links.length > 0) span.links = readLinks(raw.links, extra, conversion)
  span.resource = around.resource
  span.scope = around.scope
  // Attributes, events and links have added theirs by now.
  span.extra = extra.map === around.extra ? around.extra : sortedExtra(extra.map)
  return span
}

/** Spans of sources without a clock are exported by us with times from 0 on. */
function hasSyntheticTime(raw: JsonObject): boolean {
  const list = Array.isArray(raw.attributes) ? (raw.attributes as unknown[]) : []
  return list.some((item) => isJsonObject(item) && item.key === 'tidemark.synthetic_time')
}

/** Decimal nanoseconds, however the source writes them. */
export function nanosText(value: unknown, conversion: Conversion): string {
  if (typeof value === 'string') return value
  if (typeof value === 'bigint') return value.toString()
  if (typeof value !== 'number') return ''
  if (!Number.isSafeInteger(value)) conversion.inexact = true
  return Number.isInteger(value) ? BigInt(value).toString() : String(value)
}

function readKind(value: unknown): number {
  if (typeof value === 'number') return value >= 0 && value < KINDS.length ? value : 0
  if (typeof value !== 'string') return 0
  const kind = KINDS.indexOf(value.replace('SPAN_KIND_', '').toUpperCase())
  return Math.max(kind, 0)
}

function readStatus(code: unknown): SpanStatus {
  if (code === 2 || code === 'STATUS_CODE_ERROR' || code === 'ERROR') return 'error'
  return code === 1 || code === 'STATUS_CODE_OK' || code === 'OK' ? 'ok' : 'unset'
}

/** Collects the fields that have no place in the neutral span; starts from what the scope's spans share. */
class Extra {
  map: Map<string, AttributeValue> | null
  readonly #shared: Map<string, AttributeValue> | null
  constructor(shared: Map<string, AttributeValue> | null) {
    this.map = shared
    this.#shared = shared
  }
  set(name: string, value: AttributeValue): void {
    if (this.map === this.#shared) this.map = new Map(this.#shared)
    this.map?.set(name, value)
  }
}

function readExtra(
  raw: JsonObject,
  shared: Map<string, AttributeValue> | null,
  conversion: Conversion,
): Extra {
  const extra = new Extra(shared)
  for (const key in raw) if (!KNOWN.has(key)) keepUnlessDefault(extra, key, raw[key], conversion)
  return extra
}

function readOwnAttributes(list: unknown, extra: Extra, conversion: Conversion): Attributes {
  const attributes = readAttributes(list, conversion)
  if (Array.isArray(list) && attributes.size < list.length) {
    for (const [key, values] of readRepeated(list, conversion)) extra.set(`repeated.${key}`, values)
  }
  return attributes
}

/** Zero, empty and absent are the same in protobuf. */
function keepUnlessDefault(extra: Extra, name: string, value: unknown, conversion: Conversion): void {
  if (value === 0 || value === '' || value === null || value === undefined || value === false) return
  if (Array.isArray(value) && value.length === 0) return
  extra.set(name, attributeFromJson(value, conversion))
}

function readEvents(list: readonly unknown[], extra: Extra, conversion: Conversion): SpanEvent[] {
  const events: SpanEvent[] = []
  for (const item of list) {
    if (typeof item !== 'object' || item === null) continue
    const raw = item as JsonObject
    const time = nanosText(raw.timeUnixNano, conversion)
    const us = microsOfNanos(time)
    for (const key in raw) {
      if (key === 'name' || key === 'timeUnixNano' || key === 'attributes') continue
      keepUnlessDefault(extra, `event.${events.length}.${key}`, raw[key], conversion)
    }
    events.push({
      name: typeof raw.name === 'string' ? raw.name : '',
      atUs: Number.isNaN(us) ? 0 : us,
      atSubNs: Number.isNaN(us) ? 0 : subNanosOf(time),
      attributes: readAttributes(raw.attributes, conversion),
    })
  }
  return events
}

function readLinks(list: readonly unknown[], extra: Extra, conversion: Conversion): SpanLink[] {
  const links: SpanLink[] = []
  for (const item of list) {
    if (typeof item !== 'object' || item === null) continue
    const raw = item as JsonObject
    for (const key in raw) {
      if (key === 'traceId' || key === 'spanId' || key === 'attributes') continue
      keepUnlessDefault(extra, `link.${links.length}.${key}`, raw[key], conversion)
    }
    links.push({
      traceId: readId(raw.traceId) ?? '',
      spanId: readId(raw.spanId) ?? '',
      attributes: readAttributes(raw.attributes, conversion),
    })
  }
  return links
}
