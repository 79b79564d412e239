import type { Attributes } from '../../../../shared/model/attribute.ts'
import type { Message } from '../../../../shared/model/message.ts'
import type { Span } from '../../../../shared/model/span.ts'
import { ConversationTrace, textOfJson, type ConversationFacts } from '../../conversation-trace.ts'
import { instantOfIso, type Instant } from '../../decimal-time.ts'
import {
  attributesBeside,
  isJsonObject,
  listOf,
  newConversion,
  textOrNull,
  type JsonObject,
} from '../../json-value.ts'
import { messagesFromJson } from '../../messages.ts'
import type { RecordSink } from '../../record-sink.ts'
import { LINE_KNOWN } from './schema.ts'
import { AnswerUsage } from './usage.ts'

/** An answer of the model whose lines are still coming. */
interface OpenAnswer {
  id: string
  content: unknown[]
  usage: AnswerUsage
  at: Instant | null
  model: string | null
  stopReason: string | null
  rest: Attributes
  isError: boolean
  /** What was said while its lines came: results of the tools it called first. */
  heard: (() => void)[]
  askedAt: Map<string, Instant | null>
}

/** One line of conversation: that of the session, or of a sub-agent. */
export class Thread {
  readonly #trace: ConversationTrace
  readonly #agents: ReadonlyMap<string, string>
  #open: OpenAnswer | null = null

  /** `agents`: the sub-agents that calls of tools began, by the id of the call. */
  constructor(facts: ConversationFacts, out: RecordSink, agents: ReadonlyMap<string, string>) {
    this.#trace = new ConversationTrace(facts, out)
    this.#agents = agents
  }

  /** A line of an answer; its lines share the id. */
  answer(line: JsonObject, message: JsonObject): void {
    const id = textOrNull(message.id) ?? textOrNull(line.uuid) ?? ''
    if (this.#open?.id !== id) {
      this.#close()
      this.#open = {
        id,
        content: [],
        usage: new AnswerUsage(),
        at: null,
        model: null,
        stopReason: null,
        rest: attributesBeside(line, LINE_KNOWN, newConversion()),
        isError: line.isApiErrorMessage === true,
        heard: [],
        askedAt: new Map(),
      }
    }
    const open = this.#open
    if (!open) return
    const at = timeOf(line)
    const content =
      typeof message.content === 'string'
        ? [{ type: 'text', text: message.content }]
        : listOf(message.content)
    for (const part of content) {
      open.content.push(part)
      if (isJsonObject(part) && typeof part.id === 'string') open.askedAt.set(part.id, at)
    }
    if (isJsonObject(message.usage)) open.usage.add(message.usage)
    open.at = at ?? open.at
    open.model = textOrNull(message.model) ?? open.model
    open.stopReason = textOrNull(message.stop_reason) ?? open.stopReason
  }

  /** What a person says, and what tools gave. */
  user(line: JsonObject, message: JsonObject): void {
    const at = timeOf(line)
    const rest = attributesBeside(line, LINE_KNOWN, newConversion())
    const results = listOf(message.content).filter(
      (part): part is JsonObject => isJsonObject(part) && part.type === 'tool_result',
    )
    for (const said of messagesFromJson({ role: 'user', content: message.content })) {
      const raw = results.find((part) => part.tool_use_id === said.toolCallId)
      if (said.toolCallId === undefined) this.#later(() => this.#trace.hear(said, { at, rest }))
      else this.#later(() => this.#result(said, raw, line, at))
    }
  }

  /** What was said before is from here on only a summary. */
  compact(): void {
    this.#later(() => this.#trace.forget())
  }

  end(): void {
    this.#close()
    this.#trace.end()
  }

  #later(tell: () => void): void {
    if (this.#open) this.#open.heard.push(tell)
    else tell()
  }

  #result(said: Message, raw: JsonObject | undefined, line: JsonObject, at: Instant | null): void {
    const failed = raw?.is_error === true
    const attributes: Attributes = new Map()
    if (line.toolUseResult !== undefined) attributes.set('toolUseResult', textOfJson(line.toolUseResult))
    const message: Message = { ...said, role: 'tool' }
    const span = this.#trace.answerTool({
      toolCallId: said.toolCallId ?? null,
      result: said.text,
      at,
      attributes,
      message,
      ...(failed && { status: 'error' as const, statusMessage: said.text.slice(0, 500) }),
    })
    span.requestedBy = 'agent'
  }

  #close(): void {
    const open = this.#open
    if (!open) return
    this.#open = null
    const [message = { role: 'assistant', text: '' }] = messagesFromJson({
      role: 'assistant',
      content: open.content,
    })
    const model = open.model === '<synthetic>' ? null : open.model
    const fields: Partial<Span> = {
      spanId: open.id,
      modelRequested: model,
      modelAnswered: model,
      provider: model === null ? null : 'anthropic',
      finishReason: open.stopReason,
      attributes: open.rest,
      ...open.usage.fields(),
      ...(open.isError && { status: 'error' as const, statusMessage: message.text }),
    }
    const toolSpanIds = (message.toolCalls ?? []).map(({ id }) => this.#spanOfAgent(id))
    this.#trace.answerOf(message, { ...fields, at: open.at, toolSpanIds })
    for (const tell of open.heard) tell()
  }

  /** The call that began a sub-agent has the agent's id, so that its file can name it without knowing the session's. */
  #spanOfAgent(callId: string | null): string | null {
    const agent = callId === null ? undefined : this.#agents.get(callId)
    return agent === undefined ? null : agentSpanId(agent)
  }
}

export function agentSpanId(agentId: string): string {
  return `agent-${agentId}`
}

function timeOf(line: JsonObject): Instant | null {
  return typeof line.timestamp === 'string' ? instantOfIso(line.timestamp) : null
}
