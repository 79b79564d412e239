import type { Message, ToolCall } from '../../../../shared/model/message.ts'
import type { Span } from '../../../../shared/model/span.ts'
import { textOfJson } from '../../json-text.ts'
import { isJsonObject, listOf, parseCell, textOrNull, type JsonObject } from '../../json-value.ts'
import { requestMessages, responseMessages } from '../../payload-messages.ts'
import type { SourceMemory } from '../../translate.ts'
import { openJson } from './open-json.ts'
import { member } from './schema.ts'

/** The one column holds the model that answered; who was asked stands in the parameters or LangChain's metadata. */
export function setModels(span: Span, raw: JsonObject, metadata: unknown): void {
  const model =
    textOrNull(raw.model) ??
    textOrNull(member(raw, 'providedModelName')) ??
    textOrNull(member(raw, 'internalModel'))
  const parameters = openJson(member(raw, 'modelParameters'))
  const told = isJsonObject(metadata) ? metadata : {}
  const asked =
    (isJsonObject(parameters) ? textOrNull(parameters.model) : null) ?? textOrNull(told.ls_model_name)
  span.modelRequested ??= asked ?? model
  if (model !== span.modelRequested) span.modelAnswered ??= model
  span.provider ??= textOrNull(told.ls_provider)
}

/** What was said, from the payloads where the attributes do not tell (Langfuse moves some of them there). */
export function setMessages(span: Span, raw: JsonObject, memory: SourceMemory): void {
  const told = span.inputMessages
  if (told.every(({ role }) => role === 'system')) {
    const asked = requestMessages(spoken(openJson(raw.input))).map((message) => memory.shared(message))
    const isWhole = told.length === 0 || asked.some(({ role }) => role === 'system')
    if (asked.length > 0) span.inputMessages = isWhole ? asked : [...told, ...asked]
  }
  const answer = openJson(raw.output)
  if (span.outputMessages.length === 0) span.outputMessages = responseMessages(answer)
  if (!span.outputMessages.some(({ toolCalls }) => toolCalls)) addToolCalls(span, raw)
  span.finishReason ??= finishOf(answer)
}

/** The messages of an input without the tools on offer, which LangChain's integration writes among them. */
function spoken(input: unknown): unknown {
  if (!Array.isArray(input)) return input
  const items = (input as unknown[]).flatMap((item) => (Array.isArray(item) ? (item as unknown[]) : [item]))
  return items.filter((item) => !isToolOffer(item)).map(ofTool)
}

function isToolOffer(item: unknown): boolean {
  if (!isJsonObject(item) || item.role !== 'tool' || !isJsonObject(item.content)) return false
  const { type, function: offered } = item.content
  return type === 'function' && isJsonObject(offered) && offered.name !== undefined
}

const ROLES: ReadonlySet<unknown> = new Set([
  'system',
  'developer',
  'user',
  'human',
  'assistant',
  'ai',
  'model',
  'tool',
  'function',
])

/** LangChain's integration writes a tool's name for the role of what it answered. */
function ofTool(item: unknown): unknown {
  if (!isJsonObject(item) || item.additional_kwargs === undefined) return item
  const { role } = item
  return typeof role !== 'string' || ROLES.has(role) ? item : { ...item, role: 'tool', name: role }
}

/** Calls of tools in columns of their own: objects, or JSON text beside a column of their names. */
function addToolCalls(span: Span, raw: JsonObject): void {
  const names = listOf(parseCell(member(raw, 'toolCallNames')))
  const items = listOf(parseCell(member(raw, 'toolCalls')))
  const toolCalls = items.flatMap((item, index): ToolCall[] => {
    const call = parseCell(item)
    if (!isJsonObject(call)) return []
    const name = textOrNull(call.name) ?? textOrNull(names[index]) ?? ''
    return [{ id: textOrNull(call.id), name, arguments: textOfJson(call.arguments) }]
  })
  if (toolCalls.length === 0) return
  const last: Message = span.outputMessages.at(-1) ?? { role: 'assistant', text: '' }
  span.outputMessages = [...span.outputMessages.slice(0, -1), { ...last, toolCalls }]
}

/** Why the model stopped, as the providers, LangChain and GenAI messages tell it. */
function finishOf(answer: unknown): string | null {
  const first: unknown = Array.isArray(answer) ? answer[0] : answer
  if (!isJsonObject(first)) return null
  const choice = listOf(first.choices ?? first.candidates)[0]
  const about = first.response_metadata
  return (
    textOrNull(first.finish_reason) ??
    textOrNull(first.stop_reason) ??
    (isJsonObject(choice) ? (textOrNull(choice.finish_reason) ?? textOrNull(choice.finishReason)) : null) ??
    (isJsonObject(about) ? textOrNull(about.finish_reason) : null)
  )
}
