import { expect, test } from 'vitest'
import { makeWorkspace, openForTest } from '../testing/query-workspace.ts'
import { COPIED_TABLES, LEFT_TABLES, TRACE_TABLES } from './copied-tables.ts'

test('of every table it is said whether an excerpt takes it over, and of every column that it is there', () => {
  const { db } = openForTest(makeWorkspace({}))
  const tables = db
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .pluck()
    .all()
    .filter((name) => !name.startsWith('search_text_'))
  expect([...Object.keys(COPIED_TABLES), ...TRACE_TABLES, ...LEFT_TABLES].toSorted()).toEqual(
    tables.toSorted(),
  )
  for (const [table, { texts, json, payloads }] of Object.entries(COPIED_TABLES)) {
    const columns = db.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table)
    expect(columns).toEqual(expect.arrayContaining([...texts, ...json, ...payloads]))
  }
})
