import type { MethodOutput, ParsedInput } from '../../shared/contract.ts'
import type { TextMatch } from '../../shared/contract/search.ts'
import { AppError } from '../../shared/errors.ts'
import type { ReadConnection } from './connection.ts'
import { NOT_INDEXED, searchCoverage } from './search-index.ts'
import { indexQuery, wordsPattern } from './search-words.ts'
import { textsOfTrace } from './span-texts.ts'
import { matchAt } from './text-match.ts'
import { joinParts, sqlPart, type SqlPart } from './sql-part.ts'
import { behind, type Position, readCursor, writeCursor } from './trace-order.ts'
import { findTrace } from './trace-reader.ts'
import { selectTraces } from './trace-selection.ts'

/** A search answers after so long with what it has, ms: reading goes on at the next call, and the window stays free. */
const BUDGET_MS = 60
/** Traces asked for at a time. */
const STEP = 100
const MOST_MATCHES = 1000

interface Candidate extends Position {
  traceId: string
}

/** Search in the texts of spans. `filter_invalid` where the filter is none. */
export function searchQueries(connection: ReadConnection) {
  const { db } = connection

  return {
    find(query: ParsedInput<'search.find'>): MethodOutput<'search.find'> {
      const { words, cursor, limit } = query
      const until = performance.now() + BUDGET_MS
      const { condition } = selectTraces(db, query)
      const pattern = wordsPattern(words)
      const found: MethodOutput<'search.find'>['found'] = []
      let last = cursor === undefined ? null : readCursor('start', 'desc', cursor)
      let read = 0
      let isEnd = false
      while (!isEnd && found.length < limit && performance.now() < until) {
        const candidates = readCandidates([condition, candidateSql(words)], last)
        isEnd = candidates.length < STEP
        for (const [index, { traceId, ...position }] of candidates.entries()) {
          const match = firstMatch(connection, position.id, pattern)
          if (match !== null) found.push({ traceId, match })
          read += 1
          last = position
          if (found.length < limit && performance.now() < until) continue
          isEnd &&= index === candidates.length - 1
          break
        }
      }
      const next = isEnd || last === null ? null : writeCursor('start', 'desc', last)
      return { found, next, read, ...searchCoverage(connection) }
    },

    inTrace({ traceId, words }: ParsedInput<'search.inTrace'>): MethodOutput<'search.inTrace'> {
      const trace = findTrace(connection, traceId)
      if (trace === null) throw new AppError('not_found', { what: `Trace ${traceId}` })
      const pattern = wordsPattern(words)
      const matches: TextMatch[] = []
      for (const at of textsOfTrace(connection, trace)) {
        for (const match of at.text.matchAll(pattern)) {
          if (matches.length === MOST_MATCHES) return { matches, capped: true }
          matches.push(matchAt(at, match))
        }
      }
      return { matches, capped: false }
    },
  }

  function readCandidates(conditions: SqlPart[], last: Position | null): Candidate[] {
    const where = joinParts(last ? [...conditions, behind('start', 'desc', last)] : conditions, ' AND ', '1')
    const sql = `SELECT trace.id, trace.start_us AS value, trace.trace_id AS traceId FROM trace
      WHERE ${where.sql} ORDER BY trace.start_us DESC, trace.id DESC LIMIT ${STEP}`
    return db.prepare<unknown[], Candidate>(sql).all(...where.values)
  }
}

/** Traces that may hold the words: those of the index, and all that are not in it. */
function candidateSql(words: string): SqlPart {
  const query = indexQuery(words)
  if (query === null) return sqlPart('1')
  return sqlPart(
    `(trace.id IN (SELECT trace FROM search_part WHERE id IN (SELECT rowid FROM search_text WHERE search_text MATCH ?))
      OR ${NOT_INDEXED})`,
    query,
  )
}

function firstMatch(connection: ReadConnection, trace: number, pattern: RegExp): TextMatch | null {
  for (const at of textsOfTrace(connection, trace)) {
    pattern.lastIndex = 0
    const match = pattern.exec(at.text)
    if (match !== null) return matchAt(at, match)
  }
  return null
}
