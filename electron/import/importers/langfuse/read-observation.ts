import type { Attributes } from '../../../../shared/model/attribute.ts'
import { emptySpan, type Resource, type Scope, type Span } from '../../../../shared/model/span.ts'
import { instantOfIso, nanosFrom } from '../../decimal-time.ts'
import {
  attributeFromJson,
  attributesFromJson,
  isJsonObject,
  numberOrNull,
  textOrNull,
  type Conversion,
  type JsonObject,
} from '../../json-value.ts'
import { requestMessages, responseMessages } from '../../payload-messages.ts'
import { translate, type SourceMemory } from '../../translate.ts'
import { openJson } from './open-json.ts'
import { camel, KINDS, LANGFUSE_REASONS, member, OBSERVATION_KNOWN } from './schema.ts'
import { setUsage } from './usage.ts'

/** What a document says of the trace of its observations. */
export interface TraceFacts {
  id: string | null
  sessionId: string | null
  userId: string | null
  environment: string | null
}

/** One observation as a span; or the sentence why it is none. `scores`: columns that are scores and no attributes. */
export function readObservation(
  raw: JsonObject,
  trace: TraceFacts | null,
  scores: ReadonlySet<string>,
  memory: SourceMemory,
  conversion: Conversion,
): Span | string {
  const id = textOrNull(raw.id)
  const traceId = textOrNull(member(raw, 'traceId')) ?? trace?.id ?? null
  const startText = textOrNull(member(raw, 'startTime'))
  const start = startText === null ? null : instantOfIso(startText)
  if (id === null || traceId === null) return LANGFUSE_REASONS.noTrace
  if (start === null) return LANGFUSE_REASONS.noStart
  const span = emptySpan(traceId, id)
  const end = instantOfIso(textOrNull(member(raw, 'endTime')) ?? '')
  span.parentSpanId = textOrNull(member(raw, 'parentObservationId'))
  span.name = textOrNull(raw.name) ?? ''
  span.startUs = start.us
  span.startSubNs = start.subNs
  span.durationNs = end === null ? null : nanosFrom(start, end)
  span.sessionId = textOrNull(member(raw, 'sessionId')) ?? trace?.sessionId ?? null
  span.userId = textOrNull(member(raw, 'userId')) ?? trace?.userId ?? null
  span.environment = textOrNull(raw.environment) ?? trace?.environment ?? null
  span.statusMessage = textOrNull(member(raw, 'statusMessage'))
  span.status = raw.level === 'ERROR' ? 'error' : 'unset'
  span.promptVersion = promptOf(raw)
  setRest(span, raw, scores, conversion)
  setMetadata(span, openJson(raw.metadata), conversion)
  setPayloads(span, raw, conversion)
  span.kind = KINDS.get(textOrNull(raw.type) ?? '') ?? (isToolMessage(raw.output) ? 'tool' : 'other')
  if (raw.type === 'GENERATION' || raw.type === 'EMBEDDING') setCall(span, raw)
  translate(span, memory)
  if (span.kind === 'tool') {
    span.toolName ??= span.name.replace(/^(execute_tool|function:|tool:)\s*/i, '')
    // What the dialects take for the call of a model is the tool's own.
    span.inputTokens = span.outputTokens = null
  }
  if (span.kind === 'llm') {
    if (span.inputMessages.length === 0)
      span.inputMessages = requestMessages(openJson(raw.input)).map((message) => memory.shared(message))
    if (span.outputMessages.length === 0) span.outputMessages = responseMessages(openJson(raw.output))
  }
  return span
}

function promptOf(raw: JsonObject): string | null {
  const name = textOrNull(member(raw, 'promptName'))
  const version = textOrNull(member(raw, 'promptVersion')) ?? numberOrNull(member(raw, 'promptVersion'))
  if (name === null) return version === null ? null : String(version)
  return version === null ? name : `${name}@${version}`
}

function setCall(span: Span, raw: JsonObject): void {
  const model = textOrNull(member(raw, 'model'))
  const parameters = openJson(member(raw, 'modelParameters'))
  const asked = isJsonObject(parameters) ? textOrNull(parameters.model) : null
  span.modelRequested = asked ?? model
  span.modelAnswered = model
  setUsage(span, raw)
}

/** Members that say nothing are left out: downloads hold every column. */
function setRest(span: Span, raw: JsonObject, scores: ReadonlySet<string>, conversion: Conversion): void {
  for (const key of Object.keys(raw)) {
    const value = raw[key]
    if (OBSERVATION_KNOWN.has(camel(key)) || scores.has(key) || isBlank(value)) continue
    span.attributes.set(key, attributeFromJson(value, conversion))
  }
}

function isBlank(value: unknown): boolean {
  if (value === null || value === undefined || value === '' || value === '[]' || value === '{}') return true
  if (Array.isArray(value)) return value.length === 0
  return isJsonObject(value) && Object.keys(value).length === 0
}

/** Langfuse keeps what came by OpenTelemetry in the metadata: it goes back to where it was. */
export function setMetadata(span: Span, metadata: unknown, conversion: Conversion): void {
  if (!isJsonObject(metadata)) {
    if (!isBlank(metadata)) span.attributes.set('metadata', attributeFromJson(metadata, conversion))
    return
  }
  for (const key of Object.keys(metadata)) {
    const value = openJson(metadata[key])
    if (key === 'attributes' && isJsonObject(value)) addAttributes(span.attributes, value, conversion)
    else if (key === 'resourceAttributes' && isJsonObject(value))
      span.resource = resourceOf(value, conversion)
    else if (key === 'scope' && isJsonObject(value)) span.scope = scopeOf(value, conversion)
    else if (!isBlank(value))
      span.attributes.set(`metadata.${key}`, attributeFromJson(metadata[key], conversion))
  }
}

function addAttributes(attributes: Attributes, more: JsonObject, conversion: Conversion): void {
  for (const [key, value] of attributesFromJson(more, conversion)) {
    if (!attributes.has(key)) attributes.set(key, value)
  }
}

function resourceOf(value: JsonObject, conversion: Conversion): Resource {
  return { attributes: attributesFromJson(value, conversion) }
}

function scopeOf(value: JsonObject, conversion: Conversion): Scope {
  return {
    name: textOrNull(value.name) ?? '',
    version: textOrNull(value.version) ?? '',
    attributes: isJsonObject(value.attributes) ? attributesFromJson(value.attributes, conversion) : new Map(),
  }
}

export function setPayloads(span: Span, raw: JsonObject, conversion: Conversion): void {
  for (const [key, side] of [
    ['input', 'inputKey'],
    ['output', 'outputKey'],
  ] as const) {
    const value = raw[key]
    if (value === null || value === undefined || value === '') continue
    span.attributes.set(key, attributeFromJson(value, conversion))
    span[side] = key
  }
}

/** What LangChain's tools return says that it was one, where the observation does not. */
function isToolMessage(output: unknown): boolean {
  if (typeof output === 'string' && !output.includes('tool_call_id')) return false
  const message = openJson(output)
  return isJsonObject(message) && message.type === 'tool' && message.tool_call_id !== undefined
}
