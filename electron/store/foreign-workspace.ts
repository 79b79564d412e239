import SQLite from 'better-sqlite3'
import { closeSync, copyFileSync, existsSync, mkdtempSync, openSync, readSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import { openReader, openWriter, type ReadConnection } from './connection.ts'
import { APPLICATION_ID } from './migrate.ts'
import { withWorkspaceErrors } from './sqlite-error.ts'

/** First bytes of every SQLite file, and where its header names the application (SQLite's file format, section 1.3). */
const SQLITE_MAGIC = 'SQLite format 3\0'
const APPLICATION_AT = 68
const HEAD_BYTES = 72

/** True for a file that says of itself that it is a Tidemark workspace. */
export function isWorkspaceFile(path: string): boolean {
  const head = Buffer.alloc(HEAD_BYTES)
  let file: number | null = null
  try {
    file = openSync(path, 'r')
    if (readSync(file, head, 0, HEAD_BYTES, 0) < HEAD_BYTES) return false
  } catch {
    return false
  } finally {
    if (file !== null) closeSync(file)
  }
  return (
    head.toString('latin1', 0, SQLITE_MAGIC.length) === SQLITE_MAGIC &&
    head.readInt32BE(APPLICATION_AT) === APPLICATION_ID
  )
}

/**
 * Opens a workspace that came from somebody else for reading: a copy of it, brought to the newest schema and checked, so
 * that nothing in or beside the file itself is touched. Closing removes the copy.
 * AppError `not_a_workspace`, `workspace_newer`, `workspace_damaged`, `file_unreadable`, `disk_full`.
 */
export function openForeign(path: string): ReadConnection {
  const folder = mkdtempSync(join(tmpdir(), 'tidemark-merge-'))
  const forget = (): void => rmSync(folder, { recursive: true, force: true })
  try {
    const copy = join(folder, 'w.tidemark')
    for (const suffix of ['', '-wal']) if (existsSync(path + suffix)) copyFile(path + suffix, copy + suffix)
    withWorkspaceErrors(path, () => checkFile(copy, path))
    openWriter(copy, { create: false }).close()
    const connection = openReader(copy)
    return {
      ...connection,
      path,
      close: () => {
        connection.close()
        forget()
      },
    }
  } catch (error) {
    forget()
    // Errors tell the file that was given, not the copy.
    if (!(error instanceof AppError) || !('path' in error.details)) throw error
    throw new AppError(error.code, { ...error.details, path }, { cause: error })
  }
}

function copyFile(from: string, to: string): void {
  try {
    copyFileSync(from, to)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (code === 'ENOSPC' || code === 'EDQUOT') throw new AppError('disk_full', {}, { cause: error })
    throw new AppError('file_unreadable', { path: from, why: code }, { cause: error })
  }
}

/** Whole pages, and neither triggers nor views: no workspace of ours has any, and they would run as code of the file's maker. */
function checkFile(copy: string, path: string): void {
  const db = new SQLite(copy)
  try {
    db.pragma('trusted_schema = 0')
    db.pragma('cell_size_check = 1')
    const [first] = db.pragma('quick_check(1)') as { quick_check: string }[]
    if (first?.quick_check !== 'ok')
      throw new AppError('workspace_damaged', { path, why: first?.quick_check ?? 'it cannot be checked' })
    const code = db
      .prepare<[], { type: string; name: string }>(
        "SELECT type, name FROM sqlite_schema WHERE type IN ('trigger', 'view') LIMIT 1",
      )
      .get()
    if (code === undefined) return
    const why = `it holds the ${code.type} ${code.name}, which Tidemark never makes`
    throw new AppError('workspace_damaged', { path, why })
  } finally {
    db.close()
  }
}
