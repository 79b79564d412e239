import type { FlatField, FlatKey, FlatLists } from '../flat-messages.ts'

const KEY =
  /^(\d{1,6})\.(?:(role|content|name|tool_call_id|reasoning)|tool_calls\.(\d{1,6})\.(id|name|arguments))$/

const FIELDS: ReadonlyMap<string, FlatField> = new Map([
  ['role', 'role'],
  ['content', 'text'],
  ['name', 'name'],
  ['tool_call_id', 'toolCallId'],
  ['reasoning', 'reasoning'],
])
const CALL_FIELDS: ReadonlyMap<string, FlatField> = new Map([
  ['id', 'callId'],
  ['name', 'callName'],
  ['arguments', 'callArguments'],
])

export const PROMPT_LISTS: FlatLists = {
  input: 'gen_ai.prompt.',
  output: 'gen_ai.completion.',
  parse,
  known: new Map(),
}

function parse(rest: string): FlatKey | null {
  const match = KEY.exec(rest)
  if (!match) return null
  const [, index, own, call, callField] = match
  const field = own === undefined ? CALL_FIELDS.get(callField ?? '') : FIELDS.get(own)
  return { index: Number(index), field: field ?? 'other', part: Number(call ?? 0) }
}
