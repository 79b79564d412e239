import {
  type AttributeObject,
  type AttributeValue,
  type Attributes,
  Double,
  SplitText,
} from '../../shared/model/attribute.ts'
import type { Message } from '../../shared/model/message.ts'
import type { RedactedField } from '../../shared/model/redaction.ts'
import type { Score } from '../../shared/model/score.ts'
import type { Span } from '../../shared/model/span.ts'
import { redactValue } from './redact-value.ts'
import type { Redactor } from './redactor.ts'

/** From this length on a text is taken for a payload, under whatever name it stands. */
const PAYLOAD_CHARACTERS = 200

/** Names under which tools put what was said, asked and answered. */
const PAYLOAD_NAME =
  /(?:^|[._])(?:inputs?|outputs?|messages?|prompts?|completions?|content|arguments?|results?|query|response|request|documents?|text|body)(?:$|[._\d])/i

/** A span with every text of it redacted: ids, names, attributes, messages, events, and what emitted it. */
export function redactSpan(span: Span, redactor: Redactor): Span {
  const payloads = new Set([span.inputKey, span.outputKey])
  const attributes = (given: Attributes): Attributes => redactAttributes(given, redactor, payloads)
  const name = <T extends string | null>(text: T): T => (text === null ? text : (redactor.redact(text) as T))
  return {
    ...span,
    traceId: name(span.traceId),
    spanId: name(span.spanId),
    parentSpanId: name(span.parentSpanId),
    name: name(span.name),
    statusMessage: textOf(span.statusMessage, redactor, 'payloads'),
    errorType: name(span.errorType),
    service: name(span.service),
    toolName: name(span.toolName),
    toolCallId: name(span.toolCallId),
    agentName: name(span.agentName),
    sessionId: textOf(span.sessionId, redactor, 'user_ids'),
    userId: textOf(span.userId, redactor, 'user_ids'),
    environment: name(span.environment),
    promptVersion: name(span.promptVersion),
    inputKey: name(span.inputKey),
    outputKey: name(span.outputKey),
    inputMessages: span.inputMessages.map((message) => redactMessage(message, redactor)),
    outputMessages: span.outputMessages.map((message) => redactMessage(message, redactor)),
    attributes: attributes(span.attributes),
    events: span.events.map((event) => ({
      ...event,
      name: name(event.name),
      attributes: attributes(event.attributes),
    })),
    links: span.links.map((link) => ({
      traceId: name(link.traceId),
      spanId: name(link.spanId),
      attributes: attributes(link.attributes),
    })),
    resource: span.resource && { attributes: attributes(span.resource.attributes) },
    scope: span.scope && { ...span.scope, attributes: attributes(span.scope.attributes) },
    extra: span.extra && redactAttributes(span.extra, redactor, payloads),
  }
}

/** A score with every text of it redacted. */
export function redactScore(score: Score, redactor: Redactor): Score {
  return redactValue(score, redactor)
}

function textOf(text: string | null, redactor: Redactor, field: RedactedField): string | null {
  return text === null ? null : redactor.redact(text, field)
}

function redactMessage(message: Message, redactor: Redactor): Message {
  const { name, reasoning, toolCalls, toolCallId } = message
  return {
    role: message.role,
    text: redactor.redact(message.text, 'payloads'),
    ...(name !== undefined && { name: redactor.redact(name) }),
    ...(reasoning !== undefined && { reasoning: redactor.redact(reasoning, 'payloads') }),
    ...(toolCalls && {
      toolCalls: toolCalls.map((call) => ({
        id: call.id === null ? null : redactor.redact(call.id),
        name: redactor.redact(call.name),
        arguments: redactor.redact(call.arguments, 'payloads'),
      })),
    }),
    ...(toolCallId !== undefined && { toolCallId: redactor.redact(toolCallId) }),
  }
}

function redactAttributes(
  attributes: Attributes,
  redactor: Redactor,
  payloads: ReadonlySet<string | null>,
): Attributes {
  return new Map(
    [...attributes].map(([key, value]) => {
      const field = payloads.has(key) || PAYLOAD_NAME.test(key) ? 'payloads' : undefined
      return [redactor.redact(key), redactAttribute(key, value, redactor, field)]
    }),
  )
}

/** Depth is the value's own, at most 200 (the importers' depth check). */
function redactAttribute(
  key: string,
  value: AttributeValue,
  redactor: Redactor,
  field: RedactedField | undefined,
): AttributeValue {
  if (value instanceof SplitText) return redactSplit(value, redactor)
  if (typeof value === 'string') {
    const isLong = value.length >= PAYLOAD_CHARACTERS
    return redactor.redactNamed(key, value, isLong ? 'payloads' : (field ?? FIELD_NAMES.get(key)))
  }
  if (Array.isArray(value)) return value.map((item) => redactAttribute(key, item, redactor, field))
  if (value instanceof Map) return redactObject(value, redactor, field)
  if (value instanceof Uint8Array) return redactBytes(value, redactor)
  if (value instanceof Double || typeof value === 'boolean' || value === null) return value
  return redactNumber(value, redactor)
}

/** Piece by piece: what repeats in every call of an agent stays stored once. */
function redactSplit(value: SplitText, redactor: Redactor): SplitText {
  const pieces = value.pieces.map((piece) => redactor.redact(piece, 'payloads'))
  return new SplitText(value.open, pieces, value.separator, value.close)
}

/** Bytes stay bytes where nothing is found in them. */
function redactBytes(value: Uint8Array, redactor: Redactor): AttributeValue {
  const text = new TextDecoder('latin1').decode(value)
  const redacted = redactor.redact(text, 'payloads')
  return redacted === text ? value : redacted
}

/** A card or a phone can be written as a number: it is kept as one only where it is none. */
function redactNumber(value: number | bigint, redactor: Redactor): AttributeValue {
  const text = String(value)
  const redacted = redactor.redact(text)
  return redacted === text ? value : redacted
}

function redactObject(
  value: AttributeObject,
  redactor: Redactor,
  field: RedactedField | undefined,
): AttributeObject {
  return new Map(
    [...value].map(([key, inner]) => [
      redactor.redact(key),
      redactAttribute(key, inner, redactor, field ?? (PAYLOAD_NAME.test(key) ? 'payloads' : undefined)),
    ]),
  )
}

/** Attributes of OpenTelemetry and OpenInference that name a person or a conversation. */
const FIELD_NAMES: ReadonlyMap<string, RedactedField> = new Map([
  ['user.id', 'user_ids'],
  ['enduser.id', 'user_ids'],
  ['session.id', 'user_ids'],
  ['gen_ai.conversation.id', 'user_ids'],
])
