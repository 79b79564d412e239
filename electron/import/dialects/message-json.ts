import type { Message, ToolCall } from '../../../shared/model/message.ts'

interface Json {
  readonly [key: string]: unknown
}

/**
 * Messages of one element of a message list, in any of the shapes seen: GenAI `{role, parts}`, OpenAI `{role, content, tool_calls}`,
 * Vercel `{role, content: [{type: 'tool-call'}]}`, Anthropic content blocks, Gemini `{role, parts: [{text}]}`.
 * One element gives several messages where it answers several tool calls.
 */
export function messagesFromJson(value: unknown): Message[] {
  if (typeof value === 'string') return [{ role: 'user', text: value }]
  if (!isObject(value)) return []
  const opened = isConstructor(value) ? { ...value.kwargs, type: value.id.at(-1) } : value
  const inner: Json =
    opened.role === undefined
      ? (messageWithin(opened.message) ??
        messageWithin(opened.content) ??
        messageWithin(opened.data) ??
        opened)
      : opened
  const item = text(inner.type) ?? ''
  if (inner.role === undefined && ITEM_ROLES.has(item)) {
    const alone = new Draft(ITEM_ROLES.get(item) ?? 'assistant')
    alone.part(inner)
    return alone.finish(null, null)
  }
  const draft = new Draft(text(inner.role) ?? TYPE_ROLES.get(item) ?? text(inner.type) ?? 'unknown')
  const body = inner.parts ?? inner.content ?? inner.text
  if (Array.isArray(body)) for (const part of body) draft.part(part)
  else if (isObject(body)) draft.part(body)
  else if (typeof body === 'string') draft.texts.push(body)
  const more = isObject(inner.additional_kwargs) ? inner.additional_kwargs : {}
  const calls = list(inner.tool_calls ?? inner.toolCalls)
  for (const call of calls.length > 0 ? calls : list(more.tool_calls)) draft.call(call)
  if (isObject(inner.function_call)) draft.call(inner.function_call)
  draft.reasoning.push(...texts(inner.reasoning_content ?? inner.reasoning))
  if (draft.reasoning.length === 0) draft.reasoning.push(...thoughts(inner.thinking_blocks))
  if (typeof inner.refusal === 'string') draft.texts.push(inner.refusal)
  return draft.finish(text(inner.name), text(inner.tool_call_id ?? inner.toolCallId))
}

/** Items of OpenAI's Responses API that stand in the list of messages and are none. */
const ITEM_ROLES: ReadonlyMap<string, string> = new Map([
  ['function_call', 'assistant'],
  ['function_call_output', 'tool'],
  ['custom_tool_call', 'assistant'],
  ['custom_tool_call_output', 'tool'],
  ['reasoning', 'assistant'],
])

/** LangChain's types and classes of messages. */
const TYPE_ROLES: ReadonlyMap<string, string> = new Map([
  ['human', 'user'],
  ['ai', 'assistant'],
  ['HumanMessage', 'user'],
  ['HumanMessageChunk', 'user'],
  ['AIMessage', 'assistant'],
  ['AIMessageChunk', 'assistant'],
  ['SystemMessage', 'system'],
  ['ToolMessage', 'tool'],
  ['FunctionMessage', 'tool'],
])

/** LangChain's serialised message: `{lc: 1, type: 'constructor', id: [..., 'AIMessage'], kwargs: {content, tool_calls}}`. */
function isConstructor(value: Json): value is { kwargs: Json; id: string[] } {
  return value.type === 'constructor' && isObject(value.kwargs) && typeof list(value.id).at(-1) === 'string'
}

/** A message inside a wrapper: `{message: {role, ...}}`, LangChain's `{type, data}`, or Gemini's answer `{content: {role, parts}}`. */
function messageWithin(value: unknown): Json | null {
  return isObject(value) &&
    (value.role !== undefined || value.parts !== undefined || TYPE_ROLES.has(text(value.type) ?? ''))
    ? value
    : null
}

class Draft {
  readonly role: string
  readonly texts: string[] = []
  readonly reasoning: string[] = []
  readonly calls: ToolCall[] = []
  readonly answers: Message[] = []

  constructor(role: string) {
    this.role = role.toLowerCase()
  }

