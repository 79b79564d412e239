import type { Database, Statement } from 'better-sqlite3'
import type { Score } from '../../shared/model/score.ts'
import { whole } from './span-row.ts'

/** What two scores must agree in to be one. */
export const SCORE_FIELDS = [
  'span_id',
  'name',
  'value',
  'label',
  'explanation',
  'evaluator_kind',
  'judge',
  'rubric',
  'rubric_version',
  'at_us',
  'raw',
]

/** Writes the scores of one import. Two scores that agree in everything are one. */
export class ScoreWriter {
  readonly #insert: Statement
  readonly #find: Statement<unknown[], { id: number; import: number }>
  readonly #again: Statement

  constructor(db: Database) {
    this.#insert = db.prepare(
      `INSERT INTO score(trace, ${SCORE_FIELDS.join(', ')}, source) VALUES (?, ${SCORE_FIELDS.map(() => '?').join(', ')}, ?)`,
    )
    this.#find = db.prepare(
      `SELECT score.id, source.import FROM score JOIN source ON source.id = score.source
       WHERE trace = ? AND ${SCORE_FIELDS.map((field) => `${field === 'name' ? 'score.name' : field} IS ?`).join(' AND ')}
       LIMIT 1`,
    )
    this.#again = db.prepare('INSERT INTO score_again(score, source) VALUES (?, ?) ON CONFLICT DO NOTHING')
  }

  write(trace: number, score: Score, source: number, importId: number): 'added' | 'again' {
    const values = [
      score.spanId,
      score.name,
      Number.isNaN(score.value) ? null : score.value,
      score.label,
      score.explanation,
      score.evaluatorKind,
      score.judge,
      score.rubric,
      score.rubricVersion,
      whole(score.atUs),
      score.raw,
    ].map((value) => (typeof value === 'string' ? value.toWellFormed() : value))
    const stored = this.#find.get(trace, ...values)
    if (stored === undefined) {
      this.#insert.run(trace, ...values, source)
      return 'added'
    }
    if (stored.import !== importId) this.#again.run(stored.id, source)
    return 'again'
  }
}
