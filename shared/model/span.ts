import type { AttributeValue, Attributes } from './attribute.ts'
import type { Message } from './message.ts'

export const SPAN_KINDS = [
  'agent',
  'llm',
  'tool',
  'retrieval',
  'embedding',
  'reranker',
  'guardrail',
  'evaluator',
  'chain',
  'other',
] as const
export type SpanKind = (typeof SPAN_KINDS)[number]

export const SPAN_STATUSES = ['unset', 'ok', 'error'] as const
export type SpanStatus = (typeof SPAN_STATUSES)[number]

export interface SpanEvent {
  name: string
  /** Microseconds since 1970, with the rest in nanoseconds (0..999). */
  atUs: number
  atSubNs: number
  attributes: Attributes
}

export interface SpanLink {
  traceId: string
  spanId: string
  attributes: Attributes
}

/** What emitted the span. Importers share one object between all spans of a batch; the store keys on identity. */
export interface Resource {
  attributes: Attributes
}
export interface Scope {
  name: string
  version: string
  attributes: Attributes
}

/** Who asked for a tool call; some benchmarks let the simulated user call tools. */
export type RequestedBy = 'agent' | 'user'

/**
 * One span in the neutral model: what every importer produces and everything else reads.
 * Ids are the source's own. Fields the source does not hold are null.
 */
export interface Span {
  traceId: string
  spanId: string
  parentSpanId: string | null
  name: string
  kind: SpanKind
  /** OpenTelemetry SpanKind number (0..5) for export; 0 where the source has none. */
  otelKind: number
  startUs: number
  startSubNs: number
  /** Nanoseconds; negative where the source says so, null where it has no end. */
  durationNs: number | null
  status: SpanStatus
  statusMessage: string | null
  errorType: string | null
  service: string | null

  modelRequested: string | null
  modelAnswered: string | null
  provider: string | null
  finishReason: string | null
  inputTokens: number | null
  outputTokens: number | null
  cachedTokens: number | null
  costUsd: number | null

  toolName: string | null
  toolCallId: string | null
  requestedBy: RequestedBy | null
  agentName: string | null

  sessionId: string | null
  userId: string | null
  environment: string | null
  promptVersion: string | null

  /** Key of the attribute that holds the span's input and output payload, e.g. `gen_ai.tool.call.result`. */
  inputKey: string | null
  outputKey: string | null

  /** Conversation of an llm span. The same Message object is reused wherever the same message repeats in a trace. */
  inputMessages: readonly Message[]
  outputMessages: readonly Message[]

  attributes: Attributes
  events: readonly SpanEvent[]
  links: readonly SpanLink[]
  resource: Resource | null
  scope: Scope | null
  /** Fields of the source that have no place above (`traceState`, `flags`, `logs`, ...), by the source's name. */
  extra: Map<string, AttributeValue> | null
  /** True where the source carries no clock and times only keep the order. */
  syntheticTime: boolean
}

/** Where in its source a record stands: `line` counts from 1 (JSONL), `offset` in bytes after decompression. */
export interface Place {
  line?: number
  offset?: number
}

/** A span with every field empty, to be filled by an importer. */
export function emptySpan(traceId: string, spanId: string): Span {
  return {
    traceId,
    spanId,
    parentSpanId: null,
    name: '',
    kind: 'other',
    otelKind: 0,
    startUs: 0,
    startSubNs: 0,
    durationNs: null,
    status: 'unset',
    statusMessage: null,
    errorType: null,
    service: null,
    modelRequested: null,
    modelAnswered: null,
    provider: null,
    finishReason: null,
    inputTokens: null,
    outputTokens: null,
    cachedTokens: null,
    costUsd: null,
    toolName: null,
    toolCallId: null,
    requestedBy: null,
    agentName: null,
    sessionId: null,
    userId: null,
    environment: null,
    promptVersion: null,
    inputKey: null,
    outputKey: null,
    inputMessages: NO_MESSAGES,
    outputMessages: NO_MESSAGES,
    attributes: new Map(),
    events: NO_EVENTS,
    links: NO_LINKS,
    resource: null,
    scope: null,
    extra: null,
    syntheticTime: false,
  }
}

const NO_MESSAGES: readonly Message[] = []
const NO_EVENTS: readonly SpanEvent[] = []
const NO_LINKS: readonly SpanLink[] = []
