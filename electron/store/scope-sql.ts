import type { Database } from 'better-sqlite3'
import type { Scope } from '../../shared/contract/schemas.ts'
import { OTHER_SEGMENT, segmentOf } from '../../shared/model/segment.ts'
import { segmentsOf } from './daily-rates.ts'
import { currentPolicy } from './policy-store.ts'
import { factsOf, type FactsRow, segmentColumns, segmentSources } from './segment-facts.ts'
import { type SqlPart, sqlPart } from './sql-part.ts'

/** Microseconds of a day. */
export const DAY_US = 86_400_000_000

/** Conditions on `trace` for the days and the segment that hold for every view. */
export function scopeConditions(db: Database, { from, to, segment }: Scope): SqlPart[] {
  const parts: SqlPart[] = []
  if (from !== undefined) parts.push(sqlPart('trace.start_us >= ?', dayUs(from)))
  if (to !== undefined) parts.push(sqlPart('trace.start_us < ?', dayUs(to) + DAY_US))
  if (segment !== undefined) parts.push(segmentCondition(db, segment))
  return parts
}

function dayUs(date: string): number {
  return Date.parse(`${date}T00:00Z`) * 1000
}

interface Group {
  sql: SqlPart
  /** The values of a segment's combinations, joined. */
  values: Map<string, string[]>
}

// Control characters no name holds: between the parts of a combination, and for a part that is not there.
const BETWEEN = 'char(31)'
const NONE = 'char(30)'

/** A segment is a function of a few columns: the combinations of their values that make it are listed. */
function segmentCondition(db: Database, segment: string): SqlPart {
  const { sql, values } = combinationsOf(db)
  return sqlPart(
    `${sql.sql} IN (SELECT value FROM json_each(?))`,
    ...sql.values,
    JSON.stringify(values.get(segment) ?? []),
  )
}

const known = new WeakMap<Database, { version: unknown; group: Group }>()

/** Combinations by the segment they make; read again when another connection has written. */
function combinationsOf(db: Database): Group {
  const version = db.pragma('data_version', { simple: true })
  const before = known.get(db)
  if (before && before.version === version) return before.group
  const { segmenter } = currentPolicy({ db })
  const sources = segmentSources(segmenter)
  const sql = sqlPart(
    sources.map((source) => `ifnull(${source.sql.sql}, ${NONE})`).join(` || ${BETWEEN} || `) || "''",
    ...sources.flatMap((source) => source.sql.values),
  )
  const facts = segmentColumns(segmenter)
  const rows = db
    .prepare<unknown[], FactsRow & { combination: string }>(
      `SELECT DISTINCT ${sql.sql} AS combination, ${facts.sql} FROM trace`,
    )
    .all(...sql.values, ...facts.values)
  const counted = new Set(segmentsOf(db))
  const pools = counted.has(OTHER_SEGMENT)
  const values = new Map<string, string[]>()
  for (const row of rows) {
    const own = segmentOf(factsOf(row), segmenter)
    const segment = pools && !counted.has(own) ? OTHER_SEGMENT : own
    values.set(segment, [...(values.get(segment) ?? []), row.combination])
  }
  const group = { sql, values }
  known.set(db, { version, group })
  return group
}
