import { emptySpan, type Span, type SpanEvent } from '../../../../shared/model/span.ts'
import { instantOfIso, nanosFrom, type Instant } from '../../decimal-time.ts'
import { sortedExtra, type ExtraFields } from '../../extra-fields.ts'
import {
  attributeFromJson,
  isJsonObject,
  listOf,
  parseCell,
  textOrNull,
  type Conversion,
  type JsonObject,
} from '../../json-value.ts'
import { flatten } from './flatten.ts'
import { KNOWN, PHOENIX_REASONS } from './schema.ts'

const COLUMN = 'attributes.'
/** The attribute that Phoenix takes out of the list and gives as `span_kind`. */
const SPAN_KIND = 'openinference.span.kind'

/** The ids of a span: in `context`, or as columns of a dataframe. */
export function idsOf(raw: JsonObject): { traceId: string | null; spanId: string | null } {
  const context = isJsonObject(raw.context) ? raw.context : {}
  return {
    traceId: textOrNull(context.trace_id ?? raw['context.trace_id'] ?? raw.trace_id),
    spanId: textOrNull(context.span_id ?? raw['context.span_id'] ?? raw.span_id),
  }
}

/** One span, from JSON or a row of a dataframe, not yet translated; or the sentence why it is none. */
export function readPhoenixSpan(
  raw: JsonObject,
  ofTrace: string | null,
  conversion: Conversion,
): Span | string {
  const { traceId, spanId } = idsOf(raw)
  const trace = traceId ?? ofTrace
  if (trace === null || spanId === null) return PHOENIX_REASONS.noIds
  const start = instantAt(raw.start_time)
  if (start === null) return PHOENIX_REASONS.noStart
  const end = instantAt(raw.end_time)
  const span = emptySpan(trace, spanId)
  span.parentSpanId = textOrNull(raw.parent_id)
  span.name = textOrNull(raw.name) ?? ''
  span.otelKind = 1
  span.startUs = start.us
  span.startSubNs = start.subNs
  span.durationNs = end === null ? null : nanosFrom(start, end)
  const status = String(raw.status_code).toLowerCase()
  span.status = status === 'ok' || status === 'error' ? status : 'unset'
  span.statusMessage = textOrNull(raw.status_message)
  const kind = textOrNull(raw.span_kind)
  if (kind !== null) span.attributes.set(SPAN_KIND, kind)
  const attributes = parseCell(raw.attributes)
  if (isJsonObject(attributes)) flatten(attributes, '', conversion, span.attributes)
  span.events = listOf(parseCell(raw.events))
    .filter(isJsonObject)
    .map((event) => eventOf(event, conversion))
  span.extra = readColumns(raw, span, conversion)
  return span
}

/** Columns `attributes.*` are attributes; any other that is not known is kept beside them. */
function readColumns(raw: JsonObject, span: Span, conversion: Conversion): ExtraFields | null {
  const extra: ExtraFields = new Map()
  for (const key of Object.keys(raw)) {
    const value = raw[key]
    if (value === null || value === undefined || value === '') continue
    if (key.startsWith(COLUMN))
      flatten({ [key.slice(COLUMN.length)]: parseCell(value) }, '', conversion, span.attributes)
    else if (!KNOWN.has(key)) extra.set(key, attributeFromJson(value, conversion))
  }
  return sortedExtra(extra)
}

function instantAt(value: unknown): Instant | null {
  return typeof value === 'string' ? instantOfIso(value) : null
}

function eventOf(raw: JsonObject, conversion: Conversion): SpanEvent {
  const at = instantAt(raw.timestamp)
  return {
    name: textOrNull(raw.name) ?? '',
    atUs: at?.us ?? 0,
    atSubNs: at?.subNs ?? 0,
    attributes: isJsonObject(raw.attributes) ? flatten(raw.attributes, '', conversion) : new Map(),
  }
}
