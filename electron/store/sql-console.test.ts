import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { makeSpans } from '../testing/make-trace.ts'
import { makeWorkspace } from '../testing/query-workspace.ts'
import { runQuery } from './sql-console.ts'

const BOUNDS = { limit: 1000, seconds: 20 }

function open(): string {
  return makeWorkspace({
    march: [{ path: '/data/march.jsonl', spans: makeSpans('agent booking\n  llm chat gpt-4o in=1 out=1') }],
  })
}

function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tidemark-hostile-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** What of a workspace could be changed: its bytes and the files beside it. */
function fingerprint(path: string): string {
  const files = readdirSync(dirname(path)).filter((name) => !name.endsWith('-shm') && !name.endsWith('-wal'))
  return `${createHash('sha256').update(readFileSync(path)).digest('hex')} ${files.join()}`
}

/** `OUT` becomes a path that must not come into being, `OTHER` an existing database. */
const HOSTILE = [
  `VACUUM INTO 'OUT'`,
  `vacuum`,
  `ATTACH 'OTHER' AS o`,
  `ATTACH 'OUT' AS o`,
  `/* a */ ATTACH 'OUT' AS o`,
  `-- a\nATTACH 'OUT' AS o`,
  `DETACH main`,
  `PRAGMA query_only = 0`,
  `PRAGMA journal_mode = DELETE`,
  `PRAGMA writable_schema = 1`,
  `PRAGMA user_version = 99`,
  `INSERT INTO setting VALUES ('a', 'b')`,
  `UPDATE trace SET name = 'x'`,
  `DELETE FROM span`,
  `DELETE FROM span RETURNING *`,
  `REPLACE INTO setting VALUES ('a', 'b')`,
  `WITH x AS (SELECT 1) DELETE FROM span`,
  `WITH x AS (SELECT 1) INSERT INTO setting SELECT 'a', 'b' RETURNING key`,
  `DROP TABLE span`,
  `DROP VIEW spans`,
  `ALTER TABLE span RENAME TO s`,
  `CREATE TABLE t(a)`,
  `CREATE TEMP TABLE t(a)`,
  `CREATE TEMP TRIGGER t AFTER INSERT ON main.span BEGIN SELECT 1; END`,
  `REINDEX`,
  `ANALYZE`,
  `BEGIN`,
  `BEGIN IMMEDIATE`,
  `SAVEPOINT s`,
  `COMMIT`,
  `SELECT 1; DELETE FROM span`,
  `SELECT 1; ATTACH 'OUT' AS o`,
  `SELECT load_extension('OUT')`,
  `SELECT writefile('OUT', 'x')`,
  `SELECT readfile('/etc/passwd')`,
  `SELECT * FROM sqlite_dbpage`,
  `SELECT * FROM pragma_query_only(0)`,
  `SELECT * FROM o.sqlite_schema`,
  `SELECT edit('x', 'touch OUT')`,
  `SELECT zeroblob(2000000000)`,
  `SELECT fts3_tokenizer('simple', x'00')`,
  `SELECT ?`,
  `.shell touch OUT`,
  ``,
  `-- nothing`,
]

describe('a hostile statement is refused and has no effect', () => {
  let path: string
  let before: string
  let out: string
  beforeAll(() => {
    out = join(tmpdir(), `tidemark-out-${process.pid}`)
  })
  test.each(HOSTILE)('%s', async (statement) => {
    path = open()
    const other = open()
    before = fingerprint(path) + fingerprint(other)
    const sql = statement.replaceAll('OUT', out).replaceAll('OTHER', other)
    await expect(runQuery(path, { ...BOUNDS, sql })).rejects.toMatchObject({
      code: expect.stringMatching(/^query_(?:refused|failed)$/),
    })
    expect(fingerprint(path) + fingerprint(other)).toBe(before)
    expect(existsSync(out)).toBe(false)
  })
})

test('EXPLAIN of a hostile statement only explains', async () => {
  const path = open()
  const out = join(tempFolder(), 'out')
  const before = fingerprint(path)
  const { columns } = await runQuery(path, { ...BOUNDS, sql: `EXPLAIN ATTACH '${out}' AS o` })
  expect(columns).toContain('opcode')
  expect(existsSync(out)).toBe(false)
  expect(fingerprint(path)).toBe(before)
})

