import type { Attributes } from '../../../../shared/model/attribute.ts'
import type { Place, Span } from '../../../../shared/model/span.ts'
import { ConversationTrace } from '../../conversation-trace.ts'
import type { Instant } from '../../decimal-time.ts'
import {
  attributesBeside,
  isJsonObject,
  newConversion,
  textOrNull,
  type JsonObject,
} from '../../json-value.ts'
import { messagesFromJson } from '../../messages.ts'
import type { RecordSink } from '../../record-sink.ts'
import { Answer } from './answer.ts'
import { CALLS, ITEM_KNOWN, OUTPUTS } from './schema.ts'
import { addUsage, TokenCounts } from './token-count.ts'
import { readToolOutput } from './tool-output.ts'

const META_KNOWN = new Set(['id', 'timestamp', 'instructions', 'base_instructions', 'model_provider'])
const TURN_KNOWN = new Set(['model'])

/** Where in the source the session is, and where a step of it stands. */
export interface StepPlaces {
  now(): Place
  stands(span: Span, place: Place): void
}

/** One session: its items become calls of the model and of tools. */
export class Session {
  readonly #trace: ConversationTrace
  readonly #tokens = new TokenCounts()
  readonly #places: StepPlaces
  #model: string | null = null
  /** What the turn says of itself, told at its first call. */
  #turn: Attributes = new Map()
  #open: Answer | null = null
  #last: Span | null = null
  #unseen: JsonObject | null = null

  constructor(id: string, meta: JsonObject, out: RecordSink, places: StepPlaces) {
    this.#places = places
    const parent = parentOf(meta)
    const run = attributesBeside(meta, META_KNOWN, newConversion(), 'session_meta.')
    this.#trace = new ConversationTrace(
      {
        traceId: id,
        sessionId: parent ?? id,
        agentName: parent === null ? 'codex' : 'codex sub-agent',
        provider: textOrNull(meta.model_provider) ?? 'openai',
        run,
      },
      out,
    )
    const base = isJsonObject(meta.base_instructions) ? meta.base_instructions.text : meta.base_instructions
    const instructions = textOrNull(base) ?? textOrNull(meta.instructions)
    if (instructions !== null) this.#trace.hear({ role: 'system', text: instructions })
  }

  turn(context: JsonObject): void {
    this.#model = textOrNull(context.model) ?? this.#model
    this.#turn = attributesBeside(context, TURN_KNOWN, newConversion(), 'turn_context.')
  }

  /** An item of the conversation; false where its type is not known. */
  item(item: JsonObject, at: Instant | null): boolean {
    const { type } = item
    if (type === 'message' && item.role !== 'assistant') {
      this.close()
      const rest = attributesBeside(item, ITEM_KNOWN, newConversion())
      for (const message of messagesFromJson(item)) this.#trace.hear(message, { at, rest })
    } else if (OUTPUTS.has(type)) this.#answerTool(item, at)
    else if (type === 'message' || type === 'reasoning' || CALLS.has(type)) {
      this.#open ??= new Answer(this.#places.now())
      this.#open.add(item, at)
    } else return false
    return true
  }

  tokens(info: unknown): void {
    const usage = this.#tokens.take(info)
    if (usage === null) return
    this.close()
    if (this.#last) addUsage(this.#last, usage)
    else this.#unseen = usage
  }

  /** From here on the history is what the summary says. */
  compact(summary: string, at: Instant | null): void {
    this.close()
    this.#trace.forget()
    this.#trace.hear({ role: 'user', text: summary }, { at })
  }

  happen(name: string, at: Instant | null, attributes: Attributes): void {
    this.#trace.happen({ name, atUs: at?.us ?? 0, atSubNs: at?.subNs ?? 0, attributes })
  }

  fail(message: string): void {
    this.close()
    if (!this.#last) return
    this.#last.status = 'error'
    this.#last.statusMessage = message
  }

  end(): void {
    this.close()
    this.#trace.end()
  }

  /** The answer whose items came is whole. */
  close(): void {
    const open = this.#open
    if (!open) return
    this.#open = null
    const attributes: Attributes = new Map([...this.#turn, ...open.rest])
    this.#turn = new Map()
    this.#last = this.#trace.answerOf(open.message(), {
      at: open.at,
      modelRequested: this.#model,
      attributes,
    })
    this.#places.stands(this.#last, open.place)
    if (this.#unseen) addUsage(this.#last, this.#unseen)
    this.#unseen = null
    for (const { id, name, result } of open.ownTools)
      this.#trace.answerTool({ toolCallId: id, toolName: name, result, at: open.at, message: null })
  }

  #answerTool(item: JsonObject, at: Instant | null): void {
    this.close()
    const id = textOrNull(item.call_id)
    const attributes = attributesBeside(item, ITEM_KNOWN, newConversion())
    const output = readToolOutput(item.output ?? item.tools)
    const span = this.#trace.answerTool({ toolCallId: id, at, attributes, ...output })
    this.#places.stands(span, this.#places.now())
  }
}

/** The session that a sub-agent or a fork was begun by. */
function parentOf(meta: JsonObject): string | null {
  const source = isJsonObject(meta.source) ? meta.source : {}
  const agent = isJsonObject(source.subagent) ? source.subagent : {}
  const spawn = isJsonObject(agent.thread_spawn) ? agent.thread_spawn : {}
  return textOrNull(spawn.parent_thread_id)
}
