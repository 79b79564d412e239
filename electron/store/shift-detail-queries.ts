import type { Evidence } from '../../shared/model/finding.ts'
import type { Scope } from '../../shared/contract/schemas.ts'
import type { ReadConnection } from './connection.ts'
import { scopeConditions } from './scope-sql.ts'
import { joinParts } from './sql-part.ts'

/** Sessions with a verdict and those that fired, of one segment. */
export interface SegmentCount {
  segment: string
  n: number
  k: number
}

/** A trace that shows a category. */
export interface FailingTrace {
  traceId: string
  spanId: string
  name: string
  startUs: number
  signature: string
  /** The characters that prove it. */
  text: string
  inputPreview: string | null
}

export interface PlainTrace {
  traceId: string
  name: string
  startUs: number
  inputPreview: string | null
}

/** Evidence of a category by day. */
export function readEvidence({ db }: ReadConnection, category: string): { date: string; value: number }[] {
  return db
    .prepare<[string], { date: string; value: number }>(
      'SELECT date, value FROM evidence_day WHERE category = ? ORDER BY date',
    )
    .all(category)
}

/** Counts of a category by segment on some days, both ends inclusive. */
export function countSegments(
  { db }: ReadConnection,
  category: string,
  { from, to }: { from: string; to: string },
): SegmentCount[] {
  return db
    .prepare<[string, string, string], SegmentCount>(
      `SELECT segment, sum(n) AS n, sum(k) AS k FROM daily_count
       WHERE category = ? AND segment <> '' AND date >= ? AND date <= ? GROUP BY segment ORDER BY n DESC, segment`,
    )
    .all(category, from, to)
}

/** Only as many findings are looked at for examples. */
const LOOKED_AT = 2000

/** The newest trace of each of the most frequent signatures, in a stretch of days and a segment. */
export function failingTraces(
  { db }: ReadConnection,
  category: string,
  scope: Scope,
  most: number,
): FailingTrace[] {
  const where = joinParts(scopeConditions(db, scope), ' AND ', '1')
  const rows = db
    .prepare<unknown[], Omit<FailingTrace, 'text'> & { evidence: string }>(
      `WITH found AS (
         SELECT trace.trace_id AS traceId, finding.span_id AS spanId, trace.name, trace.start_us AS startUs,
           finding.signature, trace.input_preview AS inputPreview, evidence
         FROM category CROSS JOIN finding ON finding.category = category.id AND finding.current = 1
         JOIN trace ON trace.id = finding.trace
         WHERE category.name = ? AND (${where.sql}) ORDER BY trace.start_us DESC LIMIT ${LOOKED_AT}
       ), ranked AS (
         SELECT *, count(*) OVER (PARTITION BY signature) AS size,
           row_number() OVER (PARTITION BY signature ORDER BY startUs DESC) AS place FROM found
       )
       SELECT traceId, spanId, name, startUs, signature.text AS signature, inputPreview, evidence
       FROM ranked JOIN signature ON signature.id = ranked.signature
       ORDER BY place, size DESC, startUs DESC LIMIT ?`,
    )
    .all(category, ...where.values, most)
  return rows.map(({ evidence, ...row }) => {
    const [first]: Evidence[] = JSON.parse(evidence)
    return Object.assign(row, { text: first?.text ?? '' })
  })
}

/** Traces without the category, in a stretch of days and a segment: the newest of them. */
export function passingTraces(
  { db }: ReadConnection,
  category: string,
  scope: Scope,
  most: number,
): PlainTrace[] {
  const where = joinParts(scopeConditions(db, scope), ' AND ', '1')
  return db
    .prepare<unknown[], PlainTrace>(
      `SELECT trace_id AS traceId, name, start_us AS startUs, input_preview AS inputPreview FROM trace
       WHERE span_count > 0 AND (${where.sql}) AND NOT EXISTS (
         SELECT 1 FROM finding WHERE finding.trace = trace.id AND finding.current = 1
           AND finding.category IN (SELECT id FROM category WHERE name = ?))
       ORDER BY start_us DESC LIMIT ?`,
    )
    .all(...where.values, category, most)
}

/** Traces of the same agent and name as this one, without a failure, in a stretch of days: the newest of them. */
export function passingLike({ db }: ReadConnection, trace: number, scope: Scope, most: number): PlainTrace[] {
  const where = joinParts(scopeConditions(db, scope), ' AND ', '1')
  return db
    .prepare<unknown[], PlainTrace>(
      `SELECT trace.trace_id AS traceId, trace.name, trace.start_us AS startUs, trace.input_preview AS inputPreview
       FROM (SELECT id AS own, agent, name FROM trace WHERE id = ?) AS this
       CROSS JOIN trace ON trace.agent IS this.agent AND trace.name = this.name AND trace.id <> this.own
       WHERE span_count > 0 AND (${where.sql}) AND NOT EXISTS (
         SELECT 1 FROM finding WHERE finding.trace = trace.id AND finding.current = 1 AND finding.class = 'F')
       ORDER BY trace.start_us DESC LIMIT ?`,
    )
    .all(trace, ...where.values, most)
}

/** What of one trace a list of examples shows. */
export function plainTrace({ db }: ReadConnection, trace: number): PlainTrace | null {
  return (
    db
      .prepare<[number], PlainTrace>(
        `SELECT trace_id AS traceId, name, start_us AS startUs, input_preview AS inputPreview FROM trace WHERE id = ?`,
      )
      .get(trace) ?? null
  )
}
