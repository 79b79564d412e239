import type { Database, Statement } from 'better-sqlite3'
import { spanOfTraceName } from '../../shared/model/score.ts'

/** Made when the first score names a span alone: every import after it pays for keeping it. */
const SPAN_INDEX = 'CREATE INDEX IF NOT EXISTS span_id_trace ON span(span_id, trace)'

/** Finds the traces that scores call by another name than their id. */
export class JudgedTraces {
  readonly #db: Database
  readonly #add: Statement
  readonly #byAlias: Statement<[string], number>
  #bySpan: Statement<[string], number> | null = null

  constructor(db: Database) {
    this.#db = db
    this.#add = db.prepare('INSERT INTO trace_alias(alias, trace) VALUES (?, ?) ON CONFLICT DO NOTHING')
    this.#byAlias = db
      .prepare<[string], number>('SELECT trace FROM trace_alias WHERE alias = ? LIMIT 2')
      .pluck()
  }

  add(trace: number, alias: string): void {
    this.#add.run(alias, trace)
  }

  /** The one trace that goes by this name; null where there is none, or more than one. */
  find(name: string): number | null {
    const spanId = spanOfTraceName(name)
    const found = spanId === null ? this.#byAlias.all(name) : this.#holdersOf(spanId)
    return found.length === 1 ? (found[0] ?? null) : null
  }

  #holdersOf(spanId: string): number[] {
    if (this.#bySpan === null) {
      this.#db.exec(SPAN_INDEX)
      this.#bySpan = this.#db
        .prepare<[string], number>('SELECT DISTINCT trace FROM span WHERE span_id = ? LIMIT 2')
        .pluck()
    }
    return this.#bySpan.all(spanId)
  }
}
