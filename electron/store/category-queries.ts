import type { MethodOutput, ParsedInput } from '../../shared/contract.ts'
import type { CategorySeries } from '../../shared/contract/categories.ts'
import type { Evidence } from '../../shared/model/finding.ts'
import type { ReadConnection } from './connection.ts'
import { type CategoryDay, readCategoryDays, scopeOfCounts } from './daily-rates.ts'
import { addFilterFunctions } from './filter-functions.ts'
import { scopeConditions } from './scope-sql.ts'
import { joinParts, type SqlPart } from './sql-part.ts'
import { withClock } from '../../shared/model/clock.ts'
import { readMarks } from './version-marks.ts'
import { bandOf, cellRate, firstTotalsOf, readWatch, totalsOf } from './watch-record.ts'

type CategoryShift = CategorySeries['shifts'][number]
type SegmentRow = MethodOutput<'categories.segments'>[number]

interface SignatureRow {
  id: number
  signature: string
  traces: number
  firstUs: number
  lastUs: number
  traceId: string
  spanId: string
  evidence: string
  total: number
}

const SHIFTS =
  'SELECT category, id, onset, opened_on AS openedOn, closed_on AS closedOn FROM shift ORDER BY opened_on'

/** The failure categories over time, by segment and by signature. */
export function categoryQueries({ db }: ReadConnection) {
  return {
    /** Daily counts; `ids` are the categories that must appear, counted or not, and their order. */
    series(
      scope: ParsedInput<'categories.series'>,
      ids: readonly string[] = [],
    ): MethodOutput<'categories.series'> {
      const watch = readWatch(db)
      const days = Map.groupBy(readCategoryDays(db, scope), (day) => day.category)
      const shifts = Map.groupBy(
        db.prepare<[], CategoryShift & { category: string }>(SHIFTS).all(),
        (shift) => shift.category,
      )
      return {
        marks: readMarks(db, scope),
        baseline: watch.baseline && { from: watch.baseline.from, to: watch.baseline.to },
        categories: [...new Set([...ids, ...days.keys()])].map((id) => {
          const own = days.get(id) ?? []
          const totals = totalsOf(watch, id, scope, own)
          const first = firstTotalsOf(watch, id, scope)
          return {
            id,
            fired: total(own, (day) => day.k),
            evaluated: total(own, (day) => day.n),
            notEvaluable: total(own, (day) => day.notEvaluable),
            observed: totals.observed,
            expected: totals.expected,
            firstObserved: first.observed,
            firstExpected: first.expected,
            band: bandOf(watch, id, scope.segment, own),
            days: withClock(own).map(({ category: _category, ...day }) => day),
            shifts: (shifts.get(id) ?? []).map(({ category: _category, ...shift }) => shift),
          }
        }),
      }
    },

    /** Groups of like findings; the example is the newest. */
    signatures(input: ParsedInput<'categories.signatures'>): MethodOutput<'categories.signatures'> {
      addFilterFunctions(db)
      const where = joinParts(scopeConditions(db, input), ' AND ', '1')
      const rows = db
        .prepare<unknown[], SignatureRow>(signatureSql(where.sql))
        .all(input.category, ...where.values, input.limit)
      const trends = readTrends(db, rows, where)
      return {
        total: rows[0]?.total ?? 0,
        rows: rows.map((row) => {
          const [first]: Evidence[] = JSON.parse(row.evidence)
          const { signature, traces, firstUs, lastUs, traceId, spanId } = row
          const example = { traceId, spanId, text: first?.text ?? '' }
          return { signature, traces, firstUs, lastUs, trend: trends.get(row.id) ?? [], example }
        }),
      }
    },

    /** The largest segment first. */
    segments(input: ParsedInput<'categories.segments'>): MethodOutput<'categories.segments'> {
      const watch = readWatch(db)
      const where = scopeOfCounts(input, input.category)
      const sql = `SELECT segment, sum(n) AS n, sum(k) AS k, sum(not_evaluable) AS notEvaluable
        FROM daily_count WHERE ${where.sql} GROUP BY segment ORDER BY n DESC, segment`
      return db
        .prepare<unknown[], Omit<SegmentRow, 'expected'>>(sql)
        .all(...where.values)
        .map((row) => {
          const rate = cellRate(watch, input.category, row.segment)
          return Object.assign(row, { expected: rate === null ? null : rate * row.n })
        })
    },
  }
}

/** Parameters: category, those of the condition on `trace`, limit. */
function signatureSql(condition: string): string {
  return `
    WITH found AS (
      SELECT finding.signature, count(DISTINCT finding.trace) AS traces, min(trace.start_us) AS firstUs,
        max(trace.start_us) AS lastUs, max(finding.id) AS example
      FROM category CROSS JOIN finding ON finding.category = category.id AND finding.current = 1
      JOIN trace ON trace.id = finding.trace
      WHERE category.name = ? AND (${condition})
      GROUP BY finding.signature
    )
    SELECT signature.id, signature.text AS signature, found.traces, firstUs, lastUs, trace.trace_id AS traceId,
      finding.span_id AS spanId, finding.evidence, total
    FROM (SELECT *, count(*) OVER () AS total FROM found ORDER BY traces DESC, lastUs DESC LIMIT ?) AS found
    JOIN signature ON signature.id = found.signature
    JOIN finding ON finding.id = found.example
    JOIN trace ON trace.id = finding.trace
    ORDER BY found.traces DESC, lastUs DESC`
}

const BUCKETS = 20

/** Traces of each signature in equal stretches of the time they all span, which makes their courses comparable. */
function readTrends(
  db: ReadConnection['db'],
  rows: readonly SignatureRow[],
  where: SqlPart,
): ReadonlyMap<number, number[]> {
  const from = rows.reduce((least, { firstUs }) => Math.min(least, firstUs), Infinity)
  const until = rows.reduce((most, { lastUs }) => Math.max(most, lastUs), -Infinity)
  const width = Math.max(1, Math.ceil((until - from + 1) / BUCKETS))
  const trends = new Map(rows.map(({ id }) => [id, Array.from({ length: BUCKETS }, () => 0)]))
  if (rows.length === 0 || !Number.isFinite(width)) return trends
  const counts = db
    .prepare<unknown[], { id: number; bucket: number; traces: number }>(
      `SELECT finding.signature AS id, CAST((trace.start_us - ?) / ? AS INTEGER) AS bucket, count(DISTINCT finding.trace) AS traces
       FROM json_each(?) AS wanted
       CROSS JOIN finding ON finding.signature = wanted.value AND finding.current = 1
       JOIN trace ON trace.id = finding.trace
       WHERE trace.start_us IS NOT NULL AND (${where.sql}) GROUP BY 1, 2`,
    )
    .all(from, width, JSON.stringify(rows.map(({ id }) => id)), ...where.values)
  for (const { id, bucket, traces } of counts) {
    const trend = trends.get(id)
    if (trend !== undefined && bucket >= 0 && bucket < BUCKETS) trend[bucket] = traces
  }
  return trends
}

function total(days: readonly CategoryDay[], count: (day: CategoryDay) => number): number {
  return days.reduce((sum, day) => sum + count(day), 0)
}
