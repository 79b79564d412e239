import { zstdCompressSync } from 'node:zlib'
import type { Database, Statement } from 'better-sqlite3'
import { AppError } from '../../shared/errors.ts'
import { BlockWriter } from './block-writer.ts'
import { COMPRESSION } from './compression.ts'
import type { WriteConnection } from './connection.ts'
import { ContentWriter } from './content-writer.ts'
import { joinScores } from './join-scores.ts'
import { JudgedTraces } from './judged-traces.ts'
import { ScoreWriter } from './score-writer.ts'
import { loadSequences, saveSequences, type Sequences } from './sequences.ts'
import { SourceWriter, type ImportParts } from './source-writer.ts'
import { SpanWriter } from './span-writer.ts'
import { withWorkspaceErrors } from './sqlite-error.ts'
import { TraceIndex } from './trace-index.ts'
import { TraceSummary } from './trace-summary.ts'
import { undoImport } from './undo-import.ts'

/** Records a batch: larger ones were no faster, smaller ones write more pages twice. Texts leave memory block by block. */
const BATCH_RECORDS = 20_000

export interface ImportOptions {
  label: string
  /** The generated first-run sample. */
  isSample?: boolean
  /** Records a transaction. */
  batchRecords?: number
}

/**
 * Begins an import; its rows are there for readers batch by batch, marked as running until `commit`.
 * An import that never commits is taken back when the workspace is next opened for writing.
 */
export function beginImport(connection: WriteConnection, options: ImportOptions): ImportWriter {
  return withWorkspaceErrors(connection.path, () => new ImportWriter(connection, options))
}

export class ImportWriter {
  readonly id: number
  readonly #connection: WriteConnection
  readonly #db: Database
  readonly #sequences: Sequences
  readonly #contentBlocks: BlockWriter
  readonly #bodyBlocks: BlockWriter
  readonly #parts: ImportParts
  readonly #summary: TraceSummary
  readonly #insertSource: Statement
  #source: SourceWriter | null = null
  readonly #batchRecords: number
  #records = 0
  #over = false

  constructor(
    connection: WriteConnection,
    { label, isSample = false, batchRecords = BATCH_RECORDS }: ImportOptions,
  ) {
    this.#batchRecords = batchRecords
    const { db, contents } = connection
    this.#connection = connection
    this.#db = db
    this.#sequences = loadSequences(db)
    db.exec('BEGIN IMMEDIATE')
    const insert = db.prepare('INSERT INTO import(label, state, started_us, is_sample) VALUES (?, ?, ?, ?)')
    this.id = Number(insert.run(label, 'running', Date.now() * 1000, isSample ? 1 : 0).lastInsertRowid)
    const insertBlock = db.prepare('INSERT INTO block(id, import, data) VALUES (?, ?, ?)')
    // In place: on the thread pool a block costs as much in handing over as it does here.
    const full = (id: number, bytes: Buffer): void => {
      insertBlock.run(id, this.id, zstdCompressSync(bytes, COMPRESSION))
    }
    this.#contentBlocks = new BlockWriter(this.#sequences, contents, full)
    this.#bodyBlocks = new BlockWriter(this.#sequences, contents, full)
    this.#summary = new TraceSummary(db, contents)
    const texts = new ContentWriter(db, this.#contentBlocks, this.#sequences, this.id)
    this.#parts = {
      importId: this.id,
      traces: new TraceIndex(db, this.id, this.#summary),
      spans: new SpanWriter(db, contents, texts, this.#bodyBlocks),
      scores: new ScoreWriter(db),
      judged: new JudgedTraces(db),
      path: connection.path,
      count: () => {
        this.#records += 1
      },
    }
    this.#insertSource = db.prepare('INSERT INTO source(import, path, format) VALUES (?, ?, ?)')
  }

  /** Sources follow one another; an archive's entry is one. */
  beginSource({ path, format }: { path: string; format: string | null }): SourceWriter {
    const id = Number(this.#insertSource.run(this.id, path, format).lastInsertRowid)
    this.#source?.writeProgress()
    this.#source = new SourceWriter(this.#db, id, path, format, this.#parts)
    return this.#source
  }

  /** Writes the batch where it is due. AppError `disk_full`. */
  flush(): void {
    if (this.#records < this.#batchRecords) return
    this.#writeBatch(() => {
      this.#parts.traces.endBatch()
    })
    withWorkspaceErrors(this.#connection.path, () => this.#db.exec('BEGIN IMMEDIATE'))
  }

  /** Writes the rest and ends the import. */
  commit(): void {
    this.#writeBatch(() => {
      this.#parts.traces.finish()
      joinScores(this.#db, this.#parts.judged, this.#summary)
      this.#db
        .prepare("UPDATE import SET state = 'done', finished_us = ? WHERE id = ?")
        .run(Date.now() * 1000, this.id)
    })
    this.#over = true
  }

  /**
   * Takes back all that was written. On a full disk even that needs room: then the rows stay marked as running,
   * and the next opening for writing takes them back.
   */
  rollback(): void {
    if (this.#over) return
    this.#over = true
    if (this.#db.inTransaction) this.#db.exec('ROLLBACK')
    try {
      undoImport(this.#connection, this.id)
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'disk_full')) throw error
    }
  }

  #writeBatch(last: () => void): void {
    withWorkspaceErrors(this.#connection.path, () => {
      this.#contentBlocks.close()
      this.#bodyBlocks.close()
      last()
      this.#source?.writeProgress()
      saveSequences(this.#db, this.#sequences)
      this.#db.exec('COMMIT')
    })
    this.#records = 0
  }
}
