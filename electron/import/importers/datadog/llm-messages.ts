import type { Message } from '../../../../shared/model/message.ts'
import { isJsonObject, listOf, type JsonObject } from '../../json-value.ts'
import { messagesFromJson } from '../../messages.ts'

/** Messages of LLM Observability: their calls name a `tool_id`, and a message may hold results of tools. */
export function llmMessages(list: unknown, role: 'user' | 'assistant'): Message[] {
  return listOf(list).flatMap((item) => (isJsonObject(item) ? messageOf(item, role) : messagesFromJson(item)))
}

function messageOf(item: JsonObject, role: string): Message[] {
  const calls = listOf(item.tool_calls).filter(isJsonObject)
  const results = listOf(item.tool_results).filter(isJsonObject)
  const told = results.map((result) => ({
    role: 'tool',
    tool_call_id: result.tool_id,
    name: result.name,
    content: result.result,
  }))
  const said = {
    ...item,
    role: typeof item.role === 'string' && item.role !== '' ? item.role : role,
    tool_results: undefined,
    tool_calls: calls.map((call) => ({ ...call, id: call.tool_id ?? call.id })),
  }
  const isSaid =
    results.length === 0 || calls.length > 0 || (item.content !== '' && item.content !== undefined)
  return [...(isSaid ? [said] : []), ...told].flatMap(messagesFromJson)
}
