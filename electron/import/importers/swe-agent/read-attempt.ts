import type { Attributes } from '../../../../shared/model/attribute.ts'
import type { Message, ToolCall } from '../../../../shared/model/message.ts'
import type { Span } from '../../../../shared/model/span.ts'
import { textOfJson, type ConversationTrace } from '../../conversation-trace.ts'
import {
  attributeFromJson,
  attributesBeside,
  isJsonObject,
  listOf,
  numberOrNull,
  textOrNull,
  type Conversion,
  type JsonObject,
} from '../../json-value.ts'
import { messagesFromJson } from '../../messages.ts'
import { COMMANDS, HEARD_KNOWN, MESSAGE_KNOWN, SHELL, STEP_KNOWN } from './schema.ts'

/** Longer than any command runs; beyond it a number says nothing. */
const MAX_SECONDS = 1e8

/** What a step says of a command (which is the argument itself), of a call, and of an answer that led to neither. */
const OF_COMMAND = ['state', 'execution_time']
const OF_CALL = ['action', ...OF_COMMAND]
const NOT_DONE = [...OF_CALL, 'observation']

/**
 * Tells a conversation one attempt at a task. Each step of the trajectory is an answer of the model and the action it led
 * to; the history says what the model was told between them (an answer that could not be parsed stands in the trajectory
 * alone). Where a step holds its query, that is what the model was told.
 */
export class AttemptReading {
  /** The spans of the model's answers. */
  readonly calls: Span[] = []
  readonly #trace: ConversationTrace
  readonly #steps: readonly unknown[]
  readonly #history: readonly unknown[]
  readonly #conversion: Conversion
  /** The query before, and its messages: most of the next are the same. */
  #query: { raw: JsonObject; message: Message }[] = []
  #at = 0
  #queried = false
  #problems = 0

  constructor(trace: ConversationTrace, attempt: JsonObject, conversion: Conversion) {
    this.#trace = trace
    this.#steps = listOf(attempt.trajectory)
    this.#history = listOf(attempt.history)
    this.#conversion = conversion
  }

