import type { Database, Statement } from 'better-sqlite3'
import type { Score } from '../../shared/model/score.ts'
import { whole } from './span-row.ts'

const FIELDS = [
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

function mark(_field: string, index: number): string {
  return `?${index + 2}`
}

const IS_SAME = `score.trace = ?1 AND ${FIELDS.map((field, index) => `score.${field} IS ${mark(field, index)}`).join(' AND ')}`

/** Writes the scores of one import. Two scores that agree in everything are one. */
export class ScoreWriter {
  readonly #insert: Statement
  readonly #find: Statement<unknown[], { id: number; import: number }>
  readonly #again: Statement

  constructor(db: Database) {
    this.#insert = db.prepare(
      `INSERT INTO score(trace, ${FIELDS.join(', ')}, source) SELECT ?1, ${FIELDS.map(mark).join(', ')}, ?${FIELDS.length + 2}
       WHERE NOT EXISTS (SELECT 1 FROM score WHERE ${IS_SAME})`,
    )
    this.#find = db.prepare(
      `SELECT score.id, source.import FROM score JOIN source ON source.id = score.source
       WHERE ${IS_SAME}
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
    if (this.#insert.run(trace, ...values, source).changes === 1) return 'added'
    const stored = this.#find.get(trace, ...values)
    if (stored !== undefined && stored.import !== importId) this.#again.run(stored.id, source)
    return 'again'
  }
}
