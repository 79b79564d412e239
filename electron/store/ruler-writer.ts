import type { Ruler } from '../../shared/model/ruler.ts'
import type { WriteConnection } from './connection.ts'
import { withWorkspaceErrors } from './sqlite-error.ts'

/** A ruler as the drift job summed it up. */
export interface RulerRow extends Ruler {
  id: string
  scores: number
  valued: number
  isBinary: boolean
  models: readonly { model: string; traces: number }[]
}

export interface RulerDayRow {
  /** The id of its ruler. */
  ruler: string
  segment: string
  date: string
  traces: number
  covered: number
  n: number
  sum: number
  squares: number
  labels: ReadonlyMap<string, number>
}

/** Traces that two rulers judged, by the ids of these. */
export interface RulerPairRow {
  a: string
  b: string
  traces: number
}

export interface RulerRollup {
  rulers: readonly RulerRow[]
  days: readonly RulerDayRow[]
  pairs: readonly RulerPairRow[]
}

/** Replaces the rollup of the scores, in one transaction. */
export function writeRulers({ db, path }: WriteConnection, { rulers, days, pairs }: RulerRollup): void {
  const write = db.transaction(() => {
    db.exec('DELETE FROM ruler_pair; DELETE FROM ruler_day; DELETE FROM ruler')
    const insert = db.prepare(
      `INSERT INTO ruler(key, score, kind, judge, parameters, judge_prompt, rubric, rubric_version, scores, valued,
         is_binary, models)
       VALUES (@id, @score, @kind, @judge, @parameters, @judgePrompt, @rubric, @rubricVersion, @scores, @valued,
         @binary, @made)`,
    )
    const keys = new Map<string, number | bigint>()
    for (const { isBinary, models, ...ruler } of rulers) {
      const { lastInsertRowid } = insert.run({
        ...ruler,
        binary: isBinary ? 1 : 0,
        made: JSON.stringify(models),
      })
      keys.set(ruler.id, lastInsertRowid)
    }
    const insertDay = db.prepare(
      `INSERT INTO ruler_day
       VALUES (@key, @segment, @date, @traces, @covered, @n, @sum, @squares, @shares)`,
    )
    for (const { labels, ruler, ...day } of days)
      insertDay.run({ ...day, key: keys.get(ruler), shares: JSON.stringify(Object.fromEntries(labels)) })
    const insertPair = db.prepare('INSERT INTO ruler_pair VALUES (?, ?, ?)')
    for (const { a, b, traces } of pairs) insertPair.run(keys.get(a), keys.get(b), traces)
  })
  withWorkspaceErrors(path, () => write())
}
