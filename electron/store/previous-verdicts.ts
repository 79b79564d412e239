import type { Statement } from 'better-sqlite3'
import type { Verdict } from '../../shared/model/finding.ts'
import type { ReadConnection } from './connection.ts'

const VERDICTS: Readonly<Record<string, Verdict>> = { f: 'fired', n: 'not_fired', '-': 'not_evaluable' }

/** What the last analysis of a trace said, by category id. */
export type PreviousVerdicts = ReadonlyMap<string, Verdict>

/**
 * Reads what was said of traces that are as they were then: null for one that was never looked at, or that changed since,
 * whose verdicts differ for a reason of its own.
 */
export function previousVerdicts({ db }: ReadConnection): (trace: number) => PreviousVerdicts | null {
  const find: Statement<[number], { verdicts: string; rules: string }> = db.prepare(
    `SELECT analysis.verdicts, rule_set.rules FROM analysis JOIN rule_set ON rule_set.id = analysis.rules
     JOIN trace ON trace.id = analysis.trace WHERE analysis.trace = ? AND analysis.revision = trace.revision`,
  )
  const ids = new Map<string, string[]>()
  return (trace) => {
    const row = find.get(trace)
    if (row === undefined) return null
    let names = ids.get(row.rules)
    if (names === undefined) {
      names = (JSON.parse(row.rules) as string[]).map((name) => name.slice(0, name.lastIndexOf('@')))
      ids.set(row.rules, names)
    }
    return new Map(names.map((id, at) => [id, VERDICTS[row.verdicts[at] ?? '-'] ?? 'not_evaluable']))
  }
}