  part(part: unknown): void {
    if (typeof part === 'string') this.texts.push(part)
    if (!isObject(part)) return
    const type = (text(part.type) ?? '').replaceAll('-', '_')
    switch (type) {
      case 'tool_call':
      case 'tool_use':
      case 'function_call':
      case 'custom_tool_call':
        this.call(part)
        break
      case 'tool_call_response':
      case 'tool_result':
      case 'function_response':
      case 'function_call_output':
      case 'custom_tool_call_output':
        this.answer(part)
        break
      case 'reasoning':
      case 'thinking':
        this.reasoning.push(
          ...texts(part.content ?? part.text ?? part.thinking ?? part.reasoning ?? part.summary),
        )
        break
      default:
        this.#untyped(part, type)
    }
  }

  #untyped(part: Json, type: string): void {
    const inner = part.function_call ?? part.functionCall
    const answer = part.function_response ?? part.functionResponse
    const said = part.text ?? part.content ?? (type === 'refusal' ? part.refusal : undefined)
    if (isObject(inner)) this.call(inner)
    else if (isObject(answer)) this.answer(answer)
    else if (typeof said === 'string') this.texts.push(said)
    else this.texts.push(`[${placeholder(part, type)}]`)
  }

  call(value: unknown): void {
    if (!isObject(value)) return
    const named = isObject(value.function) ? value.function : value
    const args = named.arguments ?? named.args ?? named.input ?? named.parameters
    const id = text(value.call_id ?? value.id ?? value.tool_call_id ?? value.toolCallId)
    const name = text(named.name ?? named.tool_name ?? named.toolName ?? value.function) ?? ''
    // LangChain keeps Anthropic's calls among the content and again beside it, where their arguments are whole.
    const known = id === null ? undefined : this.calls.find((call) => call.id === id && call.name === name)
    if (!known) this.calls.push({ id, name, arguments: args === undefined ? '' : jsonText(args) })
    else if (args !== undefined) known.arguments = jsonText(args)
  }

  answer(part: Json): void {
    const result = part.response ?? part.result ?? part.output ?? part.content
    const message: Message = { role: this.role, text: answerText(result) }
    const id = text(part.id ?? part.tool_call_id ?? part.toolCallId ?? part.tool_use_id ?? part.call_id)
    const name = text(part.name ?? part.toolName)
    if (id !== null) message.toolCallId = id
    if (name !== null) message.name = name
    this.answers.push(message)
  }

  finish(name: string | null, toolCallId: string | null): Message[] {
    const said = this.texts.length > 0 || this.calls.length > 0 || this.reasoning.length > 0
    if (!said && this.answers.length > 0) return this.answers
    const message: Message = { role: this.role, text: this.texts.join('\n\n') }
    if (name !== null) message.name = name
    if (this.reasoning.length > 0) message.reasoning = this.reasoning.join('\n\n')
    if (this.calls.length > 0) message.toolCalls = this.calls
    if (toolCallId !== null) message.toolCallId = toolCallId
    return [...this.answers, message]
  }
}

/** A part that is no text by its kind: `[image]`, `[file]`. */
function placeholder(part: Json, type: string): string {
  if (/image/.test(type) || 'image_url' in part) return 'image'
  if (/audio/.test(type)) return 'audio'
  const modality = text(part.modality)
  if (modality !== null) return modality
  return type === '' ? 'part' : type
}

/** The result of a tool as text: strings as they are, text blocks joined, `{type, value}` opened, everything else as JSON. */
function answerText(result: unknown): string {
  if (typeof result === 'string') return result
  if (
    Array.isArray(result) &&
    result.length > 0 &&
    result.every((part) => isObject(part) && typeof part.text === 'string')
  ) {
    return result.map((part: Json) => String(part.text)).join('\n\n')
  }
  if (isObject(result) && (result.type === 'text' || result.type === 'json') && 'value' in result)
    return jsonText(result.value)
  return result === undefined || result === null ? '' : jsonText(result)
}

/** JSON of a parsed value; nothing where it is nested so deep that JSON.stringify runs out of stack. */
function jsonText(value: unknown): string {
  if (typeof value === 'string') return value
  try {
    return JSON.stringify(value)
  } catch (error) {
    if (error instanceof RangeError) return ''
    throw error
  }
}

function texts(value: unknown): string[] {
  if (typeof value === 'string') return value === '' ? [] : [value]
  return list(value).flatMap((item) => (isObject(item) && typeof item.text === 'string' ? [item.text] : []))
}

/** The thoughts of Anthropic's models as LiteLLM keeps them beside a message; they may be empty or sealed. */
function thoughts(blocks: unknown): string[] {
  return list(blocks).flatMap((block) => (isObject(block) ? texts(block.thinking) : []))
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : []
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
