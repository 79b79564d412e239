import { SPAN_KINDS, SPAN_STATUSES, type Span } from '../../shared/model/span.ts'
import { factsOf } from './encode-body.ts'
import type { EncodedColumns } from './span-body.ts'

/** What of a span is compared and kept when another version of it arrives: every column but key, place and body. */
export const FIELD_COLUMNS = [
  'parent_span_id',
  'kind',
  'name',
  'start_us',
  'start_sub_ns',
  'duration_ns',
  'status',
  'error_type',
  'service',
  'model_requested',
  'model_answered',
  'provider',
  'finish_reason',
  'input_tokens',
  'output_tokens',
  'cached_tokens',
  'cost_usd',
  'tool_name',
  'tool_call_id',
  'agent_name',
  'facts',
] as const

export type SqlValue = string | number | null

const KINDS = new Map(SPAN_KINDS.map((kind, index) => [kind, index]))
const STATUSES = new Map(SPAN_STATUSES.map((status, index) => [status, index]))
/** Whole numbers beyond this do not fit SQLite's 64 bits. */
const LARGEST = 9e18

/** The text fields of the row, with their place in FIELD_COLUMNS. */
const TEXT_FIELDS = [
  ['parentSpanId', 0],
  ['name', 2],
  ['errorType', 7],
  ['service', 8],
  ['modelRequested', 9],
  ['modelAnswered', 10],
  ['provider', 11],
  ['finishReason', 12],
  ['toolName', 17],
  ['toolCallId', 18],
  ['agentName', 19],
] as const satisfies readonly (readonly [keyof Span, number])[]

/**
 * Writes the values of FIELD_COLUMNS into `row` from `from` on. Returns the texts that SQLite cannot hold as they
 * are (lone surrogates) by field, else null; the row gets them with U+FFFD.
 */
export function fillFields(row: SqlValue[], from: number, span: Span): EncodedColumns | null {
  row[from] = span.parentSpanId
  row[from + 1] = KINDS.get(span.kind) ?? SPAN_KINDS.length - 1
  row[from + 2] = span.name
  row[from + 3] = whole(span.startUs) ?? 0
  row[from + 4] = whole(span.startSubNs) ?? 0
  row[from + 5] = whole(span.durationNs)
  row[from + 6] = STATUSES.get(span.status) ?? 0
  row[from + 7] = span.errorType
  row[from + 8] = span.service
  row[from + 9] = span.modelRequested
  row[from + 10] = span.modelAnswered
  row[from + 11] = span.provider
  row[from + 12] = span.finishReason
  row[from + 13] = whole(span.inputTokens)
  row[from + 14] = whole(span.outputTokens)
  row[from + 15] = whole(span.cachedTokens)
  row[from + 16] = Number.isNaN(span.costUsd) ? null : span.costUsd
  row[from + 17] = span.toolName
  row[from + 18] = span.toolCallId
  row[from + 19] = span.agentName
  row[from + 20] = factsOf(span)
  let columns: EncodedColumns | null = null
  for (const [field, index] of TEXT_FIELDS) {
    const text = row[from + index]
    if (typeof text !== 'string' || text.isWellFormed()) continue
    columns ??= {}
    columns[field] = text
    row[from + index] = text.toWellFormed()
  }
  return columns
}

/** SQLite's strict integer columns take no fraction and nothing beyond 64 bits. */
export function whole(value: number | null): number | null {
  if (value === null || !Number.isFinite(value) || Math.abs(value) > LARGEST) return null
  return Math.round(value)
}
