import { z } from 'zod'
import { type SavedQuery, savedQuerySchema } from '../../shared/contract/query.ts'
import type { ReadConnection, WriteConnection } from './connection.ts'
import { readSetting, writeSetting } from './settings.ts'

const KEY = 'queries'
const listSchema = z.array(savedQuerySchema)

/** The queries kept in the workspace, by name. */
export function readSavedQueries(connection: ReadConnection): SavedQuery[] {
  const text = readSetting(connection, KEY)
  return text === null ? [] : listSchema.parse(JSON.parse(text))
}

/** Keeps a query under its name, in the place of one that has it. */
export function saveQuery(connection: WriteConnection, query: SavedQuery): void {
  const others = readSavedQueries(connection).filter(({ name }) => name !== query.name)
  write(connection, [...others, query])
}

export function removeQuery(connection: WriteConnection, name: string): void {
  write(
    connection,
    readSavedQueries(connection).filter((query) => query.name !== name),
  )
}

function write(connection: WriteConnection, queries: readonly SavedQuery[]): void {
  const sorted = queries.toSorted((a, b) => a.name.localeCompare(b.name, 'en'))
  writeSetting(connection, KEY, JSON.stringify(sorted))
}
