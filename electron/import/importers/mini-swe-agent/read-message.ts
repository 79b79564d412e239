import type { Attributes } from '../../../../shared/model/attribute.ts'
import type { Message, ToolCall } from '../../../../shared/model/message.ts'
import type { Span } from '../../../../shared/model/span.ts'
import { textOfJson, type ConversationTrace } from '../../conversation-trace.ts'
import { instantOfNumber } from '../../decimal-time.ts'
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
import { usageOf } from '../../model-usage.ts'
import { EXTRA_KNOWN, MESSAGE_KNOWN, SHELL } from './schema.ts'

/** Tells a conversation the messages of a run, one after another. */
export class MessageReading {
  /** The spans of the model's answers. */
  readonly calls: Span[] = []
  /** What the last message says of the end of the run. */
  exitStatus: string | null = null
  failure: string | null = null
  readonly #trace: ConversationTrace
  readonly #submission: unknown
  readonly #conversion: Conversion
  /** Commands without a result yet. */
  #open = 0

  constructor(trace: ConversationTrace, submission: unknown, conversion: Conversion) {
    this.#trace = trace
    this.#submission = submission
    this.#conversion = conversion
  }

  /** False where it is no message. */
  tell(raw: unknown): boolean {
    if (!isJsonObject(raw)) return false
    const extra = isJsonObject(raw.extra) ? raw.extra : {}
    const role = textOrNull(raw.role)
    const isResult = raw.type === 'function_call_output' || role === 'tool'
    if (role === 'assistant' || raw.object === 'response') this.#answer(raw, extra)
    else if (isResult || (role === 'user' && this.#open > 0 && extra.interrupt_type === undefined))
      this.#result(raw, extra)
    else if (role === 'exit') this.#exit(raw, extra)
    else if (role !== null)
      this.#trace.hear(messageOf(raw), { at: timeOf(extra), rest: this.#rest(raw, extra) })
    else return false
    return true
  }

  #answer(raw: JsonObject, extra: JsonObject): void {
    const response = isJsonObject(extra.response) ? extra.response : raw.object === 'response' ? raw : {}
    const message = answerOf(raw, extra)
    const [choice] = listOf(response.choices)
    const attributes = this.#rest(raw, extra)
    const id = textOrNull(response.id)
    if (response !== raw) for (const [key, value] of this.#response(response)) attributes.set(key, value)
    const span = this.#trace.answerOf(message, {
      at: timeOf(extra),
      attributes,
      ...(id !== null && { spanId: id }),
      ...usageOf(response.usage),
      costUsd: numberOrNull(extra.cost),
      modelAnswered: textOrNull(response.model),
      finishReason: isJsonObject(choice) ? textOrNull(choice.finish_reason) : textOrNull(response.status),
    })
    this.#open = message.toolCalls?.length ?? 0
    this.calls.push(span)
  }

