import { isBlankCell } from '../../members.ts'
import { emptySpan, type Span } from '../../../../shared/model/span.ts'
import { textOfJson } from '../../json-text.ts'
import { instantOfIso } from '../../decimal-time.ts'
import {
  attributeFromJson,
  isJsonObject,
  numberOrNull,
  textOrNull,
  type Conversion,
  type JsonObject,
} from '../../json-value.ts'
import { openJson, unquote } from './open-json.ts'
import { setPayloads, type LangfuseMemory, type TraceFacts } from './read-observation.ts'
import { camel, LANGFUSE_REASONS, member, TRACE_KNOWN } from './schema.ts'

export const NO_COLUMNS: ReadonlySet<string> = new Set()

export function factsOf(raw: unknown): TraceFacts | null {
  if (!isJsonObject(raw)) return null
  return {
    id: textOrNull(raw.id),
    sessionId: textOrNull(member(raw, 'sessionId')),
    userId: textOrNull(member(raw, 'userId')),
    environment: textOrNull(raw.environment),
  }
}

/**
 * A trace that stands alone (the traces table) as one span with the trace's own id, whose observations may be in a table
 * of their own; or the sentence why it is none. `latency` is seconds.
 */
export function readTrace(
  raw: JsonObject,
  columns: ReadonlySet<string>,
  memory: LangfuseMemory,
  conversion: Conversion,
): Span | string {
  const facts = factsOf(raw)
  const start = instantOfIso(textOrNull(raw.timestamp) ?? '')
  if (!facts?.id) return LANGFUSE_REASONS.noId
  if (start === null) return LANGFUSE_REASONS.noStart
  const span = emptySpan(facts.id, facts.id)
  const latency = numberOrNull(raw.latency)
  span.kind = 'chain'
  span.name = textOrNull(raw.name) ?? 'trace'
  span.startUs = start.us
  span.startSubNs = start.subNs
  const nanos = latency === null ? null : Math.round(latency * 1e9)
  span.durationNs = Number.isSafeInteger(nanos) ? nanos : null
  span.sessionId = facts.sessionId
  span.userId = facts.userId
  span.environment = facts.environment
  setRest(span, raw, columns, '', conversion)
  setPayloads(span, raw, conversion)
  memory.otel.setOn(span, openJson(raw.metadata), conversion)
  return span
}

/**
 * What a download says of its trace, as `trace.*` attributes of the root: all but what the root says itself in the same
 * words. `root`: the observation it came from.
 */
export function setTraceFields(span: Span, root: JsonObject, raw: JsonObject, conversion: Conversion): void {
  const facts = factsOf(raw)
  span.sessionId ??= facts?.sessionId ?? null
  span.userId ??= facts?.userId ?? null
  span.environment ??= facts?.environment ?? null
  const name = textOrNull(raw.name)
  if (name !== null && name !== span.name) span.attributes.set('trace.name', name)
  for (const key of ['input', 'output'] as const) {
    const value = raw[key]
    if (isBlankCell(value) || isSame(value, root[key])) continue
    span.attributes.set(`trace.${key}`, attributeFromJson(value, conversion))
    const side = key === 'input' ? 'inputKey' : 'outputKey'
    span[side] ??= `trace.${key}`
  }
  setMetadata(span, openJson(root.metadata), openJson(raw.metadata), conversion)
  setRest(span, raw, NO_COLUMNS, 'trace.', conversion)
}

/** The trace's payload is often the root's, written as JSON text once more. */
function isSame(value: unknown, other: unknown): boolean {
  if (value === other) return true
  if (typeof value === 'string' && value.startsWith('"')) return unquote(value) === other
  return isJsonObject(value) && isJsonObject(other) && textOfJson(value) === textOfJson(other)
}

function setMetadata(span: Span, root: unknown, metadata: unknown, conversion: Conversion): void {
  if (!isJsonObject(metadata)) {
    if (!isBlankCell(metadata)) span.attributes.set('trace.metadata', attributeFromJson(metadata, conversion))
    return
  }
  const told = isJsonObject(root) ? root : {}
  for (const key of Object.keys(metadata)) {
    const value = metadata[key]
    if (isBlankCell(value) || textOfJson(value) === textOfJson(told[key])) continue
    span.attributes.set(`trace.metadata.${key}`, attributeFromJson(value, conversion))
  }
}

function setRest(
  span: Span,
  raw: JsonObject,
  columns: ReadonlySet<string>,
  prefix: string,
  conversion: Conversion,
): void {
  for (const key of Object.keys(raw)) {
    const value = raw[key]
    const isTold = TRACE_KNOWN.has(camel(key)) && !isIds(value)
    if (isTold || columns.has(key) || isBlankCell(value)) continue
    span.attributes.set(prefix + key, attributeFromJson(value, conversion))
  }
}

/** Pages of traces hold the ids of observations and scores in their place. */
function isIds(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'string')
}
