import type { Evidence, Finding } from '../../shared/model/finding.ts'
import type { ReadConnection } from './connection.ts'
import { selectTraces } from './trace-selection.ts'

type Stored = Omit<Finding, 'evidence'> & { evidence: string }

/** Findings across traces, for exports and the command line. */
export function findingQueries({ db }: ReadConnection) {
  return {
    /** What the newest rules found in the traces a filter selects, by trace; read row by row. Throws `filter_invalid`. */
    *select(filter: string): Generator<Finding> {
      const { source, condition } = selectTraces(db, { filter }, 'count')
      const rows = db.prepare<unknown[], Stored>(`
        SELECT trace.trace_id AS traceId, finding.span_id AS spanId, blame_span_id AS blameSpanId,
          category.name AS category, category.version, finding.class, evidence, signature.text AS signature
        FROM ${source.sql} CROSS JOIN finding ON finding.trace = trace.id AND finding.current = 1
        JOIN category ON category.id = finding.category JOIN signature ON signature.id = finding.signature
        WHERE ${condition.sql}`)
      for (const { evidence, ...row } of rows.iterate(...source.values, ...condition.values)) {
        const proof: Evidence[] = JSON.parse(evidence)
        yield { ...row, evidence: proof }
      }
    },
  }
}
