import type { Undo } from './undo-import.ts'

interface HeldScore {
  id: number
  heir: number | null
}

const OF_SOURCES = 'source IN (SELECT value FROM json_each(:sources))'

/** Gives what takes the scores of a trace back that the import brought, or passes them to the next source that holds the same. */
export function scoreUndoer({ db, sources, change }: Undo): (trace: number) => void {
  const repeats = db.prepare(
    `DELETE FROM score_again WHERE score IN (SELECT id FROM score WHERE trace = :trace) AND ${OF_SOURCES}`,
  )
  const held = db.prepare<[{ trace: number; sources: string }], HeldScore>(
    `SELECT id, (SELECT min(source) FROM score_again WHERE score = score.id) AS heir
     FROM score WHERE trace = :trace AND ${OF_SOURCES}`,
  )
  const remove = db.prepare('DELETE FROM score WHERE id = ?')
  const inherit = db.prepare('UPDATE score SET source = ? WHERE id = ?')
  const brought = db.prepare(
    `DELETE FROM score_again WHERE score = :id AND source IN
       (SELECT id FROM source WHERE import = (SELECT import FROM source WHERE id = :heir))`,
  )
  const count = db.prepare('UPDATE source SET scores = scores + 1, duplicates = duplicates - 1 WHERE id = ?')
  return (trace) => {
    repeats.run({ trace, sources })
    for (const { id, heir } of held.all({ trace, sources })) {
      if (heir === null) {
        remove.run(id)
        change(trace)
        continue
      }
      inherit.run(heir, id)
      brought.run({ id, heir })
      count.run(heir)
    }
  }
}
