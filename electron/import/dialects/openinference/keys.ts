import type { FlatField, FlatKey, FlatLists } from '../flat-messages.ts'

const KEY =
  /^(\d{1,6})\.message\.(?:(role|content|name|tool_call_id|reasoning_content)|contents\.(\d{1,6})\.message_content\.(.+)|tool_calls\.(\d{1,6})\.tool_call\.(id|function\.name|function\.arguments)|function_call_(name|arguments_json))$/

const FIELDS: ReadonlyMap<string, FlatField> = new Map([
  ['role', 'role'],
  ['content', 'text'],
  ['name', 'name'],
  ['tool_call_id', 'toolCallId'],
  ['reasoning_content', 'reasoning'],
  ['text', 'partText'],
  ['type', 'partType'],
  ['id', 'callId'],
  ['function.name', 'callName'],
  ['function.arguments', 'callArguments'],
])

export const MESSAGE_LISTS: FlatLists = {
  input: 'llm.input_messages.',
  output: 'llm.output_messages.',
  parse,
  known: new Map(),
}

function parse(rest: string): FlatKey | null {
  const match = KEY.exec(rest)
  if (!match) return null
  const [, index, own, part, partField, call, callField, oldCall] = match
  if (oldCall)
    return { index: Number(index), field: oldCall === 'name' ? 'callName' : 'callArguments', part: 0 }
  const field = FIELDS.get(own ?? partField ?? callField ?? '') ?? 'other'
  return { index: Number(index), field, part: Number(part ?? call ?? 0) }
}
