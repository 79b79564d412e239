import type { Database } from 'better-sqlite3'
import type { TraceQuery } from '../../shared/contract/traces.ts'
import { joinParts, type SqlPart, sqlPart } from './sql-part.ts'
import { behind, type Position, SORT_EXPRESSIONS } from './trace-order.ts'
import type { Selection } from './trace-selection.ts'

/**
 * So many traces are asked in the order of the list before the whole table is read in its own order and sorted: rows
 * in any other order lie far apart. At 70,000 traces a walk to the end took 500 ms, reading the table 100 ms.
 */
const WALK = 4000

type Order = Pick<TraceQuery, 'sort' | 'direction'>

/** Keys of the next traces of a selection in an order, from the position on. */
export function page(
  db: Database,
  selection: Selection,
  order: Order,
  from: Position | null,
  limit: number,
): Position[] {
  // Traces lie about in order of their start.
  if (selection.seeded || order.sort === 'start' || selection.condition.sql === '1')
    return read(db, selection.source, selection.condition, order, from, limit)
  const walked = walk(db, selection.condition, order, from, limit)
  return walked ?? read(db, sqlPart('trace NOT INDEXED'), selection.condition, order, from, limit)
}

function read(
  db: Database,
  source: SqlPart,
  condition: SqlPart,
  { sort, direction }: Order,
  from: Position | null,
  limit: number,
): Position[] {
  const expression = SORT_EXPRESSIONS[sort]
  const where = joinParts(from ? [condition, behind(sort, direction, from)] : [condition], ' AND ', '1')
  const sql = `SELECT trace.id, ${expression} AS value FROM ${source.sql} WHERE ${where.sql}
    ORDER BY ${expression} ${direction}, trace.id ${direction} LIMIT ?`
  return db.prepare<unknown[], Position>(sql).all(...source.values, ...where.values, limit)
}

/** The page from the next traces of the order alone; null where they hold too few. */
function walk(
  db: Database,
  condition: SqlPart,
  { sort, direction }: Order,
  from: Position | null,
  limit: number,
): Position[] | null {
  const expression = SORT_EXPRESSIONS[sort]
  const start = from ? behind(sort, direction, from) : sqlPart('1')
  const sql = `SELECT near.id, near.value FROM (
      SELECT trace.id, ${expression} AS value FROM trace WHERE ${start.sql}
      ORDER BY ${expression} ${direction}, trace.id ${direction} LIMIT ${WALK}
    ) AS near CROSS JOIN trace ON trace.id = near.id
    WHERE ${condition.sql} ORDER BY near.value ${direction}, near.id ${direction} LIMIT ?`
  const rows = db.prepare<unknown[], Position>(sql).all(...start.values, ...condition.values, limit)
  return rows.length < limit ? null : rows
}
