import SQLite, { type Database } from 'better-sqlite3'
import { existsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import { ContentReader } from './content-reader.ts'
import { checkWorkspace, migrate, SCHEMA_VERSION } from './migrate.ts'
import { withWorkspaceErrors } from './sqlite-error.ts'
import { undoInterrupted } from './undo-import.ts'
import { lockWorkspace } from './workspace-lock.ts'

/** 16 KiB: as fast as 32 KiB for these rows, and finer to read at random; 4 KiB was a third slower to write. */
const PAGE_SIZE = 16_384
/** Pages of the log before it is written back, 64 MB: fewer pages are written twice. */
const CHECKPOINT_PAGES = 4000
const READER_CACHE_KB = 32_000
const WRITER_CACHE_KB = 64_000
/** How long a reader waits for a checkpoint or a recovery that holds the file, in ms. */
const BUSY_MS = 5000
/** Older ones can damage a file when two connections write and check-point at the same moment (fixed 2026-03). */
const SQLITE_AT_LEAST = [3, 51, 3]

/** A connection that can only read. `db` stays inside the store. */
export interface ReadConnection {
  readonly db: Database
  readonly path: string
  readonly contents: ContentReader
  close(): void
}

/** The one connection that writes; it holds the workspace's writer lock until it is closed. */
export interface WriteConnection extends ReadConnection {
  /** Where migrating left a copy of the workspace as it was, else null. */
  readonly backup: string | null
}

/** Opens for reading. AppError `not_found`, `not_a_workspace`, `workspace_newer`, `workspace_damaged`. */
export function openReader(path: string): ReadConnection {
  if (!existsSync(path)) throw new AppError('not_found', { what: path })
  return withWorkspaceErrors(path, () => {
    const db = new SQLite(path, { readonly: true, fileMustExist: true, timeout: BUSY_MS })
    try {
      checkSqlite(db)
      const version = checkWorkspace(db)
      if (version === 0) throw new AppError('not_a_workspace', { path })
      if (version < SCHEMA_VERSION)
        throw new AppError('workspace_unwritable', {
          path,
          why: 'it must be opened for writing once to update it',
        })
      db.pragma('query_only = 1')
      harden(db)
      db.pragma(`cache_size = -${READER_CACHE_KB}`)
      return { db, path, contents: new ContentReader(db), close: () => closeAll(db) }
    } catch (error) {
      db.close()
      throw error
    }
  })
}

/**
 * Opens for writing, makes the file where `create` says so, brings it to the newest schema, and takes back what an
 * interrupted import left. `durable`: what a commit wrote survives a power cut, for what nobody could import again.
 * AppError as `openReader`, and `workspace_busy` while another connection writes, `workspace_unwritable`, `disk_full`.
 */
export function openWriter(
  path: string,
  { create, durable = false }: { create: boolean; durable?: boolean },
): WriteConnection {
  if (!create && !existsSync(path)) throw new AppError('not_found', { what: path })
  if (!existsSync(dirname(path)))
    throw new AppError('workspace_unwritable', { path, why: 'there is no such folder' })
  return withWorkspaceErrors(path, () => {
    if (existsSync(path)) checkUntouched(path)
    const lock = lockWorkspace(path)
    let db: Database | null = null
    try {
      db = new SQLite(path, { timeout: BUSY_MS })
      checkSqlite(db)
      harden(db)
      db.pragma(`page_size = ${PAGE_SIZE}`)
      db.pragma('journal_mode = WAL')
      db.pragma(`synchronous = ${durable ? 'FULL' : 'NORMAL'}`)
      db.pragma('foreign_keys = ON')
      db.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`)
      db.pragma(`cache_size = -${WRITER_CACHE_KB}`)
      const backup = migrate(db)
      const opened = db
      const close = (): void => {
        closeAll(opened)
        lock.release()
      }
      const connection = { db, path, contents: new ContentReader(db), backup, close }
      undoInterrupted(connection)
      return connection
    } catch (error) {
      db?.close()
      lock.release()
      throw error
    }
  })
}

/**
 * Carries out a small write of a person: on the disk when it returns, also through a power cut.
 * AppError as `openWriter`; `workspace_busy` while a job writes.
 */
export function writeDurably<T>({ path }: ReadConnection, work: (writer: WriteConnection) => T): T {
  const writer = openWriter(path, { create: false, durable: true })
  try {
    return work(writer)
  } finally {
    writer.close()
  }
}

const beside = new WeakMap<Database, () => void>()

/** Has something closed with a connection, e.g. a second one that reads for it. */
export function closeWith(db: Database, close: () => void): void {
  beside.set(db, close)
}

function closeAll(db: Database): void {
  beside.get(db)?.()
  db.close()
}

/** Refuses what is no workspace of ours before anything beside or in it is written. */
function checkUntouched(path: string): void {
  if (!statSync(path).isFile()) throw new AppError('not_a_workspace', { path })
  const db = new SQLite(path, { readonly: true, timeout: BUSY_MS })
  try {
    checkWorkspace(db)
  } finally {
    db.close()
  }
}

function harden(db: Database): void {
  db.pragma('trusted_schema = 0')
  db.pragma('cell_size_check = 1')
}

function checkSqlite(db: Database): void {
  const text = String(db.prepare('SELECT sqlite_version()').pluck().get())
  const found = text.split('.').map(Number)
  for (const [index, least] of SQLITE_AT_LEAST.entries()) {
    const part = found[index] ?? 0
    if (part > least) return
    if (part < least)
      throw new Error(`SQLite ${text} can damage a workspace; ${SQLITE_AT_LEAST.join('.')} is needed`)
  }
}
