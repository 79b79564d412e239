import type { Span } from '../../shared/model/span.ts'
import {
  encodeAttributes,
  encodeValue,
  encodeValues,
  type EncodedValue,
  type TextKeeper,
} from './body-values.ts'
import type { ContentWriter } from './content-writer.ts'
import { BODY_FACTS, REQUESTERS, type EncodedBody, type EncodedColumns } from './span-body.ts'

/** The body of a span as `readBody` reads it. `columns`: fields whose text the row cannot hold. */
export function encodeBody(span: Span, contents: ContentWriter, columns: EncodedColumns | null): string {
  const lists = new BodyLists(span, contents)
  const keep = lists
  const attributes: EncodedValue[] = [span.attributes.size === 0 ? 0 : contents.shape(span.attributes.keys())]
  encodeValues(span.attributes, attributes, keep)
  const body: EncodedBody = [
    attributes,
    span.resource === null ? 0 : contents.resource(span.resource),
    span.scope === null ? 0 : contents.scope(span.scope),
    lists.messages(span.inputMessages, INPUT),
    lists.messages(span.outputMessages, null),
    span.sessionId ?? 0,
    span.userId ?? 0,
    span.environment ?? 0,
    span.promptVersion ?? 0,
    span.inputKey ?? 0,
    span.outputKey ?? 0,
    span.statusMessage === null ? 0 : encodeValue(span.statusMessage, keep),
    span.otelKind,
    span.requestedBy === null ? 0 : REQUESTERS.indexOf(span.requestedBy) + 1,
    span.syntheticTime ? 1 : 0,
    span.events.length === 0
      ? 0
      : span.events.map((event) => [
          event.name,
          event.atUs,
          event.atSubNs,
          encodeAttributes(event.attributes, keep),
        ]),
    span.links.length === 0
      ? 0
      : span.links.map((link) => [link.traceId, link.spanId, encodeAttributes(link.attributes, keep)]),
    span.extra === null ? 0 : encodeAttributes(span.extra, keep),
    columns ?? 0,
  ]
  while (body.length > 1 && body.at(-1) === 0) body.pop()
  return `[[${lists.text}],${JSON.stringify(body)}]`
}

/** The bits of `facts` for a span. */
export function factsOf(span: Span): number {
  let facts = 0
  if (span.sessionId !== null) facts |= BODY_FACTS.session
  if (span.userId !== null) facts |= BODY_FACTS.user
  if (span.environment !== null) facts |= BODY_FACTS.environment
  if (span.promptVersion !== null) facts |= BODY_FACTS.promptVersion
  if (span.syntheticTime) facts |= BODY_FACTS.syntheticTime
  if (span.inputKey !== null || span.inputMessages.length > 0) facts |= BODY_FACTS.input
  if (span.outputKey !== null || span.outputMessages.length > 0) facts |= BODY_FACTS.output
  return facts
}

/** Stands for the input messages where the lists of a trace are told apart; no attribute has an empty key. */
const INPUT = ''

/** The lists of one body. */
class BodyLists implements TextKeeper {
  text = ''
  readonly #trace: string
  readonly #contents: ContentWriter
  #count = 0

  constructor(span: Span, contents: ContentWriter) {
    this.#trace = span.traceId
    this.#contents = contents
  }

  keep(text: string): number {
    return this.#contents.keep(text)
  }

  pieces(pieces: readonly string[], key: string | null): number {
    return this.#add(this.#contents.pieces.write(pieces, this.#keyOf(key)))
  }

  /** The number of the list, 0 where there are no messages. */
  messages(messages: Span['inputMessages'], key: string | null): number {
    return messages.length === 0 ? 0 : this.#add(this.#contents.messages.write(messages, this.#keyOf(key)))
  }

  #keyOf(key: string | null): string | null {
    return key === null ? null : this.#trace + key
  }

  #add(list: string): number {
    this.text = this.text === '' ? list : `${this.text},${list}`
    this.#count += 1
    return this.#count
  }
}
