import type { Message } from '../../shared/model/message.ts'
import { textOfJson } from './conversation-trace.ts'
import { isJsonObject, listOf, parseCell, type JsonObject } from './json-value.ts'
import { messagesFromJson } from './messages.ts'

/** The messages a request to a model holds: a prompt, a list, or a request body as the providers take it. */
export function requestMessages(payload: unknown): Message[] {
  const value = parseCell(payload)
  if (typeof value === 'string') return value === '' ? [] : [{ role: 'user', text: value }]
  if (Array.isArray(value)) return (value as unknown[]).flatMap(messagesFromJson)
  if (!isJsonObject(value)) return []
  const list = value.messages ?? value.contents ?? value.input ?? value.prompt
  const system = value.system ?? value.instructions ?? value.systemInstruction
  const first: Message[] = system ? [{ role: 'system', text: textOf(system) }] : []
  if (list === undefined)
    return value.role === undefined ? [{ role: 'user', text: textOfJson(value) }] : messagesFromJson(value)
  return [...first, ...requestMessages(list)]
}

/** The messages of an answer: text, a message, or a response body as the providers give it. */
export function responseMessages(payload: unknown): Message[] {
  const value = parseCell(payload)
  if (typeof value === 'string') return value === '' ? [] : [{ role: 'assistant', text: value }]
  if (Array.isArray(value)) return (value as unknown[]).flatMap(responseMessages)
  if (!isJsonObject(value)) return []
  const choices = listOf(value.choices ?? value.candidates ?? value.generations ?? value.output)
  if (choices.length > 0) return choices.flatMap(choiceMessages)
  if (isJsonObject(value.message)) return asAnswer(value.message)
  if (value.content !== undefined || value.role !== undefined || value.parts !== undefined)
    return asAnswer(value)
  const said = value.text ?? value.completion ?? value.answer ?? value.response
  return [{ role: 'assistant', text: said === undefined ? textOfJson(value) : textOfJson(said) }]
}

function choiceMessages(choice: unknown): Message[] {
  if (!isJsonObject(choice)) return responseMessages(choice)
  const inner = choice.message ?? choice.content
  if (isJsonObject(inner)) return asAnswer(inner)
  return choice.text !== undefined && choice.content === undefined && choice.role === undefined
    ? [{ role: 'assistant', text: textOfJson(choice.text) }]
    : asAnswer(choice)
}

function asAnswer(message: JsonObject): Message[] {
  return messagesFromJson(message.role === undefined ? { ...message, role: 'assistant' } : message)
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return messagesFromJson({ role: 'system', content: value })[0]?.text ?? ''
  const parts = isJsonObject(value) ? value.parts : undefined
  return parts === undefined
    ? textOfJson(value)
    : (messagesFromJson({ role: 'system', parts })[0]?.text ?? '')
}
