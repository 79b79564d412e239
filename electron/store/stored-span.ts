import {
  SPAN_KINDS,
  SPAN_STATUSES,
  type Span,
  type SpanKind,
  type SpanStatus,
} from '../../shared/model/span.ts'
import type { ReadConnection } from './connection.ts'
import { prepared } from './prepared.ts'
import type { SpanBody } from './span-body.ts'

/** A row of `span`, under the names of the model. */
export interface StoredSpan {
  spanId: string
  parentSpanId: string | null
  kind: number
  name: string
  startUs: number
  startSubNs: number
  durationNs: number | null
  status: number
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
  agentName: string | null
  block: number
  at: number
  length: number
}

/** What a select of StoredSpan names. */
export const STORED_COLUMNS = `span_id AS spanId, parent_span_id AS parentSpanId, kind, name, start_us AS startUs,
  start_sub_ns AS startSubNs, duration_ns AS durationNs, status, error_type AS errorType, service,
  model_requested AS modelRequested, model_answered AS modelAnswered, provider, finish_reason AS finishReason,
  input_tokens AS inputTokens, output_tokens AS outputTokens, cached_tokens AS cachedTokens, cost_usd AS costUsd,
  tool_name AS toolName, tool_call_id AS toolCallId, agent_name AS agentName, block, at, length`

// In order of start; what starts at once stays in the order of its source.
const SPANS = `SELECT ${STORED_COLUMNS} FROM span WHERE trace = ? ORDER BY start_us, start_sub_ns, source, seq`

export function readStoredSpans({ db }: ReadConnection, trace: number): StoredSpan[] {
  return prepared<[number], StoredSpan>(db, SPANS).all(trace)
}

export function kindOf(row: StoredSpan): SpanKind {
  return SPAN_KINDS[row.kind] ?? 'other'
}

export function statusOf(row: StoredSpan): SpanStatus {
  return SPAN_STATUSES[row.status] ?? 'unset'
}

/** The whole span as it was imported, from its row and body. */
export function toSpan(traceId: string, row: StoredSpan, body: SpanBody): Span {
  const { kind: _kind, status: _status, block: _block, at: _at, length: _length, ...fields } = row
  return {
    traceId,
    ...fields,
    kind: kindOf(row),
    status: statusOf(row),
    otelKind: body.otelKind,
    statusMessage: body.statusMessage,
    requestedBy: body.requestedBy,
    sessionId: body.sessionId,
    userId: body.userId,
    environment: body.environment,
    promptVersion: body.promptVersion,
    inputKey: body.inputKey,
    outputKey: body.outputKey,
    inputMessages: body.inputMessages(),
    outputMessages: body.outputMessages(),
    attributes: body.attributes(),
    events: body.events(),
    links: body.links(),
    resource: body.resource(),
    scope: body.scope(),
    extra: body.extra(),
    syntheticTime: body.syntheticTime,
    ...body.columns,
  }
}