  /** Gives the number of steps and messages that are none. */
  read(): number {
    for (const step of this.#steps) {
      if (isJsonObject(step)) this.#step(step)
      else this.#problems += 1
    }
    if (this.#steps.length === 0) this.#historyAlone()
    else if (!this.#queried) this.#hearUpTo(this.#history.length)
    return this.#problems
  }

  #step(step: JsonObject): void {
    if (isForcedEnd(step)) {
      const attributes = attributesBeside(step, QUERY, this.#conversion)
      return this.#trace.happen({ name: 'exit', atUs: 0, atSubNs: 0, attributes })
    }
    const query = step.query ?? beforeAnswer(step)
    const found = this.#findAnswer(step)
    if (Array.isArray(query)) {
      this.#queried = true
      this.#hearQuery(query)
      if (found >= 0) this.#at = found
    } else if (found >= 0) this.#hearUpTo(found)
    const raw = found >= 0 ? this.#history[this.#at] : undefined
    if (found >= 0) this.#at += 1
    const said = isJsonObject(raw) ? messageOf(raw) : { role: 'assistant', text: textOfJson(step.response) }
    const call = this.#answer(said, isJsonObject(raw) ? raw : {}, step)
    const [doing] = call.outputMessages[0]?.toolCalls ?? []
    if (doing === undefined) {
      for (const [key, value] of this.#about(step, NOT_DONE)) call.attributes.set(key, value)
      return
    }
    const seconds = numberOrNull(step.execution_time) ?? -1
    this.#trace.answerTool({
      toolCallId: doing.id,
      result: textOfJson(step.observation),
      attributes: this.#about(step, said.toolCalls === undefined ? OF_COMMAND : OF_CALL),
      durationNs: seconds < 0 || seconds > MAX_SECONDS ? null : Math.round(seconds * 1e9),
      message: null,
    })
  }

  /** An answer with what it does: the calls it makes, else the command that was taken from it. */
  #answer(said: Message, raw: JsonObject, step: JsonObject): Span {
    const action = textOrNull(step.action) ?? textOrNull(raw.action)
    const calls = said.toolCalls ?? (action === null || action.trim() === '' ? [] : [commandOf(action)])
    const attributes = attributesBeside(raw, MESSAGE_KNOWN, this.#conversion)
    for (const [key, value] of attributesBeside(step, STEP_KNOWN, this.#conversion))
      attributes.set(key, value)
    if (typeof step.response === 'string' && step.response !== said.text)
      attributes.set('response', step.response)
    const message = calls.length === 0 ? said : { ...said, toolCalls: calls }
    const call = this.#trace.answerOf(message, { attributes })
    this.calls.push(call)
    return call
  }

  #about(step: JsonObject, members: readonly string[]): Attributes {
    const about: Attributes = new Map()
    for (const key of members) {
      const value = step[key]
      if (value !== undefined && value !== null && value !== '')
        about.set(key, attributeFromJson(value, this.#conversion))
    }
    return about
  }

  /** Where the history holds the answer of a step: the next one there, if it is the same. -1 where it is not. */
  #findAnswer(step: JsonObject): number {
    for (let at = this.#at; at < this.#history.length; at++) {
      const raw = this.#history[at]
      if (!isJsonObject(raw) || raw.role !== 'assistant' || isDemo(raw)) continue
      const did = raw.action === undefined || raw.action === null || raw.action === step.action
      return did && (raw.content === step.response || raw.content === step.thought) ? at : -1
    }
    return -1
  }

  #hearUpTo(end: number): void {
    for (; this.#at < end; this.#at++) {
      const raw = this.#history[this.#at]
      if (isJsonObject(raw)) this.#trace.hear(messageOf(raw), { rest: this.#rest(raw) })
      else this.#problems += 1
    }
  }

  /** A demonstration, or a run that lost its steps. */
  #historyAlone(): void {
    let open: readonly ToolCall[] = []
    for (const raw of this.#history) {
      if (!isJsonObject(raw)) {
        this.#problems += 1
        continue
      }
      const message = messageOf(raw)
      if (raw.role === 'assistant' && !isDemo(raw)) {
        open = this.#answer(message, raw, {}).outputMessages[0]?.toolCalls ?? []
      } else if (message.role === 'tool' || (open.length > 0 && message.role === 'user' && !isDemo(raw))) {
        const toolCallId = message.toolCallId ?? null
        const attributes = this.#rest(raw) ?? new Map()
        this.#trace.answerTool({ toolCallId, result: message.text, message, attributes })
        open = open.slice(1)
      } else this.#trace.hear(message, { rest: this.#rest(raw) })
    }
  }

  #rest(raw: JsonObject): Attributes | null {
    const rest = attributesBeside(raw, HEARD_KNOWN, this.#conversion)
    return rest.size === 0 ? null : rest
  }

  /** The messages of a query, those that stood in the one before as the same objects. */
  #hearQuery(query: readonly unknown[]): void {
    this.#trace.forget()
    this.#query = query
      .filter((raw) => isJsonObject(raw))
      .map((raw, index) => {
        const before = this.#query[index]
        return before && isSame(before.raw, raw) ? before : { raw, message: messageOf(raw) }
      })
    for (const { message } of this.#query) this.#trace.hear(message)
  }
}

/** Versions before 1.0 keep what was said so far, the step's own answer and its result included. */
function beforeAnswer(step: JsonObject): readonly unknown[] | null {
  if (!Array.isArray(step.messages)) return null
  const said = step.messages as unknown[]
  const last = said.findLastIndex((raw) => isJsonObject(raw) && raw.role === 'assistant')
  const answer = said[last]
  const isOwn = isJsonObject(answer) && answer.content === step.response && answer.action === step.action
  return isOwn ? said.slice(0, last) : said
}

/** Messages of text are compared by it; parts and calls by their JSON, which is short beside the texts. */
function isSame(one: JsonObject, other: JsonObject): boolean {
  return (
    one.role === other.role &&
    (one.content === other.content ||
      (Array.isArray(one.content) && textOfJson(one.content) === textOfJson(other.content))) &&
    textOfJson(one.tool_calls) === textOfJson(other.tool_calls) &&
    textOfJson(one.tool_call_ids) === textOfJson(other.tool_call_ids)
  )
}

/** SWE-agent ends a run that met a limit or an error by a step of its own, which no model answered. */
function isForcedEnd({ response, thought, action }: JsonObject): boolean {
  const said = textOrNull(response) ?? textOrNull(thought) ?? ''
  if (textOrNull(action)?.startsWith('exit_')) return said === '' || said.startsWith(FORCED)
  return said.startsWith(FORCED) && (textOrNull(action) ?? '').trim() === ''
}

const FORCED = 'Exit due to '
const QUERY = new Set(['query', 'messages'])

function isDemo(raw: JsonObject): boolean {
  return raw.is_demo === true || raw.is_demo === 'True'
}

function messageOf(raw: JsonObject): Message {
  const message = messagesFromJson(raw)[0] ?? { role: textOrNull(raw.role) ?? 'unknown', text: '' }
  const [callId] = listOf(raw.tool_call_ids)
  return typeof callId === 'string' ? { ...message, toolCallId: callId } : message
}

/** A command as a call: of the tool it begins with, else of the shell. */
function commandOf(action: string): ToolCall {
  const word = /^\s*([A-Za-z_]{1,40})(?=\s|$)/.exec(action)?.[1] ?? ''
  return { id: null, name: COMMANDS.has(word) ? word : SHELL, arguments: action }
}
