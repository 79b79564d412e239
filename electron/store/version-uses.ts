import type { FoundVersion } from '../../shared/model/version.ts'
import type { WriteConnection } from './connection.ts'
import { RecentMap } from './recent-map.ts'

/** Versions known by their row, a generation; system prompts with a name in them are one a trace. */
const KNOWN = 20_000

/** Replaces what a trace was made with. */
export function versionUses({
  db,
}: Pick<WriteConnection, 'db'>): (trace: number, versions: readonly FoundVersion[]) => void {
  const known = new RecentMap<string, number>(KNOWN, () => 1)
  const forget = db.prepare('DELETE FROM version_use WHERE trace = ?')
  const find = db
    .prepare<[string, string, string], number>(
      'SELECT id FROM found_version WHERE kind = ? AND key = ? AND recorded = ?',
    )
    .pluck()
  const insert = db.prepare('INSERT INTO found_version(kind, key, recorded, detail) VALUES (?, ?, ?, ?)')
  const use = db.prepare(
    'INSERT INTO version_use(trace, version, agent, span_id) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  )
  const idOf = ({ kind, key, recorded, detail }: FoundVersion): number => {
    const name = JSON.stringify([kind, key, recorded])
    let id = known.get(name)
    if (id === undefined) {
      const told = recorded ?? ''
      id =
        find.get(kind, key, told) ??
        Number(insert.run(kind, key, told, detail?.toWellFormed() ?? null).lastInsertRowid)
      known.set(name, id)
    }
    return id
  }
  return (trace, versions) => {
    forget.run(trace)
    for (const version of versions)
      use.run(trace, idOf(version), version.agent?.toWellFormed() ?? '', version.spanId)
  }
}
