import type { Database } from 'better-sqlite3'
import type { JudgedTraces } from './judged-traces.ts'
import { SCORE_FIELDS } from './score-writer.ts'
import type { TraceSummary } from './trace-summary.ts'

interface Stub {
  id: number
  name: string
}

/**
 * Joins the scores that came before their traces: a trace without spans whose name another trace goes by hands its
 * scores over and goes. Part of the last batch of an import.
 */
export function joinScores(db: Database, judged: JudgedTraces, summary: TraceSummary): void {
  const stubs = db.prepare<[], Stub>('SELECT id, trace_id AS name FROM trace WHERE span_count = 0').all()
  const same = SCORE_FIELDS.map((field) => `other.${field} IS score.${field}`).join(' AND ')
  const repeated = db.prepare(
    `DELETE FROM score WHERE trace = :stub AND EXISTS
       (SELECT 1 FROM score AS other WHERE other.trace = :trace AND ${same})`,
  )
  const move = db.prepare('UPDATE score SET trace = :trace WHERE trace = :stub')
  const holders = db.prepare(
    `INSERT INTO trace_source(source, trace) SELECT source, :trace FROM trace_source WHERE trace = :stub
     ON CONFLICT DO NOTHING`,
  )
  const raise = db.prepare('UPDATE trace SET revision = revision + 1 WHERE id = :trace')
  const leave = [
    'finding WHERE trace',
    'analysis WHERE trace',
    'trace_source WHERE trace',
    'trace WHERE id',
  ].map((where) => db.prepare(`DELETE FROM ${where} = :stub`))
  for (const { id: stub, name } of stubs) {
    const trace = judged.find(name)
    if (trace === null || trace === stub) continue
    repeated.run({ stub, trace })
    move.run({ stub, trace })
    holders.run({ stub, trace })
    for (const statement of leave) statement.run({ stub })
    summary.update(trace)
    raise.run({ trace })
  }
}
