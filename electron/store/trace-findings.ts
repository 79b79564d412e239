import type { Database } from 'better-sqlite3'
import type { FindingRow } from '../../shared/contract/schemas.ts'
import type { Evidence } from '../../shared/model/finding.ts'

type Stored = Omit<FindingRow, 'evidence' | 'signatureTraces'> & { evidence: string; signatureId: number }

const FINDINGS = `
  SELECT trace.trace_id AS traceId, finding.span_id AS spanId, blame_span_id AS blameSpanId, category.name AS category,
    category.version, finding.class, evidence, signature.text AS signature, signature.id AS signatureId
  FROM finding JOIN trace ON trace.id = finding.trace JOIN category ON category.id = finding.category
  JOIN signature ON signature.id = finding.signature
  WHERE finding.trace = ? AND finding.current = 1
  ORDER BY instr('FSG', finding.class), finding.id`

const CARRIERS = 'SELECT count(DISTINCT trace) AS n FROM finding WHERE signature = ? AND current = 1'

const VERDICTS = `
  SELECT names, analysis.verdicts, analysis.revision = trace.revision AS fresh
  FROM (SELECT * FROM analysis WHERE trace = ?) AS analysis
  JOIN trace ON trace.id = analysis.trace
  JOIN (SELECT id, rules AS names FROM rule_set) AS rule_set ON rule_set.id = analysis.rules`

/** What the newest rules found in a trace, failures first. */
export function readFindings(db: Database, trace: number): FindingRow[] {
  const carriers = db.prepare<[number], { n: number }>(CARRIERS)
  const counts = new Map<number, number>()
  return db
    .prepare<[number], Stored>(FINDINGS)
    .all(trace)
    .map(({ evidence, signatureId, ...row }) => {
      const signatureTraces = counts.get(signatureId) ?? carriers.get(signatureId)?.n ?? 0
      counts.set(signatureId, signatureTraces)
      const proof: Evidence[] = JSON.parse(evidence)
      return Object.assign(row, { evidence: proof, signatureTraces })
    })
}

/** Which categories could not be judged on a trace, and whether an analysis has seen it as it is now. */
export function readVerdicts(db: Database, trace: number): { notEvaluable: string[]; analysed: boolean } {
  const row = db.prepare<[number], { names: string; verdicts: string; fresh: number }>(VERDICTS).get(trace)
  if (!row) return { notEvaluable: [], analysed: false }
  const rules: string[] = JSON.parse(row.names)
  return {
    notEvaluable: rules.flatMap((rule, index) =>
      row.verdicts[index] === '-' ? (rule.split('@')[0] ?? []) : [],
    ),
    analysed: row.fresh === 1,
  }
}
