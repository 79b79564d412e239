import type { Database } from 'better-sqlite3'
import type { TextPattern } from '../../shared/filter/filter-node.ts'
import type { TextMatch } from '../../shared/contract/search.ts'
import { closeWith, openReader, type ReadConnection } from './connection.ts'
import { regexOf, wholeRegex } from './filter-functions.ts'
import { NOT_INDEXED } from './search-index.ts'
import { indexQuery, wordsPattern } from './search-words.ts'
import { textsOfTrace } from './span-texts.ts'
import { matchAt } from './text-match.ts'
import { type SqlPart, sqlPart } from './sql-part.ts'

/** How a connection looks into the texts of traces at this moment. */
interface TextSearch {
  /** Reads texts beside the query that asks: a connection cannot run two statements at once. */
  beside: ReadConnection | null
  /** Until when texts are read, in ms of `performance.now`; null without end. */
  until: number | null
  /** Set where the time was not enough. */
  isOver: boolean
  /** What was found before, by pattern and trace; forgotten when the workspace changes. */
  known: Map<string, Map<number, TextMatch | null>>
  version: unknown
}

const searches = new WeakMap<Database, TextSearch>()
/** Patterns that are remembered, each with every trace that was read for it. */
const MOST_PATTERNS = 8

/** Gives a connection the SQL functions of `deepText`. */
export function addTextSearch(db: Database): TextSearch {
  const version = db.pragma('data_version', { simple: true })
  const known = searches.get(db)
  if (known !== undefined) {
    if (known.version !== version) {
      known.version = version
      known.known.clear()
    }
    return known
  }
  const search: TextSearch = { beside: null, until: null, isOver: false, known: new Map(), version }
  searches.set(db, search)
  closeWith(db, () => search.beside?.close())
  db.function('trace_holds', { deterministic: false }, (trace, source, flags) =>
    holds(db, search, Number(trace), String(source), String(flags)) ? 1 : 0,
  )
  db.function('reads_all', { deterministic: false }, () => (search.until === null ? 1 : 0))
  return search
}

function holds(db: Database, search: TextSearch, trace: number, source: string, flags: string): boolean {
  const key = `${flags}/${source}`
  let found = search.known.get(key)
  if (found === undefined) {
    if (search.known.size >= MOST_PATTERNS) search.known.clear()
    found = new Map()
    search.known.set(key, found)
  }
  const before = found.get(trace)
  if (before !== undefined) return before !== null
  if (search.until !== null && performance.now() > search.until) {
    search.isOver = true
    return false
  }
  search.beside ??= openReader(db.name)
  const pattern = regexOf(source, flags)
  let match: TextMatch | null = null
  for (const at of textsOfTrace(search.beside, trace)) {
    const here = pattern.exec(at.text)
    if (here === null) continue
    match = matchAt(at, here)
    break
  }
  found.set(trace, match)
  return match !== null
}

/** Where a pattern was found in traces that were read for it; those that matched by their own row were not. */
export function foundMatches(
  db: Database,
  pattern: TextPattern,
  traces: readonly number[],
): Map<number, TextMatch> {
  const { source, flags } = partRegex(pattern)
  const known = searches.get(db)?.known.get(`${flags}/${source}`)
  return new Map(
    traces.flatMap((trace) => {
      const match = known?.get(trace)
      return match ? [[trace, match]] : []
    }),
  )
}

/**
 * Answers a window: texts are read for so many milliseconds, and only where the index says that they may match; `isOver`
 * says that there may be more. What was read is remembered, so that asking again goes on. Outside of it every text is
 * read that has to be.
 */
export function quickly<T>(db: Database, milliseconds: number, work: () => T): { value: T; isOver: boolean } {
  const search = addTextSearch(db)
  search.until = performance.now() + milliseconds
  search.isOver = false
  try {
    return { value: work(), isOver: search.isOver }
  } finally {
    search.until = null
  }
}

/**
 * Traces any of whose texts a pattern is part of, as a condition on `trace`; null where no index narrows them (a regex, or
 * fewer than three characters). The connection needs `addTextSearch`.
 */
export function deepText(pattern: TextPattern): SqlPart | null {
  const query = narrowing(pattern)
  if (query === null) return null
  const { source, flags } = partRegex(pattern)
  return sqlPart(
    `((trace.id IN (SELECT trace FROM search_part WHERE id IN (SELECT rowid FROM search_text WHERE search_text MATCH ?))
        OR (reads_all() AND ${NOT_INDEXED}))
      AND trace_holds(trace.id, ?, ?))`,
    query,
    source,
    flags,
  )
}

function narrowing(pattern: TextPattern): string | null {
  if (pattern.type === 'regex') return null
  const pieces = pattern.type === 'exact' ? [pattern.text] : pattern.text.split('*')
  const queries = pieces.flatMap((piece) => indexQuery(piece) ?? [])
  return queries.length === 0 ? null : queries.join(' AND ')
}

/** The pattern anywhere in a text, case ignored. */
export function partRegex(pattern: TextPattern): { source: string; flags: string } {
  if (pattern.type === 'regex') return pattern
  if (pattern.type === 'exact') return { source: wordsPattern(pattern.text).source, flags: 'iu' }
  return { source: wholeRegex(pattern).source.slice(1, -1), flags: 'isu' }
}
