import SQLite from 'better-sqlite3'
import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  truncateSync,
  writeFileSync,
  chmodSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { inventSpans } from '../testing/invented-spans.ts'
import { importInto } from '../testing/store-import.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { openReader, openWriter } from './connection.ts'
import { APPLICATION_ID, migrate, MIGRATIONS, SCHEMA_VERSION } from './migrate.ts'

function newPath(): string {
  return join(temporaryFolder(), 'w.tidemark')
}

function filledWorkspace(): string {
  const path = newPath()
  importInto(path, 'a', { spans: inventSpans({ from: 0, to: 60 }) })
  return path
}

function codeOf(code: string): unknown {
  return expect.objectContaining({ code })
}

test('a new workspace carries its mark, version and settings', () => {
  const path = newPath()
  const { db, close } = openWriter(path, { create: true })
  const pragmas = [
    'application_id',
    'user_version',
    'page_size',
    'journal_mode',
    'synchronous',
    'foreign_keys',
    'trusted_schema',
  ]
  expect(pragmas.map((name) => db.pragma(name, { simple: true }))).toEqual([
    APPLICATION_ID,
    SCHEMA_VERSION,
    16_384,
    'wal',
    1,
    1,
    0,
  ])
  close()
})

test('a reader cannot write', () => {
  const path = filledWorkspace()
  const { db, close } = openReader(path)
  expect(() => db.exec('DELETE FROM trace')).toThrow(/readonly/)
  expect(() => db.exec('CREATE TEMP TABLE x(y)')).toThrow(/readonly|query_only/)
  close()
})

test('a workspace of a newer version is refused and stays as it is, byte for byte', () => {
  const path = filledWorkspace()
  const db = new SQLite(path)
  db.pragma(`user_version = ${SCHEMA_VERSION + 1}`)
  db.close()
  const before = readFileSync(path)
  const files = readdirSync(dirname(path))
  expect(() => openWriter(path, { create: true })).toThrow(codeOf('workspace_newer'))
  expect(() => openReader(path)).toThrow(codeOf('workspace_newer'))
  expect(readFileSync(path).equals(before)).toBe(true)
  expect(readdirSync(dirname(path)).filter((name) => !/-(wal|shm)$/.test(name))).toEqual(files)
})

test('another SQLite file and a file of something else are no workspaces and stay as they are', () => {
  const other = newPath()
  const db = new SQLite(other)
  db.exec('CREATE TABLE x(y)')
  db.close()
  const text = newPath()
  writeFileSync(text, '{"resourceSpans":[]}\n'.repeat(100))
  for (const path of [other, text]) {
    const before = readFileSync(path)
    expect(() => openWriter(path, { create: true })).toThrow(codeOf('not_a_workspace'))
    expect(() => openReader(path)).toThrow(codeOf('not_a_workspace'))
    expect(readFileSync(path).equals(before)).toBe(true)
  }
})

test('a truncated workspace is damaged, and stays as it is', () => {
  const path = filledWorkspace()
  truncateSync(path, 16_384 * 2)
  const before = readFileSync(path)
  expect(() => openWriter(path, { create: true })).toThrow(codeOf('workspace_damaged'))
  expect(readFileSync(path).equals(before)).toBe(true)
})

test('a file that is not there is only made when asked for', () => {
  expect(() => openWriter(newPath(), { create: false })).toThrow(codeOf('not_found'))
  expect(() => openReader(newPath())).toThrow(codeOf('not_found'))
  const nowhere = join(temporaryFolder(), 'no', 'folder.tidemark')
  expect(() => openWriter(nowhere, { create: true })).toThrow(codeOf('workspace_unwritable'))
  const folder = newPath()
  mkdirSync(folder)
  expect(() => openWriter(folder, { create: true })).toThrow(codeOf('not_a_workspace'))
})

test.skipIf(process.getuid?.() === 0)('a workspace that may not be written is unwritable', () => {
  const path = filledWorkspace()
  chmodSync(path, 0o444)
  expect(() => openWriter(path, { create: false })).toThrow(codeOf('workspace_unwritable'))
})

test('before the first step over an existing workspace a copy is kept; a failing step changes nothing', () => {
  const path = filledWorkspace()
  const copy = newPath()
  copyFileSync(path, copy)
  const db = new SQLite(path)
  const failing = [...MIGRATIONS, () => db.exec('CREATE TABLE half(a)'), () => db.exec('nonsense')]
  expect(() => migrate(db, failing)).toThrow(/nonsense/)
  expect(db.pragma('user_version', { simple: true })).toBe(SCHEMA_VERSION + 1)
  const backup = migrate(
    db,
    failing.slice(0, -1).concat(() => db.exec('CREATE TABLE other(a)')),
  )
  expect(backup).toBe(`${path}.backup-v${SCHEMA_VERSION + 1}`)
  expect(db.pragma('user_version', { simple: true })).toBe(SCHEMA_VERSION + 2)
  db.close()
  const first = new SQLite(`${path}.backup-v${SCHEMA_VERSION}`, { readonly: true })
  expect(first.pragma('user_version', { simple: true })).toBe(SCHEMA_VERSION)
  expect(first.prepare('SELECT count(*) FROM trace').pluck().get()).toBe(60)
  first.close()
})

test('the schema is the one that was reviewed', () => {
  const { db, close } = openWriter(newPath(), { create: true })
  const names = db
    .prepare("SELECT type || ' ' || name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY 1")
    .pluck()
    .all()
  const columns = db
    .prepare(
      `SELECT m.name || '(' || group_concat(c.name || ' ' || c.type, ', ') || ')' FROM sqlite_schema AS m
       JOIN pragma_table_info(m.name) AS c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' GROUP BY m.name ORDER BY 1`,
    )
    .pluck()
    .all()
  close()
  expect({ names, columns }).toMatchSnapshot()
})
