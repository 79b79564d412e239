import type { Message } from '../../../shared/model/message.ts'
import type { Resource } from '../../../shared/model/span.ts'
import { parseJson } from './attribute-reading.ts'
import { messagesFromJson } from './message-json.ts'
import { sameMessage } from './same-message.ts'
import type { SplitArray } from './split-json.ts'

/** A cut message list and the messages of each piece. */
export interface SplitMessages {
  split: SplitArray
  messages: readonly (readonly Message[])[]
}

export interface ResourceFields {
  service: string | null
  environment: string | null
}

/** What is remembered of one trace: its last message lists by attribute key or list name. */
export interface TraceMemory {
  splits: Map<string, SplitMessages>
  flat: Map<string, readonly Message[]>
}

/** Characters of text that the messages remembered by piece may keep alive; then they are forgotten and begun anew. */
const MAX_REMEMBERED = 8 * 1024 * 1024
/** Traces whose last message lists are remembered: more than the requests one service answers at a time. */
const MAX_TRACES = 256
const MAX_LIST_CHARACTERS = 32 * 1024 * 1024

/** What the translation of one source remembers, so that a repeated history costs a comparison and keeps its Message objects. */
export class SourceMemory {
  #byPiece = new Map<string, readonly Message[]>()
  #byText = new Map<string, Message>()
  #remembered = 0
  readonly #traces = new Map<string, TraceMemory>()
  #listed = 0
  #lastId = ''
  #last: TraceMemory = newTrace()
  readonly resources = new WeakMap<Resource, ResourceFields>()

  trace(traceId: string): TraceMemory {
    // Spans of a trace mostly come together.
    if (traceId === this.#lastId) return this.#last
    let trace = this.#traces.get(traceId)
    if (!trace) {
      trace = newTrace()
      this.#traces.set(traceId, trace)
      if (this.#traces.size > MAX_TRACES) this.#forgetOldest()
    }
    this.#lastId = traceId
    this.#last = trace
    return trace
  }

  keepSplit(trace: TraceMemory, key: string, split: SplitMessages): void {
    this.#listed += split.split.prefix.length - (trace.splits.get(key)?.split.prefix.length ?? 0)
    trace.splits.set(key, split)
    while (this.#listed > MAX_LIST_CHARACTERS && this.#traces.size > 1) this.#forgetOldest()
  }

  /** The messages of one element of a message list: the same objects for the same text. */
  messagesOf(piece: string): readonly Message[] {
    const known = this.#byPiece.get(piece)
    if (known) return known
    const messages = readPiece(piece)
    this.#grow(piece.length)
    this.#byPiece.set(ownCopy(piece), messages)
    return messages
  }

  /** The remembered message that equals this one, or this one. */
  shared(message: Message): Message {
    const known = this.#byText.get(message.text)
    if (known && sameMessage(known, message)) return known
    this.#grow(message.text.length)
    this.#byText.set(message.text, message)
    return message
  }

  #grow(length: number): void {
    this.#remembered += length
    if (this.#remembered < MAX_REMEMBERED) return
    this.#byPiece = new Map()
    this.#byText = new Map()
    this.#remembered = length
  }

  #forgetOldest(): void {
    for (const [id, trace] of this.#traces) {
      for (const { split } of trace.splits.values()) this.#listed -= split.prefix.length
      this.#traces.delete(id)
      if (id === this.#lastId) this.#lastId = ''
      return
    }
  }
}

/** The messages of a piece that is new: not looked up, not remembered. */
export function readPiece(piece: string): readonly Message[] {
  return messagesFromJson(parseJson(piece))
}

function newTrace(): TraceMemory {
  return { splits: new Map(), flat: new Map() }
}

/** A piece is a slice that keeps the whole history it was cut from alive; what is remembered must not. */
function ownCopy(piece: string): string {
  return Buffer.from(piece).toString()
}
