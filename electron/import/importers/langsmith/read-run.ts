import { isBlankCell } from '../../members.ts'
import { cellList, frameCell } from '../../frame-rows.ts'
import { emptySpan, type Span, type SpanEvent } from '../../../../shared/model/span.ts'
import { nanosFrom, type Instant } from '../../decimal-time.ts'
import {
  attributeFromJson,
  attributesBeside,
  isJsonObject,
  numberOrNull,
  textOrNull,
  type Conversion,
  type JsonObject,
} from '../../json-value.ts'
import { instantOfAny } from '../../instant-of-any.ts'
import type { SourceMemory } from '../../translate.ts'
import { readOrder, startOfOrder } from './run-order.ts'
import { setDoing } from './run-doing.ts'
import { idOrNull, KINDS, KNOWN, LANGSMITH_REASONS } from './schema.ts'

/** What a run that holds this one, or the file, says of its place. */
export interface Above {
  traceId: string | null
  parentId: string | null
}

/** What stands for a trace's id until it is known (see UntracedRuns). */
export const UNTRACED = ''

/** One run as a span; or the sentence why it is none. Its trace is `UNTRACED` where neither it nor what holds it tells. */
export function readRun(
  raw: JsonObject,
  above: Above,
  memory: SourceMemory,
  conversion: Conversion,
): Span | string {
  const order = readOrder(raw.dotted_order)
  const id = idOrNull(raw.id) ?? idOrNull(raw.run_id) ?? order.own
  const start = instantOfAny(raw.start_time) ?? startOfOrder(raw.dotted_order)
  if (id === null) return LANGSMITH_REASONS.noId
  if (start === null) return LANGSMITH_REASONS.noStart
  const span = emptySpan(idOrNull(raw.trace_id) ?? order.root ?? above.traceId ?? UNTRACED, id)
  span.parentSpanId = idOrNull(raw.parent_run_id) ?? order.parent ?? above.parentId
  span.name = textOrNull(raw.name) ?? ''
  span.startUs = start.us
  span.startSubNs = start.subNs
  span.durationNs = durationOf(raw, start)
  span.kind = KINDS.get(textOrNull(raw.run_type)?.toLowerCase() ?? '') ?? 'other'
  setStatus(span, raw)
  const extra = frameCell(raw.extra)
  setAttributes(span, raw, extra, conversion)
  span.events = cellList(raw.events)
    .filter(isJsonObject)
    .map((event) => eventOf(event, start, conversion))
  setDoing(span, raw, isJsonObject(extra) ? extra : {}, memory)
  return span
}

function durationOf(raw: JsonObject, start: Instant): number | null {
  const end = instantOfAny(raw.end_time)
  if (end !== null) return nanosFrom(start, end)
  const ms = numberOrNull(raw.duration_ms)
  const seconds = numberOrNull(raw.latency_seconds)
  const nanos = Math.round(ms === null ? (seconds ?? Number.NaN) * 1e9 : ms * 1e6)
  return Number.isSafeInteger(nanos) ? nanos : null
}

/**
 * Without a status a run that ended without an error is a success, as LangSmith takes it. `error` is the exception as
 * Python or JavaScript shows it, with its traceback.
 */
function setStatus(span: Span, raw: JsonObject): void {
  const error = textOrNull(raw.error)
  const derived = error !== null ? 'error' : span.durationNs !== null ? 'success' : 'pending'
  const status = textOrNull(raw.status)?.toLowerCase() ?? derived
  span.status = status === 'error' ? 'error' : status === 'success' ? 'ok' : 'unset'
  span.statusMessage = error
  span.errorType =
    error === null ? null : (/^([A-Za-z_][\w.]{0,100})(?:\(|: |$)/.exec(error.slice(0, 200))?.[1] ?? null)
}

function setAttributes(span: Span, raw: JsonObject, extra: unknown, conversion: Conversion): void {
  const { attributes } = span
  for (const key of Object.keys(raw)) {
    const value = raw[key]
    if (!KNOWN.has(key) && !isBlankCell(value)) attributes.set(key, attributeFromJson(value, conversion))
  }
  const status = textOrNull(raw.status)
  if (status !== null && !/^(success|error)$/i.test(status)) attributes.set('status', status)
  for (const key of ['inputs', 'outputs'] as const) {
    const value = raw[key]
    if (isBlankCell(value)) continue
    attributes.set(key, attributeFromJson(value, conversion))
    span[key === 'inputs' ? 'inputKey' : 'outputKey'] = key
  }
  if (isJsonObject(extra)) addMembers(span, 'extra.', extra, METADATA, conversion)
  else if (!isBlankCell(extra)) attributes.set('extra', attributeFromJson(extra, conversion))
  for (const value of [isJsonObject(extra) ? extra.metadata : null, raw.custom_metadata, raw.metadata]) {
    const metadata = frameCell(value)
    if (isJsonObject(metadata)) addMembers(span, 'metadata.', metadata, NOTHING, conversion)
    else if (!isBlankCell(metadata)) attributes.set('metadata', attributeFromJson(metadata, conversion))
  }
}

function addMembers(
  span: Span,
  prefix: string,
  object: JsonObject,
  known: ReadonlySet<string>,
  conversion: Conversion,
): void {
  for (const [key, value] of attributesBeside(object, known, conversion, prefix))
    span.attributes.set(key, value)
}

const METADATA: ReadonlySet<string> = new Set(['metadata'])
const NOTHING: ReadonlySet<string> = new Set()

function eventOf(raw: JsonObject, start: Instant, conversion: Conversion): SpanEvent {
  const at = instantOfAny(raw.time) ?? start
  const attributes = attributesBeside(raw, EVENT_KNOWN, conversion)
  const kwargs = isJsonObject(raw.kwargs) ? attributesBeside(raw.kwargs, NOTHING, conversion) : []
  return {
    name: textOrNull(raw.name) ?? '',
    atUs: at.us,
    atSubNs: at.subNs,
    attributes: new Map([...attributes, ...kwargs]),
  }
}

const EVENT_KNOWN: ReadonlySet<string> = new Set(['name', 'time', 'kwargs'])
