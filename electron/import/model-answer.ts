import { objectOf } from './members.ts'
import type { Message } from '../../shared/model/message.ts'
import { isJsonObject, listOf, textOrNull, type JsonObject } from './json-value.ts'
import { messagesFromJson } from './messages.ts'
import { requestMessages, responseMessages } from './payload-messages.ts'

/** What a model answered, and what it said about its answer. */
export interface Answer {
  messages: Message[]
  model: string | null
  finishReason: string | null
  /** LangChain's count of tokens. */
  usage: unknown
  /** The provider's own. */
  providerUsage: unknown
}

/**
 * The outputs of an llm run: LangChain's `{generations: [[{text, message, generation_info}]], llm_output}`, a message, or
 * the provider's response.
 */
export function readAnswer(outputs: unknown): Answer {
  const answer = isJsonObject(outputs) ? unwrap(outputs) : outputs
  const body = isJsonObject(answer) ? answer : {}
  const generation = flat(body.generations).find(isJsonObject) ?? {}
  const alone = Array.isArray(body.messages) ? flat(body.messages).at(-1) : body
  const message = openMessage(body.generations === undefined ? alone : generation.message)
  const about = objectOf(message.response_metadata)
  const info = objectOf(generation.generation_info)
  const whole = objectOf(body.llm_output)
  const choice = objectOf(listOf(body.choices)[0])
  return {
    messages: messagesOf(answer),
    model: firstText(
      about.model_name,
      about.model,
      whole.model_name,
      whole.model,
      body.model,
      info.model_name,
    ),
    finishReason: firstText(
      info.finish_reason,
      about.finish_reason,
      about.stop_reason,
      about.stopReason,
      choice.finish_reason,
      body.stop_reason,
      body.finish_reason,
    ),
    usage: message.usage_metadata ?? body.usage_metadata,
    providerUsage: whole.token_usage ?? whole.usage ?? about.token_usage ?? about.usage ?? body.usage,
  }
}

function messagesOf(answer: unknown): Message[] {
  if (!isJsonObject(answer)) return responseMessages(answer)
  if (Array.isArray(answer.messages)) return flat(answer.messages).flatMap(asMessage)
  if (answer.type === 'constructor' || isMessageType(answer)) return messagesFromJson(answer)
  return Object.keys(answer).length === 0 ? [] : responseMessages(answer)
}

/** Tracers of functions put what they returned under `output`; a list there is a response of OpenAI's Responses API. */
function unwrap(outputs: JsonObject): unknown {
  const { output, message } = outputs
  if (isJsonObject(output) || typeof output === 'string') return output
  return isJsonObject(message) && outputs.choices === undefined && outputs.generations === undefined
    ? message
    : outputs
}

/** The messages an llm run was asked with: lists in a list (a batch), prompts as text, or a provider's request. */
export function askedMessages(inputs: unknown): Message[] {
  if (Array.isArray(inputs)) return flat(inputs).flatMap(asMessage)
  if (!isJsonObject(inputs)) return requestMessages(inputs)
  const body = isJsonObject(inputs.input) && inputs.messages === undefined ? inputs.input : inputs
  if (Array.isArray(body.messages)) {
    const { system } = body
    const first =
      typeof system === 'string' || Array.isArray(system) ? [{ role: 'system', content: system }] : []
    return [...first, ...flat(body.messages)].flatMap(asMessage)
  }
  if (Array.isArray(body.prompts)) return flat(body.prompts).flatMap(messagesFromJson)
  return Object.keys(body).length === 0 ? [] : requestMessages(body)
}

function asMessage(item: unknown): Message[] {
  // A pair of role and text, as LangChain takes it.
  if (Array.isArray(item)) return messagesFromJson({ type: item[0] as unknown, content: item[1] as unknown })
  return messagesFromJson(item)
}

/** The items of a list or of the lists in it; pairs of texts stay whole. */
function flat(list: unknown): unknown[] {
  return listOf(list).flatMap((item): unknown[] =>
    Array.isArray(item) && !isPair(item) ? (item as unknown[]) : [item],
  )
}

function isPair(item: readonly unknown[]): boolean {
  return item.length === 2 && item.every((part) => typeof part === 'string')
}

function isMessageType({ type, content }: JsonObject): boolean {
  return typeof type === 'string' && content !== undefined && /^(ai|AIMessage|AIMessageChunk)$/.test(type)
}

/** A message's fields, whether it is a plain object, a serialised constructor, or `{type, data}`. */
export function openMessage(value: unknown): JsonObject {
  const message = objectOf(value)
  if (message.type === 'constructor') return objectOf(message.kwargs)
  return isJsonObject(message.data) && message.content === undefined ? message.data : message
}

function firstText(...values: readonly unknown[]): string | null {
  for (const value of values) {
    const text = textOrNull(value)
    if (text !== null) return text
  }
  return null
}