  #result(raw: JsonObject, extra: JsonObject): void {
    const message = messageOf(raw)
    const code = numberOrNull(extra.returncode) ?? returnCode(message.text)
    const exception = textOrNull(extra.exception_info)
    const failed = (code !== null && code !== 0) || exception !== null
    this.#open = Math.max(0, this.#open - 1)
    this.#trace.answerTool({
      toolCallId: message.toolCallId ?? null,
      result: message.text,
      at: timeOf(extra),
      attributes: this.#rest(raw, extra),
      message,
      ...(failed && {
        status: 'error',
        statusMessage: exception ?? `returncode ${code}`,
        errorType: textOrNull(extra.exception_type),
      }),
    })
  }

  /**
   * The last message of newer versions tells how the run ended, and once more what was submitted: the output of the command
   * that submitted it.
   */
  #exit(raw: JsonObject, extra: JsonObject): void {
    const attributes = this.#rest(raw, extra)
    const submission = attributes.get('extra.submission')
    if (submission === this.#submission || submission === '') attributes.delete('extra.submission')
    this.exitStatus = textOrNull(extra.exit_status)
    this.failure = textOrNull(extra.exception_str)
    if (this.#open > 0 && this.exitStatus === 'Submitted') {
      this.#open = 0
      this.#trace.answerTool({ result: messageOf(raw).text, attributes, message: null, at: timeOf(extra) })
      return
    }
    if (textOrNull(raw.content) !== null && raw.content !== this.#submission)
      attributes.set('content', attributeFromJson(raw.content, this.#conversion))
    const at = timeOf(extra)
    this.#trace.happen({ name: 'exit', atUs: at?.us ?? 0, atSubNs: at?.subNs ?? 0, attributes })
  }

  #rest(raw: JsonObject, extra: JsonObject): Attributes {
    const rest = attributesBeside(raw, MESSAGE_KNOWN, this.#conversion)
    for (const [key, value] of attributesBeside(extra, EXTRA_KNOWN, this.#conversion, 'extra.'))
      rest.set(key, value)
    return rest
  }

  /** The response without the message, which it holds once more. */
  #response(response: JsonObject): Attributes {
    const rest = attributesBeside(response, RESPONSE_KNOWN, this.#conversion, 'extra.response.')
    const choices = listOf(response.choices).map((choice) =>
      isJsonObject(choice) ? attributesBeside(choice, CHOICE_KNOWN, this.#conversion) : null,
    )
    if (choices.length > 0) rest.set('extra.response.choices', choices)
    return rest
  }
}

const RESPONSE_KNOWN = new Set(['choices', 'output'])
const CHOICE_KNOWN = new Set(['message'])

function timeOf(extra: JsonObject): ReturnType<typeof instantOfNumber> {
  return instantOfNumber(extra.timestamp, 's')
}

function messageOf(raw: JsonObject): Message {
  return messagesFromJson(raw)[0] ?? { role: textOrNull(raw.role) ?? 'unknown', text: '' }
}

/** An answer with its calls: those of its own, else the commands that were taken from its text. */
function answerOf(raw: JsonObject, extra: JsonObject): Message {
  const items = listOf(raw.output).flatMap((item) =>
    isJsonObject(item) && item.type === 'message' ? listOf(item.content) : [item],
  )
  const message = messageOf(raw.object === 'response' ? { role: 'assistant', content: items } : raw)
  if (message.toolCalls !== undefined) return message
  const commands = commandsOf(extra, message.text)
  return commands.length === 0 ? message : { ...message, toolCalls: commands }
}

function commandsOf(extra: JsonObject, text: string): ToolCall[] {
  if (Array.isArray(extra.actions))
    return listOf(extra.actions).flatMap((action) =>
      isJsonObject(action)
        ? [shellCall(textOrNull(action.tool_call_id), textOfJson(action.command ?? action))]
        : [],
    )
  const [block, ...more] = fencedBlocks(text)
  // More than one, or none, is an error of format: nothing is run.
  return block === undefined || more.length > 0 ? [] : [shellCall(null, block)]
}

function shellCall(id: string | null, command: string): ToolCall {
  return { id, name: SHELL, arguments: command }
}

/** The blocks an answer of the older versions holds its command in, at most two: more make no difference. */
function fencedBlocks(text: string): string[] {
  const blocks: string[] = []
  const fence = /```(?:mswea_bash_command|bash)[ \t]*\n/g
  for (let open = fence.exec(text); open !== null && blocks.length < 2; open = fence.exec(text)) {
    const end = text.indexOf('\n```', fence.lastIndex - 1)
    if (end < 0) break
    blocks.push(text.slice(fence.lastIndex, Math.max(fence.lastIndex, end)).trim())
    fence.lastIndex = end + 4
  }
  return blocks
}

function returnCode(text: string): number | null {
  const [, code] = /^<returncode>(-?\d{1,9})<\/returncode>/.exec(text) ?? []
  return code === undefined ? null : Number(code)
}
