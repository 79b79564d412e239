import { attributeText, type Attributes, type AttributeValue } from '../../shared/model/attribute.ts'
import type { Message } from '../../shared/model/message.ts'
import type { RequestedBy, Resource, Scope, SpanEvent, SpanLink } from '../../shared/model/span.ts'
import {
  decodeAttributes,
  decodeValue,
  type EncodedValue,
  type Shape,
  type TextSource,
} from './body-values.ts'
import type { ContentReader } from './content-reader.ts'
import { listItems, type EncodedList, type ListItem } from './encoded-list.ts'

/** Which facts of a trace a span's body holds: bits of the column `facts`, so that only those bodies are read. */
export const BODY_FACTS = {
  session: 1,
  user: 2,
  environment: 4,
  promptVersion: 8,
  syntheticTime: 16,
  input: 32,
  output: 64,
} as const

export type EncodedEvent = [name: string, atUs: number, atSubNs: number, attributes: EncodedValue[]]
export type EncodedLink = [traceId: string, spanId: string, attributes: EncodedValue[]]
/** Columns whose text SQLite cannot hold (lone surrogates), by the name of the field. */
export type EncodedColumns = Record<string, string>

/** The body as JSON: positions instead of names, 0 for what is not there, zeros at the end left out. */
export type EncodedBody = [
  /** The id of the shape, then a value for each of its keys. */
  attributes: EncodedValue[],
  resource?: number,
  scope?: number,
  /** Number of the list, from 1. */
  inputMessages?: number,
  outputMessages?: number,
  sessionId?: string | 0,
  userId?: string | 0,
  environment?: string | 0,
  promptVersion?: string | 0,
  inputKey?: string | 0,
  outputKey?: string | 0,
  statusMessage?: EncodedValue,
  otelKind?: number,
  requestedBy?: number,
  syntheticTime?: number,
  events?: EncodedEvent[] | 0,
  links?: EncodedLink[] | 0,
  extra?: EncodedValue[] | 0,
  columns?: EncodedColumns | 0,
]

/** A span's body: its lists of pieces and messages, and the rest, which names them by number from 1. */
export type EncodedSpan = [lists: EncodedList<string | Message>[], body: EncodedBody]

/** Positions in this list + 1 are what `requestedBy` holds. */
export const REQUESTERS: readonly RequestedBy[] = ['agent', 'user']

/** Reads the body of a span; texts, messages, resource and scope are fetched when asked for. */
export function readBody(contents: ContentReader, block: number, at: number, length: number): SpanBody {
  return new SpanBody(contents, contents.text(block, at, length))
}

/** Everything of a span that is no column of its row. Nothing it gives may be changed: parts are shared. */
export class SpanBody {
  readonly #contents: ContentReader
  readonly #lists: EncodedSpan[0]
  readonly #body: EncodedBody
  readonly #source: TextSource
  #attributes: Attributes | null = null

  constructor(contents: ContentReader, json: string) {
    this.#contents = contents
    const [lists, body]: EncodedSpan = JSON.parse(json)
    this.#lists = lists
    this.#body = body
    this.#source = {
      text: (id) => contents.content(id),
      pieces: (list) =>
        this.#items<string>(list).map((piece) => (typeof piece === 'number' ? contents.piece(piece) : piece)),
    }
  }

  get sessionId(): string | null {
    return present(this.#body[5])
  }
  get userId(): string | null {
    return present(this.#body[6])
  }
  get environment(): string | null {
    return present(this.#body[7])
  }
  get promptVersion(): string | null {
    return present(this.#body[8])
  }
  get inputKey(): string | null {
    return present(this.#body[9])
  }
  get outputKey(): string | null {
    return present(this.#body[10])
  }
  get statusMessage(): string | null {
    const encoded = this.#body[11]
    return encoded === undefined || encoded === 0 ? null : attributeText(decodeValue(encoded, this.#source))
  }
  get otelKind(): number {
    return this.#body[12] ?? 0
  }
  get requestedBy(): RequestedBy | null {
    return REQUESTERS[(this.#body[13] ?? 0) - 1] ?? null
  }
  get syntheticTime(): boolean {
    return this.#body[14] === 1
  }
  /** Fields of the row as the source wrote them, where SQLite could not hold their text; by the name of the field. */
  get columns(): EncodedColumns | null {
    return this.#body[18] || null
  }

  attributeKeys(): readonly string[] {
    return this.#shape().keys
  }

  attribute(key: string): AttributeValue | undefined {
    if (this.#attributes !== null) return this.#attributes.get(key)
    const position = this.#shape().positions.get(key)
    return position === undefined ? undefined : decodeValue(this.#body[0][position + 1], this.#source)
  }

  /** All attributes in the source's order, texts included. */
  attributes(): Attributes {
    if (this.#attributes === null) {
      this.#attributes = new Map()
      for (const [index, key] of this.#shape().keys.entries())
        this.#attributes.set(key, decodeValue(this.#body[0][index + 1], this.#source))
    }
    return this.#attributes
  }

  events(): SpanEvent[] {
    return (this.#body[15] || []).map(([name, atUs, atSubNs, attributes]) => ({
      name,
      atUs,
      atSubNs,
      attributes: decodeAttributes(attributes, this.#source),
    }))
  }

  links(): SpanLink[] {
    return (this.#body[16] || []).map(([traceId, spanId, attributes]) => ({
      traceId,
      spanId,
      attributes: decodeAttributes(attributes, this.#source),
    }))
  }

  extra(): Map<string, AttributeValue> | null {
    const encoded = this.#body[17]
    return encoded === undefined || encoded === 0 ? null : decodeAttributes(encoded, this.#source)
  }

  resource(): Resource | null {
    const id = this.#body[1] ?? 0
    return id === 0 ? null : this.#contents.resource(id)
  }

  scope(): Scope | null {
    const id = this.#body[2] ?? 0
    return id === 0 ? null : this.#contents.scope(id)
  }

  /** The input messages, those of a long history by content: equal messages have equal ids. */
  inputMessageRefs(): ListItem<Message>[] {
    return this.#items(this.#body[3] ?? 0)
  }

  inputMessages(): Message[] {
    return this.#messages(this.#body[3])
  }

  outputMessages(): Message[] {
    return this.#messages(this.#body[4])
  }

  /** Text of the payload at `inputKey`; null where the span has none. */
  inputText(): string | null {
    const key = this.inputKey
    return key === null ? null : attributeText(this.attribute(key))
  }

  outputText(): string | null {
    const key = this.outputKey
    return key === null ? null : attributeText(this.attribute(key))
  }

  #messages(list = 0): Message[] {
    return this.#items<Message>(list).map((message) =>
      typeof message === 'number' ? this.#contents.message(message) : message,
    )
  }

  /** The caller knows what a list holds: it stands with the number. */
  #items<T extends string | Message>(list: number): ListItem<T>[] {
    const encoded = this.#lists[list - 1] as EncodedList<T> | undefined
    return encoded === undefined ? [] : listItems(encoded, (id) => this.#contents.groupSize(id))
  }

  #shape(): Shape {
    const id = this.#body[0][0]
    return typeof id === 'number' && id > 0 ? this.#contents.shape(id) : NO_ATTRIBUTES
  }
}

const NO_ATTRIBUTES: Shape = { keys: [], positions: new Map() }

function present(field: string | 0 | undefined): string | null {
  return field === undefined || field === 0 ? null : field
}
