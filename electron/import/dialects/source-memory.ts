import type { Message } from '../../../shared/model/message.ts'
import type { Resource } from '../../../shared/model/span.ts'
import { parseJson } from './attribute-reading.ts'
import { sameMessage } from './same-message.ts'
import { messagesFromJson } from './message-json.ts'
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

/** Characters of text that the messages remembered by piece may keep alive; then they are forgotten and begun anew. */
const MAX_REMEMBERED = 32 * 1024 * 1024
/** Traces whose last message lists are remembered: more than the requests one service answers at a time. */
const MAX_TRACES = 256

/** What the translation of one source remembers, so that a repeated history costs a comparison and keeps its Message objects. */
export class SourceMemory {
  #byPiece = new Map<string, readonly Message[]>()
  #byText = new Map<string, Message>()
  #remembered = 0
  readonly #traces = new Map<string, Map<string, SplitMessages>>()
  readonly #flat = new Map<string, readonly Message[]>()
  readonly resources = new WeakMap<Resource, ResourceFields>()

  /** The message list this trace carried last under this key. */
  lastSplit(traceId: string, key: string): SplitMessages | undefined {
    return this.#traces.get(traceId)?.get(key)
  }

  keepSplit(traceId: string, key: string, split: SplitMessages): void {
    let lists = this.#traces.get(traceId)
    if (!lists) {
      lists = new Map()
      this.#traces.set(traceId, lists)
      if (this.#traces.size > MAX_TRACES) forgetOldest(this.#traces)
    }
    lists.set(key, split)
  }

  lastFlat(key: string): readonly Message[] {
    return this.#flat.get(key) ?? NO_MESSAGES
  }

  keepFlat(key: string, messages: readonly Message[]): void {
    this.#flat.set(key, messages)
    if (this.#flat.size > MAX_TRACES) forgetOldest(this.#flat)
  }

  /** The messages of one element of a message list: the same objects for the same text. */
  messagesOf(piece: string): readonly Message[] {
    const known = this.#byPiece.get(piece)
    if (known) return known
    const messages = messagesFromJson(parseJson(piece))
    this.#grow(piece.length)
    this.#byPiece.set(piece, messages)
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
}

function forgetOldest(map: Map<string, unknown>): void {
  const oldest = map.keys().next().value
  if (oldest !== undefined) map.delete(oldest)
}

const NO_MESSAGES: readonly Message[] = []
