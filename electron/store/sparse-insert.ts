import type { Database, Statement } from 'better-sqlite3'
import type { SqlValue } from './span-row.ts'

/** Statements kept; spans come in few patterns of empty columns. */
const STATEMENTS = 64

/**
 * Inserts rows of one table, naming only the columns that are not null: binding values is most of what a row costs,
 * and a third of a span's columns are empty. A row that is already there is left alone.
 */
export class SparseInsert {
  readonly #db: Database
  readonly #table: string
  readonly #columns: readonly string[]
  readonly #statements = new Map<number, Statement>()
  readonly #values: SqlValue[] = []

  /** At most 31 columns. */
  constructor(db: Database, table: string, columns: readonly string[]) {
    this.#db = db
    this.#table = table
    this.#columns = columns
  }

  /** Returns how many rows were inserted, 0 or 1. */
  run(row: readonly SqlValue[]): number {
    const values = this.#values
    values.length = 0
    let present = 0
    for (let index = 0; index < row.length; index += 1) {
      const value = row[index]
      if (value === null || value === undefined) continue
      present |= 1 << index
      values.push(value)
    }
    return this.#statement(present).run(values).changes
  }

  #statement(present: number): Statement {
    let statement = this.#statements.get(present)
    if (statement === undefined) {
      const columns = this.#columns.filter((_, index) => (present & (1 << index)) !== 0)
      const marks = columns.map(() => '?').join(', ')
      statement = this.#db.prepare(
        `INSERT INTO ${this.#table}(${columns.join(', ')}) VALUES (${marks}) ON CONFLICT DO NOTHING`,
      )
      if (this.#statements.size >= STATEMENTS) this.#statements.clear()
      this.#statements.set(present, statement)
    }
    return statement
  }
}
