import type { MethodOutput, ParsedInput } from '../../shared/contract.ts'
import type { TextMatch } from '../../shared/contract/search.ts'
import type { TraceRow } from '../../shared/contract/schemas.ts'
import type { ListedTrace } from '../../shared/contract/traces.ts'
import type { TextPattern } from '../../shared/filter/filter-node.ts'
import { parseFilter } from '../../shared/filter/parse-filter.ts'
import { AppError } from '../../shared/errors.ts'
import type { ReadConnection } from './connection.ts'
import { behind, type Position, readCursor, SORT_EXPRESSIONS, writeCursor } from './trace-order.ts'
import { page } from './trace-page.ts'
import { searchCoverage } from './search-index.ts'
import { deepText, foundMatches, quickly } from './text-search.ts'
import { readTraceRows } from './trace-rows.ts'
import { type Selection, selectTraces } from './trace-selection.ts'

/** Counting stops here: a person does not tell more apart, and the answer stays quick. */
const COUNT_CAP = 100_000

/** A list is waited for so long where texts have to be read, ms; the next call goes on where this one ended. */
const LIST_MS = 4000
/** A number beside it is not waited for so long. */
const COUNT_MS = 1000

/** In a longer list nobody counts places, and each would be counted anew at every step. 20,000 take some 20 ms. */
const PLACE_CAP = 20_000

/** The trace list. Scopes and filters are the contract's; `filter_invalid` where the filter is none. */
export function traceQueries(connection: ReadConnection) {
  const { db } = connection
  return {
    list(query: ParsedInput<'traces.list'>): MethodOutput<'traces.list'> {
      const from = query.cursor === undefined ? null : readCursor(query.sort, query.direction, query.cursor)
      // One more than asked for tells whether there is a next page.
      const { value: found, isOver } = quickly(db, LIST_MS, () =>
        page(db, selectTraces(db, query, 'list'), query, from, query.limit + 1),
      )
      if (isOver) throw new AppError('search_slow', {})
      const shown = found.slice(0, query.limit)
      const last = shown.at(-1)
      const ids = shown.map((row) => row.id)
      const matches = matchesOf(db, query.filter, ids)
      const rows = readTraceRows(db, ids)
      return {
        rows: rows.map((row, index) => withMatch(row, matches.get(ids[index] ?? 0) ?? null)),
        next: last && found.length > shown.length ? writeCursor(query.sort, query.direction, last) : null,
      }
    },

    count(query: ParsedInput<'traces.count'>): MethodOutput<'traces.count'> {
      const { value: n, isOver } = quickly(db, COUNT_MS, () => {
        const { source, condition } = selectTraces(db, query, 'count')
        const sql = `SELECT count(*) AS n FROM (SELECT 1 FROM ${source.sql} WHERE ${condition.sql} LIMIT ${COUNT_CAP + 1})`
        return db.prepare<unknown[], { n: number }>(sql).get(...source.values, ...condition.values)?.n ?? 0
      })
      const asksTexts = textTerms(query.filter).length > 0
      return {
        count: Math.min(n, COUNT_CAP),
        capped: isOver || n > COUNT_CAP,
        unsearched: asksTexts ? countUnsearched(connection) : 0,
      }
    },

    neighbours(query: ParsedInput<'traces.neighbours'>): MethodOutput<'traces.neighbours'> {
      const here = db
        .prepare<[string], Position>(
          `SELECT ${SORT_EXPRESSIONS[query.sort]} AS value, trace.id FROM trace WHERE trace.trace_id = ?`,
        )
        .get(query.traceId)
      if (!here) throw new AppError('not_found', { what: `Trace ${query.traceId}` })
      const selection = selectTraces(db, query, 'list')
      const inTime = <T>(work: () => T): T | null => {
        const { value, isOver } = quickly(db, COUNT_MS, work)
        return isOver ? null : value
      }
      const beside = (direction: 'asc' | 'desc') => {
        const id = page(db, selection, { sort: query.sort, direction }, here, 1)[0]?.id
        if (id === undefined) return null
        return (
          db
            .prepare<[number], { traceId: string }>('SELECT trace_id AS traceId FROM trace WHERE id = ?')
            .get(id)?.traceId ?? null
        )
      }
      return {
        previous: inTime(() => beside(query.direction === 'asc' ? 'desc' : 'asc')),
        next: inTime(() => beside(query.direction)),
        place: inTime(() => placeOf(db, selection, query, here)),
      }
    },
  }
}

/** Texts that a filter asks for anywhere in a trace and that the index can narrow, outside of what it excludes. */
function textTerms(filter: string): TextPattern[] {
  const node = parseFilter(filter)
  const terms = node.kind === 'and' || node.kind === 'or' ? node.nodes : [node]
  return terms.flatMap((term) =>
    term.kind === 'free' && deepText(term.pattern) !== null ? [term.pattern] : [],
  )
}

/** Where the texts of traces were found to hold what the filter asks for. */
function matchesOf(
  db: ReadConnection['db'],
  filter: string,
  traces: readonly number[],
): Map<number, TextMatch> {
  const all = new Map<number, TextMatch>()
  for (const term of textTerms(filter)) {
    for (const [trace, match] of foundMatches(db, term, traces)) all.set(trace, match)
  }
  return all
}

function withMatch(row: TraceRow, match: TextMatch | null): ListedTrace {
  return Object.assign(row, { match })
}

function countUnsearched(connection: ReadConnection): number {
  const { traces, indexed } = searchCoverage(connection)
  return traces - indexed
}

/** Where a trace stands in its list, from 1; null where it is not in it, or where the list is long. */
function placeOf(
  db: ReadConnection['db'],
  { source, condition, seeded }: Selection,
  { sort, direction }: ParsedInput<'traces.neighbours'>,
  here: Position,
): MethodOutput<'traces.neighbours'>['place'] {
  const isLong = `SELECT count(*) > ${PLACE_CAP} AS yes FROM (SELECT 1 FROM trace LIMIT ${PLACE_CAP + 1})`
  if (!seeded && db.prepare<[], { yes: number }>(isLong).get()?.yes !== 0) return null
  const before = behind(sort, direction === 'asc' ? 'desc' : 'asc', here)
  const sql = `SELECT count(*) AS count, sum(${before.sql}) AS before, sum(trace.id = ?) AS here
    FROM ${source.sql} WHERE ${condition.sql}`
  const found = db
    .prepare<unknown[], { count: number; before: number | null; here: number | null }>(sql)
    .get(...before.values, here.id, ...source.values, ...condition.values)
  return found?.here === 1 ? { position: (found.before ?? 0) + 1, count: found.count } : null
}
