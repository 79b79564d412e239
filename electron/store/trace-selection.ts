import type { Database } from 'better-sqlite3'
import type { Scope } from '../../shared/contract/schemas.ts'
import { parseFilter } from '../../shared/filter/parse-filter.ts'
import { addFilterFunctions } from './filter-functions.ts'
import { filterSql } from './filter-sql.ts'
import { scopeConditions } from './scope-sql.ts'
import { addTextSearch } from './text-search.ts'
import { joinParts, type SqlPart, sqlPart } from './sql-part.ts'

/**
 * Up to so many rows of another table (findings of a category, spans of a tool) their traces are fetched and sorted;
 * beyond, the list's own order is walked and each trace asked. Measured at a million spans: sorting 20,000 traces takes
 * some 30 ms, and among more than these a page is soon found by walking. Counting needs no order.
 */
const SEED_ROWS = { list: 20_000, count: 100_000 }

/** Which traces a list is of. */
export interface Selection {
  /** What stands behind FROM; gives `trace`. */
  source: SqlPart
  condition: SqlPart
  /** True where `source` names few traces, false where all of `trace` has to be asked. */
  seeded: boolean
}

/** The traces of a scope and a filter. Throws `filter_invalid`. */
export function selectTraces(
  db: Database,
  { filter = '', ...scope }: Scope & { filter?: string },
  use: keyof typeof SEED_ROWS = 'list',
): Selection {
  addFilterFunctions(db)
  addTextSearch(db)
  const { condition, seeds } = filterSql(parseFilter(filter))
  const seed = seeds.find((part) => isShort(db, part, SEED_ROWS[use]))
  return {
    source: seed
      ? sqlPart(
          `(SELECT DISTINCT trace AS id FROM (${seed.sql})) AS seed CROSS JOIN trace ON trace.id = seed.id`,
          ...seed.values,
        )
      : sqlPart('trace'),
    seeded: seed !== undefined,
    condition: joinParts([...scopeConditions(db, scope), condition], ' AND ', '1'),
  }
}

function isShort(db: Database, seed: SqlPart, rows: number): boolean {
  const sql = `SELECT count(*) AS n FROM (${seed.sql} LIMIT ${rows + 1})`
  const n = db.prepare<unknown[], { n: number }>(sql).get(...seed.values)?.n ?? 0
  return n <= rows
}
