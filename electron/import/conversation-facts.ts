import type { Attributes } from '../../shared/model/attribute.ts'
import type { Message } from '../../shared/model/message.ts'
import type { Span } from '../../shared/model/span.ts'
import type { Instant } from './decimal-time.ts'

export type SpanFields = Partial<Omit<Span, 'traceId' | 'inputMessages' | 'outputMessages' | 'parentSpanId'>>

/** What all spans of a conversation have in common. */
export interface ConversationFacts extends SpanFields {
  traceId: string
  /** The span everything without a parent of its own hangs under: the tool call that began a sub-agent. */
  parentSpanId?: string | null
  /** When the run began, where its steps carry no time: steps keep their order within it. Without it the clock is synthetic. */
  startedAt?: Instant | null
  /** What the source says of the whole run: attributes of the first span. */
  run?: Attributes | null
}

/** When something was said, and what else the source says about it (attributes by the source's names). */
export interface Said {
  at?: Instant | null
  rest?: Attributes | null
}

/** One answer of a model: fields of its `llm` span, `spanId` where the source has an id for it. */
export interface CallFields extends SpanFields {
  /** When the answer was there. */
  at?: Instant | null
  /** When it was asked for; else the time of what was said last. */
  askedAt?: Instant | null
  /** Ids for the spans of its tool calls, by position; else the ids of the calls. */
  toolSpanIds?: readonly (string | null)[]
}

/** The answer to a tool call. */
export interface AnswerFields extends SpanFields {
  /** The call it answers; without it the first that is open (of the tool named). */
  toolCallId?: string | null
  toolName?: string | null
  /** What the tool gave, as text. */
  result: string
  at?: Instant | null
  askedAt?: Instant | null
  /** How the answer stands in the history; else a message of the role `tool`. Null where it stands there already. */
  message?: Message | null
}
