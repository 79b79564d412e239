import { AppError } from '../../shared/errors.ts'
import type { RecordedTrace } from '../../shared/model/recorded-trace.ts'
import type { Score } from '../../shared/model/score.ts'
import { SPAN_STATUSES, type Span } from '../../shared/model/span.ts'
import type { ReadConnection } from './connection.ts'
import { linkParents } from './link-parents.ts'
import { prepared } from './prepared.ts'
import { StoredRecordedSpan } from './recorded-span.ts'
import { readBody } from './span-body.ts'
import { readStoredSpans, toSpan } from './stored-span.ts'

/**
 * One trace for categories and reports, by its internal id: spans in order of start, then of their source; a span
 * whose parent is not there is a root. Payloads are read when asked for. AppError `not_found`.
 */
export function readTrace(connection: ReadConnection, trace: number): RecordedTrace {
  const traceId = traceIdOf(connection, trace)
  const spans = readStoredSpans(connection, trace).map(
    (row, index) => new StoredRecordedSpan(index, row, connection.contents),
  )
  const parents = linkParents(spans)
  const roots: StoredRecordedSpan[] = []
  for (const span of spans) {
    const parent = spans[parents[span.index] ?? -1]
    if (parent === undefined) roots.push(span)
    else parent.adopt(span)
  }
  return { traceId, spans, roots, scores: readScores(connection, trace) }
}

/** The spans of one trace, equal to what was imported, in the same order as `readTrace`. AppError `not_found`. */
export function readSpans(connection: ReadConnection, trace: number): Span[] {
  const traceId = traceIdOf(connection, trace)
  const { contents } = connection
  return readStoredSpans(connection, trace).map((row) =>
    toSpan(traceId, row, readBody(contents, row.block, row.at, row.length)),
  )
}

const SCORES = `
  SELECT trace.trace_id AS traceId, span_id AS spanId, score.name, value, label, explanation,
    evaluator_kind AS evaluatorKind, judge, rubric, rubric_version AS rubricVersion, at_us AS atUs, raw
  FROM score JOIN trace ON trace.id = score.trace WHERE score.trace = ? ORDER BY score.id`

/** The scores of one trace, in the order they came. */
export function readScores({ db }: ReadConnection, trace: number): Score[] {
  return prepared<[number], Score>(db, SCORES).all(trace)
}

/** True where anything in the workspace was evaluated. */
export function hasScores({ db }: ReadConnection): boolean {
  return db.prepare<[], number>('SELECT EXISTS (SELECT 1 FROM score)').pluck().get() === 1
}

/** The internal id of a trace, or null. */
export function findTrace({ db }: ReadConnection, traceId: string): number | null {
  return (
    prepared<[string], number>(db, 'SELECT id FROM trace WHERE trace_id = ?').pluck().get(traceId) ?? null
  )
}

/** The internal id of a trace. AppError `not_found`. */
export function requireTrace(connection: ReadConnection, traceId: string): number {
  const id = findTrace(connection, traceId)
  if (id === null) throw new AppError('not_found', { what: `Trace ${traceId}` })
  return id
}

/** True where the roots of a trace say that it ended in an error. */
export function endedInError({ db }: ReadConnection, trace: number): boolean {
  const status = prepared<[number], number>(db, 'SELECT status FROM trace WHERE id = ?').pluck().get(trace)
  return status === SPAN_STATUSES.indexOf('error')
}

/** How many spans a trace has. */
export function countSpans({ db }: ReadConnection, trace: number): number {
  return prepared<[number], number>(db, 'SELECT span_count FROM trace WHERE id = ?').pluck().get(trace) ?? 0
}

function traceIdOf({ db }: ReadConnection, trace: number): string {
  const traceId = prepared<[number], string>(db, 'SELECT trace_id FROM trace WHERE id = ?').pluck().get(trace)
  if (traceId === undefined) throw new AppError('not_found', { what: `trace ${trace}` })
  return traceId
}
