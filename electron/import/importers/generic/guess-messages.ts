import type { MappingField } from '../../../../shared/model/mapping.ts'
import { isJsonObject, type JsonObject } from '../../json-value.ts'
import { isRoleWord } from './roles.ts'

/** Names of the members that say who speaks and what, in chat logs; the first pair is read without a mapping. */
const ROLE_NAMES = ['role', 'from', 'speaker', 'sender', 'author', 'source', 'type', 'message_type']
const TEXT_NAMES = ['content', 'value', 'text', 'message', 'body', 'utterance', 'parts']
const TIME_NAMES = ['timestamp', 'time', 'created_at', 'createdAt', 'ts', 'date', 'sent_at']

/** True for a list most of whose elements say who speaks and what. */
export function isMessageList(value: unknown): boolean {
  if (!Array.isArray(value) || value.length === 0) return false
  const sample = (value as unknown[]).slice(0, 20)
  const messages = sample.filter((item) => isJsonObject(item) && speaks(item))
  return messages.length * 3 >= sample.length * 2
}

function speaks(item: JsonObject): boolean {
  const role = ROLE_NAMES.find((name) => typeof item[name] === 'string')
  const says = TEXT_NAMES.some((name) => item[name] !== undefined) || item.tool_calls !== undefined
  if (role === undefined || !says) return false
  return role === 'role' || isRoleWord(String(item[role]))
}

/** Where messages say who speaks, what and when. Nothing for role and text where they are in a shape that is read anyway. */
export function messageFieldsOf(messages: readonly JsonObject[]): Partial<Record<MappingField, string>> {
  const fields: Partial<Record<MappingField, string>> = {}
  const has = (name: string): boolean => messages.some((message) => message[name] !== undefined)
  const role = ROLE_NAMES.find((name) =>
    messages.some(
      (message) => typeof message[name] === 'string' && (name === 'role' || isRoleWord(message[name])),
    ),
  )
  const text = TEXT_NAMES.find(has)
  if (role !== undefined) fields.role = role
  if (text !== undefined) fields.text = text
  if (has('tool_calls')) fields.toolCalls = 'tool_calls'
  if (has('tool_call_id')) fields.toolCallId = 'tool_call_id'
  const time = TIME_NAMES.find(has)
  if (time !== undefined) fields.time = time
  if (has('name')) fields.toolName = 'name'
  if (has('model')) fields.model = 'model'
  if (messages.some((message) => isJsonObject(message.usage) && message.usage.prompt_tokens !== undefined)) {
    fields.inputTokens = 'usage.prompt_tokens'
    fields.outputTokens = 'usage.completion_tokens'
  }
  return fields
}
