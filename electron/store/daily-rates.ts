import type { Database } from 'better-sqlite3'
import type { Scope } from '../../shared/contract/schemas.ts'
import type { DayRate } from '../../shared/contract/shifts.ts'
import { joinParts, type SqlPart, sqlPart } from './sql-part.ts'

export interface CategoryDay extends DayRate {
  category: string
}

/** The segments that were counted, those with the most sessions first. */
export function segmentsOf(db: Database): string[] {
  const sql = `SELECT segment, sum(n + not_evaluable) AS size FROM daily_count WHERE segment <> ''
    GROUP BY segment ORDER BY size DESC, segment`
  return db
    .prepare<[], { segment: string }>(sql)
    .all()
    .map((row) => row.segment)
}

/** Counts by category and day, summed over the segments where the scope names none; in order of date. */
export function readCategoryDays(db: Database, scope: Scope, category?: string): CategoryDay[] {
  const where = scopeOfCounts(scope, category)
  const sql = `SELECT category, date, sum(n) AS n, sum(k) AS k, sum(not_evaluable) AS notEvaluable
    FROM daily_count WHERE ${where.sql} GROUP BY category, date ORDER BY category, date`
  return db.prepare<unknown[], CategoryDay>(sql).all(...where.values)
}

/** Condition on `daily_count` for a scope; the row of segment '' would count everything twice. */
export function scopeOfCounts(scope: Scope, category?: string): SqlPart {
  const parts: SqlPart[] = []
  if (category !== undefined) parts.push(sqlPart('category = ?', category))
  parts.push(scope.segment === undefined ? sqlPart("segment <> ''") : sqlPart('segment = ?', scope.segment))
  return joinParts([...parts, ...dates(scope)], ' AND ', '1')
}

/** Conditions on a column `date` for the days of a scope, both ends inclusive. */
export function dates({ from, to }: Scope): SqlPart[] {
  const parts: SqlPart[] = []
  if (from !== undefined) parts.push(sqlPart('date >= ?', from))
  if (to !== undefined) parts.push(sqlPart('date <= ?', to))
  return parts
}
