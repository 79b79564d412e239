import type { Database } from 'better-sqlite3'
import { AppError } from '../../shared/errors.ts'
import { existsSync } from 'node:fs'
import { analysis } from './migrations/0001-analysis.ts'
import { workspace } from './migrations/0001-workspace.ts'
import { traceAlias } from './migrations/0002-trace-alias.ts'
import { customCategory } from './migrations/0003-custom-category.ts'
import { watchDecisions } from './migrations/0004-watch-decisions.ts'
import { promptTemplate } from './migrations/0005-prompt-template.ts'
import { ruler } from './migrations/0006-ruler.ts'
import { inputReference } from './migrations/0007-input-reference.ts'
import { savedView } from './migrations/0008-saved-view.ts'
import { report } from './migrations/0009-report.ts'
import { searchIndex } from './migrations/0010-search-index.ts'
import { annotation } from './migrations/0011-annotation.ts'
import { workspaceError } from './sqlite-error.ts'

/** 'Tidm': the first four letters in the file's header say whose SQLite file it is. */
export const APPLICATION_ID = 0x5469646d

/** One step of the schema; its number is its place in the list, from 1. Runs in a transaction of its own. */
export type Migration = (db: Database) => void

export const MIGRATIONS: readonly Migration[] = [
  (db) => db.exec(workspace + analysis),
  (db) => db.exec(traceAlias),
  (db) => db.exec(customCategory),
  (db) => db.exec(watchDecisions),
  (db) => db.exec(promptTemplate),
  (db) => db.exec(ruler),
  (db) => db.exec(inputReference),
  (db) => db.exec(savedView),
  (db) => db.exec(report),
  (db) => db.exec(searchIndex),
  (db) => db.exec(annotation),
]

/** The schema version this program writes and reads. */
export const SCHEMA_VERSION = MIGRATIONS.length

/**
 * Throws unless the file is a workspace of a version up to `known`; returns its version, 0 for an empty file.
 * Reads only. AppError `not_a_workspace`, `workspace_newer`, `workspace_damaged`.
 */
export function checkWorkspace(db: Database, known = SCHEMA_VERSION): number {
  const path = db.name
  let version: unknown
  let application: unknown
  let tables: unknown
  try {
    version = db.pragma('user_version', { simple: true })
    application = db.pragma('application_id', { simple: true })
    tables = db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get()
  } catch (error) {
    throw workspaceError(error, path)
  }
  if (tables === 0 && application === 0 && version === 0) return 0
  if (application !== APPLICATION_ID || typeof version !== 'number')
    throw new AppError('not_a_workspace', { path })
  if (version > known) throw new AppError('workspace_newer', { found: version, known })
  return version
}

/**
 * Brings a workspace to the newest schema. Before the first step over an existing one a copy is written beside it
 * (`<path>.backup-v<version>`, with a number where that exists); its path is returned, else null.
 */
export function migrate(db: Database, migrations: readonly Migration[] = MIGRATIONS): string | null {
  const version = checkWorkspace(db, migrations.length)
  if (version === migrations.length) return null
  const backup = version === 0 ? null : writeBackup(db, version)
  for (const [index, step] of migrations.entries()) {
    if (index < version) continue
    const run = db.transaction(() => {
      step(db)
      db.pragma(`application_id = ${APPLICATION_ID}`)
      db.pragma(`user_version = ${index + 1}`)
    })
    run.immediate()
  }
  return backup
}

function writeBackup(db: Database, version: number): string {
  const first = `${db.name}.backup-v${version}`
  let path = first
  for (let number = 2; existsSync(path); number += 1) path = `${first}-${number}`
  db.prepare('VACUUM INTO ?').run(path)
  return path
}
