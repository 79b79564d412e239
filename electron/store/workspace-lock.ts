import SQLite from 'better-sqlite3'
import { AppError } from '../../shared/errors.ts'
import { sqliteCode, workspaceError } from './sqlite-error.ts'

/** Short work of others, a batch of the search index or a decision, is waited for this long, in ms. */
const WAIT_MS = 1000

export interface WorkspaceLock {
  release(): void
}

/**
 * Takes the right to write to a workspace: an exclusive transaction on a small file beside it. The operating system
 * drops it with the process, however that ends. The file stays: removing it would let two writers hold one each.
 * AppError `workspace_busy` where another process or thread keeps it.
 */
export function lockWorkspace(path: string): WorkspaceLock {
  let db
  try {
    db = new SQLite(`${path}-lock`, { timeout: WAIT_MS })
    db.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    db?.close()
    if (sqliteCode(error)?.startsWith('SQLITE_BUSY') === true)
      throw new AppError('workspace_busy', { path }, { cause: error })
    throw workspaceError(error, path)
  }
  const held = db
  return { release: () => held.close() }
}
