import type { ReadConnection, WriteConnection } from './connection.ts'
import { COPIED_TABLES } from './copied-tables.ts'
import { readSetting, writeSetting } from './settings.ts'

/** How texts change on their way; each is asked for every text of its kind. */
export interface TextChanges {
  text: (text: string) => string
  payload: (text: string) => string
  /** Text that holds JSON; what it holds is changed and written again. */
  json: (text: string) => string
  /** Path of a file. */
  path: (text: string) => string
}

/** Settings that belong to what people noted. */
const SETTINGS = ['label_keys']

/** Copies what an excerpt takes over whole into a new workspace, in one transaction. */
export function copyTables(from: ReadConnection, to: WriteConnection, changes: TextChanges): void {
  const copy = to.db.transaction(() => {
    for (const table of Object.keys(COPIED_TABLES)) copyTable(from, to, table, changes)
    for (const key of SETTINGS) {
      const value = readSetting(from, key)
      if (value !== null) writeSetting(to, key, value)
    }
  })
  copy.immediate()
}

type Row = Record<string, unknown>

function copyTable(from: ReadConnection, to: WriteConnection, table: string, changes: TextChanges): void {
  const columns = to.db.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table)
  const { texts = [], json = [], payloads = [] } = COPIED_TABLES[table] ?? {}
  const insert = to.db.prepare(
    `INSERT INTO ${table}(${columns.join(', ')}) VALUES (${columns.map((column) => `@${column}`).join(', ')})`,
  )
  for (const row of from.db.prepare<[], Row>(`SELECT ${columns.join(', ')} FROM ${table}`).iterate()) {
    change(row, texts, changes.text)
    change(row, json, changes.json)
    change(row, payloads, changes.payload)
    insert.run(row)
  }
}

function change(row: Row, columns: readonly string[], by: (text: string) => string): void {
  for (const column of columns) {
    const value = row[column]
    if (typeof value === 'string') row[column] = by(value)
  }
}
