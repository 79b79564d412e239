import { isBlank } from '../../members.ts'
import { cellList, cellObject } from '../../frame-rows.ts'
import {
  emptySpan,
  type Span,
  type SpanEvent,
  type SpanLink,
  type SpanStatus,
} from '../../../../shared/model/span.ts'
import { instantOfNumber, nanosFrom, type Instant } from '../../decimal-time.ts'
import { sortedExtra } from '../../extra-fields.ts'
import { instantOfAny } from '../../instant-of-any.ts'
import {
  attributeFromJson,
  attributesBeside,
  exactInteger,
  isJsonObject,
  textOrNull,
  type Conversion,
  type JsonObject,
} from '../../json-value.ts'
import { attributeEntries, scalarOf } from './open-value.ts'
import { MLFLOW_REASONS, SPAN_KNOWN } from './schema.ts'
import { spanIdOf, traceIdOf } from './span-ids.ts'

/** One span of any generation, without what belongs to its kind; or the sentence why it is none. */
export function readSpan(raw: JsonObject, ofTrace: string | null, conversion: Conversion): Span | string {
  const attributes = new Map(attributeEntries(raw.attributes))
  const traceId = ofTrace ?? traceIdOf(raw, attributes)
  const spanId = spanIdOf(cellObject(raw.context).span_id ?? raw.span_id)
  const start = instantAt(raw.start_time_unix_nano ?? raw.start_time_ns ?? raw.start_time, conversion)
  if (traceId === null || spanId === null) return MLFLOW_REASONS.noIds
  if (start === null) return MLFLOW_REASONS.noStart
  const end = instantAt(raw.end_time_unix_nano ?? raw.end_time_ns ?? raw.end_time, conversion)
  const span = emptySpan(traceId, spanId)
  span.parentSpanId = spanIdOf(raw.parent_span_id ?? raw.parent_id)
  span.name = textOrNull(raw.name) ?? ''
  span.startUs = start.us
  span.startSubNs = start.subNs
  span.durationNs = end === null ? null : nanosFrom(start, end)
  const status = cellObject(raw.status)
  span.status = statusOf(raw.status_code ?? status.code ?? status.status_code ?? raw.status)
  span.statusMessage = textOrNull(raw.status_message) ?? textOrNull(status.message ?? status.description)
  for (const [key, value] of attributes) {
    if (value !== null && value !== undefined)
      span.attributes.set(key, attributeFromJson(scalarOf(value), conversion))
  }
  span.events = cellList(raw.events)
    .filter(isJsonObject)
    .map((event) => eventOf(event, start, conversion))
  span.links = cellList(raw.links)
    .filter(isJsonObject)
    .map((link) => linkOf(link, conversion))
  const rest = new Map<string, unknown>(
    Object.entries(raw).filter(([key, value]) => !SPAN_KNOWN.has(key) && !isBlank(value)),
  )
  span.extra = sortedExtra(
    new Map([...rest].map(([key, value]) => [key, attributeFromJson(value, conversion)])),
  )
  return span
}

/** Nanoseconds, as number or text; events of old versions are in microseconds. */
function instantAt(value: unknown, conversion: Conversion): Instant | null {
  return instantOfAny(typeof value === 'number' ? exactInteger(value, conversion) : value)
}

function statusOf(code: unknown): SpanStatus {
  const word = String(code).toUpperCase()
  if (/(^|_)ERROR$/.test(word) || word === '2') return 'error'
  return /(^|_)OK$/.test(word) || word === '1' ? 'ok' : 'unset'
}

function eventOf(raw: JsonObject, start: Instant, conversion: Conversion): SpanEvent {
  const at =
    instantAt(raw.time_unix_nano ?? raw.timestamp, conversion) ?? instantOfNumber(start.us, 'us') ?? start
  const entries = attributeEntries(raw.attributes)
  return {
    name: textOrNull(raw.name) ?? '',
    atUs: at.us,
    atSubNs: at.subNs,
    attributes: new Map(entries.map(([key, value]) => [key, attributeFromJson(value, conversion)])),
  }
}

function linkOf(raw: JsonObject, conversion: Conversion): SpanLink {
  return {
    traceId: traceIdOf(raw, new Map()) ?? '',
    spanId: spanIdOf(raw.span_id) ?? '',
    attributes: attributesBeside(cellObject(raw.attributes), new Set(), conversion),
  }
}