test.each([
  [`SELECT count(*) AS n FROM traces`, ['n'], [[1]]],
  [`  -- how many\n /* spans */ select count(*) from spans`, ['count(*)'], [[2]]],
  [
    `WITH t AS (SELECT kind FROM spans) SELECT kind, count(*) AS n FROM t GROUP BY kind ORDER BY kind`,
    ['kind', 'n'],
    [
      ['agent', 1],
      ['llm', 1],
    ],
  ],
  [
    `VALUES (1, 'a'), (2, NULL)`,
    ['column1', 'column2'],
    [
      [1, 'a'],
      [2, null],
    ],
  ],
  [`SELECT 'attach; drop table span' AS text`, ['text'], [['attach; drop table span']]],
  [`SELECT json_extract('{"a":[1,2]}', '$.a[1]') AS v`, ['v'], [[2]]],
  [
    `WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < 3) SELECT x FROM c;`,
    ['x'],
    [[1], [2], [3]],
  ],
  [`SELECT name FROM traces WHERE start_us > 0`, ['name'], [['booking']]],
])('%s is answered', async (sql, columns, rows) => {
  expect(await runQuery(open(), { ...BOUNDS, sql })).toMatchObject({ columns, rows, more: false })
})

test('EXPLAIN QUERY PLAN is answered', async () => {
  const { columns } = await runQuery(open(), {
    ...BOUNDS,
    sql: 'EXPLAIN QUERY PLAN SELECT * FROM traces',
  })
  expect(columns).toContain('detail')
})

const ENDLESS = 'WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c)'

test('the limit leaves rows out and says so', async () => {
  const answer = await runQuery(open(), { sql: `${ENDLESS} SELECT x FROM c`, limit: 3, seconds: 20 })
  expect(answer).toMatchObject({ rows: [[1], [2], [3]], more: true })
  const exact = await runQuery(open(), { sql: 'VALUES (1), (2), (3)', limit: 3, seconds: 20 })
  expect(exact.more).toBe(false)
})

test('a huge answer is cut at its size', async () => {
  const sql = `${ENDLESS} SELECT x, hex(zeroblob(1000000)) FROM c`
  const { rows, more } = await runQuery(open(), { sql, limit: 10_000, seconds: 20 })
  expect(more).toBe(true)
  expect(rows.length).toBeLessThan(20)
})

test('a query that does not end is killed at its deadline, and the workspace stays usable', async () => {
  const path = open()
  const folder = tempFolder()
  vi.stubEnv('TMPDIR', folder)
  onTestFinished(() => void vi.unstubAllEnvs())
  // One step of SQLite: nothing but the end of its process stops it.
  await expect(
    runQuery(path, { sql: `${ENDLESS} SELECT count(*) FROM c`, limit: 10, seconds: 0.5 }),
  ).rejects.toMatchObject({
    code: 'query_timeout',
    details: { seconds: 0.5 },
  })
  expect((await runQuery(path, { ...BOUNDS, sql: 'SELECT 1' })).rows).toEqual([[1]])
  expect(readdirSync(folder)).toEqual([])
})

test('a query can be cancelled', async () => {
  const abort = new AbortController()
  const running = runQuery(
    open(),
    { sql: `${ENDLESS} SELECT count(*) FROM c`, limit: 10, seconds: 60 },
    { signal: abort.signal },
  )
  abort.abort()
  await expect(running).rejects.toMatchObject({ code: 'cancelled' })
})

test('what SQLite does not understand comes back in its words', async () => {
  await expect(runQuery(open(), { ...BOUNDS, sql: 'SELECT a FROM nowhere' })).rejects.toMatchObject({
    code: 'query_failed',
    details: { why: 'no such table: nowhere' },
  })
})

test('a workspace that is none is an error of its own', async () => {
  const path = join(tempFolder(), 'none.tidemark')
  await expect(runQuery(path, { ...BOUNDS, sql: 'SELECT 1' })).rejects.toMatchObject({ code: 'not_found' })
})
