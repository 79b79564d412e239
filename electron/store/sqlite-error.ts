import { SqliteError } from 'better-sqlite3'
import { AppError } from '../../shared/errors.ts'

/** SQLite's own word for what went wrong, or null for any other error. Extended codes begin with the primary one. */
export function sqliteCode(error: unknown): string | null {
  return error instanceof SqliteError ? error.code : null
}

/** The AppError for what SQLite reports about a workspace; any other error is given back as it is. */
export function workspaceError(error: unknown, path: string): unknown {
  const code = sqliteCode(error)
  if (code === null || !(error instanceof Error)) return error
  const cause = { cause: error }
  if (code === 'SQLITE_FULL') return new AppError('disk_full', {}, cause)
  if (code === 'SQLITE_NOTADB') return new AppError('not_a_workspace', { path }, cause)
  if (code.startsWith('SQLITE_CORRUPT'))
    return new AppError('workspace_damaged', { path, why: error.message }, cause)
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED'))
    return new AppError('workspace_busy', { path }, cause)
  if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN') || code === 'SQLITE_PERM')
    return new AppError('workspace_unwritable', { path, why: error.message }, cause)
  if (code === 'SQLITE_IOERR_READ')
    return new AppError('file_unreadable', { path, why: error.message }, cause)
  if (code.startsWith('SQLITE_IOERR'))
    return new AppError('workspace_unwritable', { path, why: error.message }, cause)
  return error
}

/** Runs `work`; what SQLite throws in it comes out as an AppError. */
export function withWorkspaceErrors<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw workspaceError(error, path)
  }
}
