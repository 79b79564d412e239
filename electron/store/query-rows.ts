import { SqliteError } from 'better-sqlite3'
import { AppError } from '../../shared/errors.ts'
import type { ReadConnection } from './connection.ts'
import { checkQuery } from './query-gate.ts'

/** What one answer may hold, in UTF-16 units of its texts and 8 for every number. */
const ANSWER_SIZE = 32 * 1024 * 1024

type Cell = string | number | null

interface QueryRows {
  columns: string[]
  rows: Cell[][]
  /** True where the limit or the size left rows out. */
  more: boolean
}

/** Runs a question on a connection with the views. AppError `query_refused` or `query_failed` with SQLite's words. */
export function readRows({ db }: ReadConnection, sql: string, limit: number): QueryRows {
  checkQuery(sql)
  try {
    const statement = db.prepare<[], unknown[]>(sql)
    if (!statement.readonly || !statement.reader)
      throw new AppError('query_refused', { why: 'it would change something.' })
    statement.raw(true).safeIntegers(true)
    const columns = statement.columns().map((column) => column.name)
    const rows: Cell[][] = []
    let size = 0
    for (const row of statement.iterate()) {
      const cells = row.map(cellOf)
      size += cells.reduce<number>((sum, cell) => sum + (typeof cell === 'string' ? cell.length : 8), 0)
      if (rows.length >= limit || (size > ANSWER_SIZE && rows.length > 0))
        return { columns, rows, more: true }
      rows.push(cells)
    }
    return { columns, rows, more: false }
  } catch (error) {
    if (error instanceof SqliteError)
      throw new AppError('query_failed', { why: error.message }, { cause: error })
    // better-sqlite3 refuses several statements at once and parameters with errors of its own.
    if (error instanceof RangeError || error instanceof TypeError)
      throw new AppError('query_refused', { why: error.message }, { cause: error })
    throw error
  }
}

function cellOf(value: unknown): Cell {
  if (value === null || typeof value === 'string') return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value)
  if (typeof value === 'bigint') {
    const number = Number(value)
    return Number.isSafeInteger(number) ? number : value.toString()
  }
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex')
  throw new TypeError('SQLite gave a value of no known type')
}
