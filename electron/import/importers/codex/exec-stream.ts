import type { Span } from '../../../../shared/model/span.ts'
import { ConversationTrace } from '../../conversation-trace.ts'
import { textOfJson } from '../../json-text.ts'
import {
  attributesBeside,
  isJsonObject,
  newConversion,
  numberOrNull,
  textOrNull,
  type JsonObject,
} from '../../json-value.ts'
import { countTotals } from '../../run-ending.ts'
import type { RecordSink } from '../../record-sink.ts'
import { Answer } from './answer.ts'

const ITEM_KNOWN = new Set([
  'id',
  'type',
  'text',
  'command',
  'aggregated_output',
  'tool',
  'arguments',
  'result',
  'query',
])

/**
 * The stream of `codex exec --json`: items without times. A call of the model is not told by itself: what it says up to the
 * next tool is one. Usage is that of a turn and stands at its last call.
 */
export class ExecStream {
  readonly #trace: ConversationTrace
  #open: Answer | null = null
  #calls: Span[] = []

  constructor(id: string, out: RecordSink) {
    this.#trace = new ConversationTrace(
      { traceId: id, sessionId: id, agentName: 'codex', provider: 'openai' },
      out,
    )
  }

  /** An item that has come to its end; false where its type is not known. */
  item(item: JsonObject): boolean {
    const text = textOrNull(item.text) ?? ''
    if (item.type === 'agent_message') this.#answer().say(text)
    else if (item.type === 'reasoning') this.#answer().think(text)
    else if (item.type === 'command_execution')
      this.#tool(item, 'shell', item.command, item.aggregated_output)
    else if (item.type === 'mcp_tool_call')
      this.#tool(item, textOrNull(item.tool) ?? 'tool', item.arguments, item.result ?? item.error)
    else if (item.type === 'web_search') this.#tool(item, 'web_search', item.query, item.status)
    else if (item.type === 'file_change') this.#tool(item, 'apply_patch', item.changes, item.status)
    else return false
    return true
  }

  endTurn(usage: unknown): void {
    this.#close()
    const told = isJsonObject(usage) ? usage : {}
    countTotals(this.#calls, {
      inputTokens: numberOrNull(told.input_tokens),
      outputTokens: numberOrNull(told.output_tokens),
      cachedTokens: numberOrNull(told.cached_input_tokens),
    })
    this.#calls = []
  }

  fail(message: string): void {
    this.#close()
    const last = this.#calls.at(-1)
    if (last) Object.assign(last, { status: 'error', statusMessage: message })
  }

  end(): void {
    this.#close()
    this.#trace.end()
  }

  #answer(): Answer {
    this.#open ??= new Answer()
    return this.#open
  }

  #tool(item: JsonObject, name: string, asked: unknown, given: unknown): void {
    const id = textOrNull(item.id)
    this.#answer().call({ id, name, arguments: textOfJson(asked) })
    this.#close()
    const code = typeof item.exit_code === 'number' ? item.exit_code : null
    const failed = item.status === 'failed' || item.status === 'declined' || (code !== null && code !== 0)
    this.#trace.answerTool({
      toolCallId: id,
      result: textOfJson(given),
      attributes: attributesBeside(item, ITEM_KNOWN, newConversion()),
      ...(failed && { status: 'error', statusMessage: code === null ? 'failed' : `exit code ${code}` }),
    })
  }

  #close(): void {
    if (!this.#open) return
    this.#calls.push(this.#trace.answerOf(this.#open.message(), { attributes: this.#open.rest }))
    this.#open = null
  }
}
