import type { Database } from 'better-sqlite3'
import type { ReadConnection, WriteConnection } from './connection.ts'
import { prepared } from './prepared.ts'
import { foldText } from './search-words.ts'
import { textsOfTrace } from './span-texts.ts'

/** Characters of one row of the index; longer traces have several. */
const PART_CHARACTERS = 4_000_000
/** Parts of one text overlap by so many characters, more than anything searched for has. */
const OVERLAP = 1000

/** Traces whose texts are not in the index as they are now: a condition on `trace`. */
export const NOT_INDEXED = `NOT EXISTS (
  SELECT 1 FROM search_trace WHERE search_trace.trace = trace.id AND search_trace.revision = trace.revision)`

interface SearchCoverage {
  traces: number
  indexed: number
}

/** How much of the workspace the index holds. */
export function searchCoverage({ db }: ReadConnection): SearchCoverage {
  const sql = `SELECT (SELECT count(*) FROM trace) AS traces,
    (SELECT count(*) FROM search_trace CROSS JOIN trace ON trace.id = search_trace.trace
     WHERE trace.revision = search_trace.revision) AS indexed`
  return db.prepare<[], SearchCoverage>(sql).get() ?? { traces: 0, indexed: 0 }
}

export interface IndexedTraces {
  count: number
  /** The last of them: the next are below it, from newest to oldest. */
  last: number
}

/**
 * Puts the next traces below one (null: from the newest on) into the index, in one transaction that ends after about
 * `milliseconds`. At the start, traces that are gone are forgotten first. Null where none is left.
 */
export function indexNextTraces(
  connection: WriteConnection,
  below: number | null,
  milliseconds: number,
): IndexedTraces | null {
  const { db } = connection
  const until = performance.now() + milliseconds
  const run = db.transaction(() => {
    if (below === null) forgetGone(db)
    const next = prepared<[number], { id: number; revision: number }>(
      db,
      `SELECT id, revision FROM trace WHERE id < ? AND ${NOT_INDEXED} ORDER BY id DESC LIMIT 500`,
    )
    const indexed = { count: 0, last: 0 }
    for (const { id, revision } of next.all(below ?? Number.MAX_SAFE_INTEGER)) {
      forgetTrace(db, id)
      for (const text of partsOf(connection, id)) addPart(db, id, text)
      prepared(db, 'INSERT INTO search_trace(trace, revision) VALUES (?, ?)').run(id, revision)
      indexed.count += 1
      indexed.last = id
      if (performance.now() > until) break
    }
    return indexed.count === 0 ? null : indexed
  })
  return run.immediate()
}

function forgetGone(db: Database): void {
  const gone = prepared<[], number>(
    db,
    `SELECT trace FROM search_trace WHERE NOT EXISTS (SELECT 1 FROM trace WHERE trace.id = search_trace.trace)`,
  ).pluck()
  for (const trace of gone.all()) forgetTrace(db, trace)
}

function forgetTrace(db: Database, trace: number): void {
  prepared(db, 'DELETE FROM search_text WHERE rowid IN (SELECT id FROM search_part WHERE trace = ?)').run(
    trace,
  )
  prepared(db, 'DELETE FROM search_part WHERE trace = ?').run(trace)
  prepared(db, 'DELETE FROM search_trace WHERE trace = ?').run(trace)
}

function addPart(db: Database, trace: number, text: string): void {
  const { lastInsertRowid } = prepared(db, 'INSERT INTO search_part(trace) VALUES (?)').run(trace)
  prepared(db, 'INSERT INTO search_text(rowid, text) VALUES (?, ?)').run(lastInsertRowid, text)
}

/** The different texts of a trace: what its calls repeat is there once. */
function* partsOf(connection: ReadConnection, trace: number): Generator<string> {
  const seen = new Set<string>()
  let part: string[] = []
  let length = 0
  for (const { text } of textsOfTrace(connection, trace)) {
    if (seen.has(text)) continue
    seen.add(text)
    for (let at = 0; at === 0 || at + OVERLAP < text.length; at += PART_CHARACTERS - OVERLAP) {
      const piece = foldText(text.slice(at, at + PART_CHARACTERS))
      if (length > 0 && length + piece.length > PART_CHARACTERS) {
        yield part.join('\n')
        part = []
        length = 0
      }
      part.push(piece)
      length += piece.length
    }
  }
  if (length > 0) yield part.join('\n')
}
