import type { Database } from 'better-sqlite3'
import { type Ruler, rulerId, rulerOf, type ScoreFacts } from '../../shared/model/ruler.ts'
import { mixedRulers } from './ruler-queries.ts'

/** The fields by which a question may name one ruler of a score; left out, they may be anything. */
export interface RulerFields {
  judge?: string
  rubric?: string
  rubricVersion?: string
}

/** The rulers by which scores of a name were made, read from the scores themselves. */
function rulersInUse(db: Database, score: string, fields: RulerFields): Ruler[] {
  const { judge, rubric, rubricVersion } = fields
  const rulers = new Map<string, Ruler>()
  const rows = db.prepare<unknown[], ScoreFacts>(
    `SELECT name, evaluator_kind AS evaluatorKind, judge, rubric, rubric_version AS rubricVersion, raw
     FROM score WHERE name = ? AND (judge = ? OR ? IS NULL) AND (rubric = ? OR ? IS NULL)
       AND (rubric_version = ? OR ? IS NULL)`,
  )
  const asked = [judge, rubric, rubricVersion].map((value) => value ?? null)
  for (const row of rows.iterate(score, ...asked.flatMap((value) => [value, value]))) {
    const ruler = rulerOf(row)
    rulers.set(rulerId(ruler), ruler)
  }
  return [...rulers.values()]
}

/**
 * Refuses to ask scores of several rulers one question: their rates would move with the ruler, and be taken for the
 * agent's. AppError `rulers_mixed`.
 */
export function refuseMixedRulers(db: Database, score: string, fields: RulerFields = {}): void {
  const rulers = rulersInUse(db, score, fields)
  if (rulers.length > 1) throw mixedRulers(score, rulers)
}
