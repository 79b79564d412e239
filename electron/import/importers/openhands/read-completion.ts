import { emptySpan } from '../../../../shared/model/span.ts'
import { contentId } from '../../content-id.ts'
import { textOfJson } from '../../conversation-trace.ts'
import { instantOfNumber } from '../../decimal-time.ts'
import type { SharedNotes } from '../../importer.ts'
import {
  attributesBeside,
  isJsonObject,
  listOf,
  numberOrNull,
  textOrNull,
  type Conversion,
  type JsonObject,
} from '../../json-value.ts'
import { messagesFromJson } from '../../messages.ts'
import { usageOf } from '../../model-usage.ts'
import { responseMessages } from '../../payload-messages.ts'
import type { RecordSink } from '../../record-sink.ts'

const KNOWN = new Set([
  'messages',
  'response',
  'fncall_messages',
  'fncall_response',
  'cost',
  'timestamp',
  'kwargs',
  'tools',
])
const RESPONSE_KNOWN = new Set(['choices'])
const TOOLS = new Set(['tools'])

export function isCompletion(value: unknown): value is JsonObject {
  return isJsonObject(value) && Array.isArray(value.messages) && isJsonObject(value.response)
}

/**
 * One call of a model as OpenHands logs it, a file each. Nothing in it names the run: calls of one folder that begin with
 * the same prompt belong together. `folder`: where the file lies.
 */
export function readCompletion(
  raw: JsonObject,
  folder: string,
  notes: SharedNotes,
  out: RecordSink,
  conversion: Conversion,
): void {
  const response = isJsonObject(raw.response) ? raw.response : {}
  const asked = listOf(raw.fncall_messages ?? raw.messages)
  const traceId = traceOf(asked, response, raw, folder, notes)
  const span = emptySpan(traceId, textOrNull(response.id) ?? `call-${contentId([raw.timestamp, response])}`)
  const ended = instantOfNumber(raw.timestamp, 's')
  const latency = numberOrNull(raw.latency_sec)
  const lasted = latency !== null && latency >= 0 && latency < 1e9 ? Math.round(latency * 1e6) : null
  span.startUs = ended === null ? 1 : ended.us - (lasted ?? 0)
  span.durationNs = ended === null || lasted === null ? null : lasted * 1000
  span.syntheticTime = ended === null
  span.kind = 'llm'
  span.modelAnswered = textOrNull(response.model)
  span.modelRequested = span.modelAnswered
  span.name = span.modelAnswered === null ? 'chat' : `chat ${span.modelAnswered}`
  span.inputMessages = asked.flatMap(messagesFromJson)
  span.outputMessages = responseMessages(raw.fncall_response ?? response)
  const [choice] = listOf(response.choices)
  span.finishReason = isJsonObject(choice) ? textOrNull(choice.finish_reason) : null
  Object.assign(span, usageOf(response.usage))
  span.costUsd = numberOrNull(raw.cost)
  const kwargs = isJsonObject(raw.kwargs) ? raw.kwargs : {}
  span.attributes = attributesBeside(raw, KNOWN, conversion)
  for (const [key, value] of attributesBeside(response, RESPONSE_KNOWN, conversion, 'response.'))
    span.attributes.set(key, value)
  for (const [key, value] of attributesBeside(kwargs, TOOLS, conversion, 'kwargs.'))
    span.attributes.set(key, value)
  // The same in every call: as text it is stored once.
  const tools = kwargs.tools ?? raw.tools
  if (tools !== undefined && tools !== null)
    span.attributes.set(kwargs.tools === undefined ? 'tools' : 'kwargs.tools', textOfJson(tools))
  out.span(span)
}

function traceOf(
  asked: readonly unknown[],
  response: JsonObject,
  raw: JsonObject,
  folder: string,
  notes: SharedNotes,
): string {
  const began = contentId(asked.slice(0, 2).flatMap(messagesFromJson))
  const key = `openhands:${folder}:${began}`
  const known = notes.get(key)
  if (typeof known === 'string') return known
  const traceId = `openhands-calls-${contentId([began, response.id, raw.timestamp])}`
  notes.set(key, traceId)
  return traceId
}
