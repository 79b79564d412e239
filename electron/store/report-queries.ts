import type { Scope } from '../../shared/contract/schemas.ts'
import type { Evidence } from '../../shared/model/finding.ts'
import type { ReadConnection } from './connection.ts'
import { scopeConditions } from './scope-sql.ts'
import { joinParts } from './sql-part.ts'

/** A finding as a report lists it; `evidence` is the first of its pieces. */
export interface ListedFinding {
  traceId: string
  spanId: string
  startUs: number
  signature: string
  text: string
}

/** The newest findings of a category in a stretch of days and a segment, and how many there are. */
export function listFindings(
  { db }: ReadConnection,
  category: string,
  scope: Scope,
  most: number,
): { rows: ListedFinding[]; total: number } {
  const where = joinParts(scopeConditions(db, scope), ' AND ', '1')
  const from = `FROM category CROSS JOIN finding ON finding.category = category.id AND finding.current = 1
    JOIN trace ON trace.id = finding.trace WHERE category.name = ? AND (${where.sql})`
  const total = db
    .prepare<unknown[], number>(`SELECT count(*) ${from}`)
    .pluck()
    .get(category, ...where.values)
  const rows = db
    .prepare<unknown[], Omit<ListedFinding, 'text'> & { evidence: string }>(
      `SELECT trace.trace_id AS traceId, finding.span_id AS spanId, trace.start_us AS startUs,
         (SELECT text FROM signature WHERE id = finding.signature) AS signature, evidence
       ${from} ORDER BY trace.start_us DESC, finding.id DESC LIMIT ?`,
    )
    .all(category, ...where.values, most)
  return { rows: rows.map(withText), total: total ?? 0 }
}

function withText<R extends { evidence: string }>({
  evidence,
  ...row
}: R): Omit<R, 'evidence'> & { text: string } {
  const [first]: Evidence[] = JSON.parse(evidence)
  return Object.assign(row, { text: first?.text ?? '' })
}
