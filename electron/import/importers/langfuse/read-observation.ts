import { isBlankCell } from '../../members.ts'
import { emptySpan, type Span } from '../../../../shared/model/span.ts'
import { instantOfIso, nanosFrom } from '../../decimal-time.ts'
import {
  attributeFromJson,
  isJsonObject,
  numberOrNull,
  textOrNull,
  type Conversion,
  type JsonObject,
} from '../../json-value.ts'
import { translate, type SourceMemory } from '../../translate.ts'
import { setMessages, setModels } from './model-call.ts'
import { openJson } from './open-json.ts'
import type { OtelMetadata } from './otel-metadata.ts'
import { camel, KINDS, LANGFUSE_REASONS, member, OBSERVATION_KNOWN } from './schema.ts'
import { setUsage } from './usage.ts'

/** What a document says of the trace of its observations. */
export interface TraceFacts {
  id: string | null
  sessionId: string | null
  userId: string | null
  environment: string | null
}

/** What is remembered over the records of a source. */
export interface LangfuseMemory {
  messages: SourceMemory
  otel: OtelMetadata
}

/** One observation as a span; or the sentence why it is none. `scores`: columns that are scores and no attributes. */
export function readObservation(
  raw: JsonObject,
  trace: TraceFacts | null,
  scores: ReadonlySet<string>,
  memory: LangfuseMemory,
  conversion: Conversion,
): Span | string {
  const id = textOrNull(raw.id)
  const traceId = textOrNull(member(raw, 'traceId')) ?? trace?.id ?? null
  const start = instantOfIso(textOrNull(member(raw, 'startTime')) ?? '')
  if (id === null || traceId === null) return LANGFUSE_REASONS.noId
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
  setPayloads(span, raw, conversion)
  const metadata = openJson(raw.metadata)
  memory.otel.setOn(span, metadata, conversion)
  setDoing(span, raw, metadata, memory.messages)
  return span
}

/** Kind, and what belongs to it. */
function setDoing(span: Span, raw: JsonObject, metadata: unknown, memory: SourceMemory): void {
  span.kind = kindOf(raw)
  if (isCall(span)) setUsage(span, raw)
  translate(span, memory)
  if (span.kind === 'other' && isToolRun(raw.output, span.name)) span.kind = 'tool'
  if (isCall(span)) setModels(span, raw, metadata)
  // The dialects and Langfuse give an agent the sum of its calls.
  else span.inputTokens = span.outputTokens = span.cachedTokens = span.costUsd = null
  if (raw.type === 'AGENT' && !DIALECT_KEYS.some((key) => span.attributes.has(key)))
    span.agentName ??= span.name
  if (span.kind === 'llm') setMessages(span, raw, memory)
  if (span.kind === 'tool') {
    span.toolName ??= span.name.replace(/^(execute_tool |function:|tool:)\s*/i, '')
    span.toolCallId ??= callOf(raw.output)
  }
}

/** Where these are, they tell the agent's name; the observation's own may be another each time. */
const DIALECT_KEYS = ['openinference.span.kind', 'gen_ai.operation.name', 'traceloop.span.kind']

/** Older exports hold generations alone, without a column for the type. */
function kindOf(raw: JsonObject): Span['kind'] {
  const type = textOrNull(raw.type)
  if (type !== null) return KINDS.get(type) ?? 'other'
  return textOrNull(raw.model) === null ? 'other' : 'llm'
}

function isCall({ kind }: Span): boolean {
  return kind === 'llm' || kind === 'embedding' || kind === 'reranker'
}

function promptOf(raw: JsonObject): string | null {
  const name = textOrNull(member(raw, 'promptName'))
  const version = textOrNull(member(raw, 'promptVersion')) ?? numberOrNull(member(raw, 'promptVersion'))
  if (name === null) return version === null ? null : String(version)
  return version === null ? name : `${name}@${version}`
}

/** Members that say nothing are left out: downloads hold every column. */
function setRest(span: Span, raw: JsonObject, scores: ReadonlySet<string>, conversion: Conversion): void {
  for (const key of Object.keys(raw)) {
    const value = raw[key]
    if (OBSERVATION_KNOWN.has(camel(key)) || scores.has(key) || isBlankCell(value)) continue
    span.attributes.set(key, attributeFromJson(value, conversion))
  }
}

/** Input and output as they stand in the source. */
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

/** What LangChain's tools return says that it was one, where the observation does not; the nodes around it return it too. */
function isToolRun(output: unknown, name: string): boolean {
  const answer = toolAnswer(output)
  return answer !== null && (answer.name === undefined || answer.name === null || answer.name === name)
}

function callOf(output: unknown): string | null {
  return textOrNull(toolAnswer(output)?.tool_call_id)
}

/** LangChain's ToolMessage: `{type: 'tool', tool_call_id, ...}`, or its serialised form. */
function toolAnswer(output: unknown): JsonObject | null {
  if (typeof output === 'string' && !output.includes('tool_call_id')) return null
  const value = openJson(output)
  if (!isJsonObject(value)) return null
  const message = value.type === 'constructor' && isJsonObject(value.kwargs) ? value.kwargs : value
  const isAnswer = message === value ? value.type === 'tool' : message.tool_call_id !== undefined
  return isAnswer && message.tool_call_id !== undefined ? message : null
}
