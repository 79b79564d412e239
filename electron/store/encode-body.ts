import type { Message } from '../../shared/model/message.ts'
import type { Span } from '../../shared/model/span.ts'
import {
  encodeAttributes,
  encodeValue,
  encodeValues,
  FEW_PIECES,
  LONG_TEXT,
  type EncodedValue,
} from './body-values.ts'
import type { ContentWriter } from './content-writer.ts'
import {
  BODY_FACTS,
  REQUESTERS,
  type EncodedBody,
  type EncodedColumns,
  type EncodedMessages,
} from './span-body.ts'

/** The body of a span as `readBody` reads it. `columns`: fields whose text the row cannot hold. */
export function encodeBody(span: Span, contents: ContentWriter, columns: EncodedColumns | null): string {
  const keep = contents.keep
  const attributes: EncodedValue[] = [span.attributes.size === 0 ? 0 : contents.shape(span.attributes.keys())]
  encodeValues(span.attributes, attributes, keep)
  const body: EncodedBody = [
    attributes,
    span.resource === null ? 0 : contents.resource(span.resource),
    span.scope === null ? 0 : contents.scope(span.scope),
    encodeMessages(span.inputMessages, contents),
    encodeMessages(span.outputMessages, contents),
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
  return JSON.stringify(body)
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

function encodeMessages(messages: Span['inputMessages'], contents: ContentWriter): EncodedMessages | 0 {
  if (messages.length === 0) return 0
  const few = messages.length <= FEW_PIECES
  let last = 0
  return messages.map((message) => {
    if (few && isShort(message)) return message
    const id = contents.message(message)
    const step = id - last
    last = id
    return step
  })
}

function isShort(message: Message): boolean {
  let length = message.text.length + (message.reasoning?.length ?? 0)
  for (const call of message.toolCalls ?? []) length += call.name.length + call.arguments.length + CALL_EXTRA
  return length <= LONG_TEXT
}

/** The id of a tool call and the names of its fields, about. */
const CALL_EXTRA = 60
