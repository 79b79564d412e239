import type { VersionKind } from '../../shared/model/version.ts'
import type { WriteConnection } from './connection.ts'
import { withWorkspaceErrors } from './sqlite-error.ts'

/** One version as the window lists it. */
export interface SeenVersion {
  kind: VersionKind
  /** '' where it is tied to no agent. */
  agent: string
  label: string
  /** The agent whose traces it is in, where that is another one; else ''. */
  owner: string
  firstUs: number | null
  lastUs: number | null
  traces: number
  marked: string | null
  textId: string | null
  recorded: string | null
}

export interface VersionDayRow {
  kind: VersionKind
  agent: string
  /** '' counts traces with any version of the kind. */
  label: string
  segment: string
  /** '' without a clock. */
  date: string
  traces: number
}

export interface ModelPairRow {
  agent: string
  asked: string
  answered: string
  segment: string
  date: string
  traces: number
}

export interface VersionRollups {
  versions: Iterable<SeenVersion>
  days: Iterable<VersionDayRow>
  pairs: Iterable<ModelPairRow>
  /** Texts of templates and tool sets, by id. */
  texts: Iterable<readonly [id: string, text: string]>
}

/** Replaces the rollups of the versions, in one transaction. */
export function writeVersions(
  { db, path }: WriteConnection,
  { versions, days, pairs, texts }: VersionRollups,
): void {
  const write = db.transaction(() => {
    for (const table of ['version_seen', 'version_day', 'version_text', 'model_pair'])
      db.exec(`DELETE FROM ${table}`)
    const seen = db.prepare(
      `INSERT INTO version_seen(kind, agent, label, owner, first_us, last_us, traces, marked, text_id, recorded)
       VALUES (@kind, @agent, @label, @owner, @firstUs, @lastUs, @traces, @marked, @textId, @recorded)`,
    )
    for (const version of versions) seen.run(version)
    const day = db.prepare('INSERT INTO version_day VALUES (@kind, @agent, @label, @segment, @date, @traces)')
    for (const row of days) day.run(row)
    const pair = db.prepare(
      'INSERT INTO model_pair VALUES (@agent, @asked, @answered, @segment, @date, @traces)',
    )
    for (const row of pairs) pair.run(row)
    const text = db.prepare('INSERT INTO version_text VALUES (?, ?) ON CONFLICT DO NOTHING')
    for (const [id, value] of texts) text.run(id, value.toWellFormed())
  })
  withWorkspaceErrors(path, () => write.immediate())
}

/** Forgets what no trace was made with any more. */
export function forgetUnused({ db, path }: WriteConnection): void {
  withWorkspaceErrors(path, () =>
    db.exec(
      'DELETE FROM found_version WHERE NOT EXISTS (SELECT 1 FROM version_use WHERE version = found_version.id)',
    ),
  )
}

/** Says which template prompts are filled into. */
export function writeTemplates(
  { db, path }: WriteConnection,
  templates: Iterable<readonly [prompt: number, template: string | null]>,
): void {
  const write = db.transaction(() => {
    const update = db.prepare('UPDATE found_version SET template = ? WHERE id = ? AND template IS NOT ?')
    for (const [prompt, template] of templates) update.run(template, prompt, template)
  })
  withWorkspaceErrors(path, () => write.immediate())
}
