import { createHash } from 'node:crypto'
import type { Message, ToolCall } from '../../shared/model/message.ts'

/** One thing a message tells, and where it stands in the message, in the words of Evidence.path. */
export interface Telling {
  kind: 'message' | 'reasoning' | 'tool_call'
  path: string
  text: string
  call: ToolCall | null
  /** The same for what is the same, however often and by whichever call it is repeated. */
  key: string
}

/** A message in the parts that are told one by one: reasoning, text, tool calls. */
export function tellingsOf(message: Message): Telling[] {
  const role = isAnswerRole(message.role) ? 'assistant' : message.role
  const parts: Telling[] = []
  if (message.reasoning) {
    const text = message.reasoning
    parts.push({
      kind: 'reasoning',
      path: 'reasoning',
      text,
      call: null,
      key: keyOf('reasoning', text.trim()),
    })
  }
  if (message.text.trim() !== '') {
    const { text } = message
    parts.push({
      kind: 'message',
      path: 'text',
      text,
      call: null,
      key: keyOf(`message ${role}`, text.trim()),
    })
  }
  for (const [index, call] of (message.toolCalls ?? []).entries()) {
    const key = keyOf(`call ${call.name}`, normalJson(call.arguments))
    parts.push({ kind: 'tool_call', path: `tool_calls.${index}.arguments`, text: call.arguments, call, key })
  }
  return parts
}

export function isAnswerRole(role: string): boolean {
  return role === 'assistant' || role === 'ai' || role === 'model'
}

/** A hash: histories of thousands of long messages are compared, and not all of them fit in memory. */
function keyOf(what: string, text: string): string {
  return createHash('sha1').update(`${what}\0${text}`).digest('base64')
}

/** Sources write the same arguments with and without spaces. */
function normalJson(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text))
  } catch {
    return text.trim()
  }
}
