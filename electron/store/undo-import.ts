import type { Database } from 'better-sqlite3'
import { zstdCompressSync } from 'node:zlib'
import { AppError } from '../../shared/errors.ts'
import { BlockWriter } from './block-writer.ts'
import { COMPRESSION } from './compression.ts'
import type { ReadConnection } from './connection.ts'
import { loadSequences, saveSequences } from './sequences.ts'
import { withWorkspaceErrors } from './sqlite-error.ts'
import { TraceSummary } from './trace-summary.ts'
import { undoContents } from './undo-contents.ts'
import { scoreUndoer } from './undo-scores.ts'
import { spanUndoer } from './undo-spans.ts'

/** What the steps of an undo share: the import that goes, and where texts that stay are written anew. */
export interface Undo {
  db: Database
  contents: ReadConnection['contents']
  importId: number
  /** Its source ids, as a JSON list. */
  sources: string
  /** Writes a text into a block of the import that inherits it. */
  writerOf(importId: number): BlockWriter
  /** Notes that a span or score of a trace is another now, or gone. */
  change(trace: number): void
}

/**
 * Takes an import back in one transaction: what only it held goes, what others hold too stays with them, as if
 * they had been all there ever was. AppError `not_found`.
 */
export function undoImport(connection: ReadConnection, importId: number): void {
  const { db, contents, path } = connection
  withWorkspaceErrors(path, () => {
    const state = db.prepare('SELECT state FROM import WHERE id = ?').pluck().get(importId)
    // An import that was stopped before its first batch has left nothing.
    if (state === undefined) return
    db.transaction(() => removeImport(db, contents, importId, state === 'running')).immediate()
  })
}

/** As `undoImport` for a finished import that a person names. */
export function undoFinishedImport(connection: ReadConnection, importId: number): void {
  const state = connection.db.prepare('SELECT state FROM import WHERE id = ?').pluck().get(importId)
  if (state === undefined) throw new AppError('not_found', { what: `import ${importId}` })
  undoImport(connection, importId)
}

/** Takes back what an interrupted import left; how many there were. */
export function undoInterrupted(connection: ReadConnection): number {
  const running = connection.db
    .prepare<[], number>("SELECT id FROM import WHERE state = 'running' ORDER BY id DESC")
    .pluck()
    .all()
  for (const id of running) undoImport(connection, id)
  return running.length
}

/** Takes the generated sample out, for a person's own data. True where there was one. */
export function undoSamples(connection: ReadConnection): boolean {
  const samples = connection.db.prepare<[], number>('SELECT id FROM import WHERE is_sample = 1').pluck().all()
  for (const id of samples) undoImport(connection, id)
  return samples.length > 0
}

function removeImport(
  db: Database,
  contents: ReadConnection['contents'],
  importId: number,
  interrupted: boolean,
): void {
  const sequences = loadSequences(db)
  const insert = db.prepare('INSERT INTO block(id, import, data) VALUES (?, ?, ?)')
  const writers = new Map<number, BlockWriter>()
  const changed = new Set<number>()
  const sources = db.prepare('SELECT json_group_array(id) FROM source WHERE import = ?').pluck().get(importId)
  const undo: Undo = {
    db,
    contents,
    importId,
    sources: String(sources),
    writerOf: (heir) => {
      let writer = writers.get(heir)
      if (writer === undefined) {
        const full = (id: number, bytes: Buffer): void => {
          insert.run(id, heir, zstdCompressSync(bytes, COMPRESSION))
        }
        writer = new BlockWriter(sequences, contents, full)
        writers.set(heir, writer)
      }
      return writer
    },
    change: (trace) => {
      changed.add(trace)
    },
  }
  const held = db.prepare<[number], number>(
    'SELECT DISTINCT trace FROM trace_source WHERE source IN (SELECT id FROM source WHERE import = ?)',
  )
  const traces = held.pluck().all(importId)
  const undoSpans = spanUndoer(undo)
  const undoScores = scoreUndoer(undo)
  for (const trace of traces) {
    undoSpans(trace)
    undoScores(trace)
  }
  undoContents(undo)
  for (const writer of writers.values()) writer.close()
  saveSequences(db, sequences)
  db.prepare('DELETE FROM block WHERE import = ?').run(importId)
  db.prepare('DELETE FROM trace_source WHERE source IN (SELECT value FROM json_each(?))').run(undo.sources)
  settleTraces(undo, traces, changed, interrupted)
  db.prepare('DELETE FROM source WHERE import = ?').run(importId)
  db.prepare('DELETE FROM import WHERE id = ?').run(importId)
}

/** Traces nobody holds any more go; the others are summed up anew, and their findings are made again. */
function settleTraces(
  undo: Undo,
  traces: number[],
  changed: ReadonlySet<number>,
  interrupted: boolean,
): void {
  const { db, importId } = undo
  const summary = new TraceSummary(db, undo.contents)
  const first = db
    .prepare<[number], number | null>('SELECT min(source) FROM trace_source WHERE trace = ?')
    .pluck()
  const remove = db.prepare('DELETE FROM trace WHERE id = ?')
  const unname = db.prepare('DELETE FROM trace_alias WHERE trace = ?')
  const inherit = db.prepare(
    `UPDATE trace SET source = :source, import = (SELECT import FROM source WHERE id = :source)
     WHERE id = :trace AND import = :importId`,
  )
  const count = db.prepare('UPDATE source SET traces = traces + 1 WHERE id = ?')
  const raise = db.prepare('UPDATE trace SET revision = revision + 1 WHERE id = ?')
  const forget = ['finding', 'analysis', 'version_use'].map((table) =>
    db.prepare(`DELETE FROM ${table} WHERE trace = ?`),
  )
  for (const trace of traces) {
    const source = first.get(trace) ?? null
    if (source === null) {
      remove.run(trace)
      unname.run(trace)
    } else {
      if (inherit.run({ trace, source, importId }).changes > 0) count.run(source)
      if (changed.has(trace)) summary.update(trace)
    }
    // An interrupted import changed nothing that was analysed: its traces are again what they were.
    if (source !== null && (interrupted || !changed.has(trace))) continue
    raise.run(trace)
    for (const statement of forget) statement.run(trace)
  }
}
