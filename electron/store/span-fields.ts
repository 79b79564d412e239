import type { SpanRow } from '../../shared/contract/schemas.ts'
import type { SpanKind, SpanStatus } from '../../shared/model/span.ts'
import type { ReadConnection } from './connection.ts'
import { kindOf, STORED_COLUMNS, statusOf, type StoredSpan } from './stored-span.ts'

/** The columns of a span's row, with words for its kind and status. */
export type SpanFields = Omit<StoredSpan, 'kind' | 'status' | 'block' | 'at' | 'length'> & {
  kind: SpanKind
  status: SpanStatus
}

/** One span's row with its place in its source. */
export interface PlacedSpan extends StoredSpan {
  source: number
  line: number | null
  offset: number | null
}

/** Null where the trace has no such span. */
export function readPlacedSpan({ db }: ReadConnection, trace: number, spanId: string): PlacedSpan | null {
  const sql = `SELECT ${STORED_COLUMNS}, source, line, offset FROM span WHERE trace = ? AND span_id = ?`
  return db.prepare<[number, string], PlacedSpan>(sql).get(trace, spanId) ?? null
}

export function fieldsOf(row: StoredSpan): SpanFields {
  const { block: _block, at: _at, length: _length, ...fields } = row
  return { ...fields, kind: kindOf(row), status: statusOf(row) }
}

/** What the tree and the waterfall show of a span. */
export function spanRow(row: StoredSpan): SpanRow {
  return {
    spanId: row.spanId,
    parentSpanId: row.parentSpanId,
    kind: kindOf(row),
    name: row.name,
    startUs: row.startUs,
    startSubNs: row.startSubNs,
    durationNs: row.durationNs,
    status: statusOf(row),
    toolName: row.toolName,
    model: row.modelAnswered ?? row.modelRequested,
    agentName: row.agentName,
    tokens: tokensOf(row),
  }
}

/** Tokens in and out; null where neither is known. */
export function tokensOf({
  inputTokens,
  outputTokens,
}: {
  inputTokens: number | null
  outputTokens: number | null
}): number | null {
  return inputTokens === null && outputTokens === null ? null : (inputTokens ?? 0) + (outputTokens ?? 0)
}
