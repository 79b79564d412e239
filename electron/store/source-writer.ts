import type { Database, Statement } from 'better-sqlite3'
import type { ImportProblem, SourceReport } from '../../shared/model/import-report.ts'
import type { Score } from '../../shared/model/score.ts'
import type { Place, Span } from '../../shared/model/span.ts'
import type { JudgedTraces } from './judged-traces.ts'
import type { ScoreWriter } from './score-writer.ts'
import type { SpanWriter } from './span-writer.ts'
import { withWorkspaceErrors } from './sqlite-error.ts'
import type { TraceIndex } from './trace-index.ts'

/** What only the reader of a source knows when it is through. */
export interface SourceEnd {
  sha256: string
  bytes: number
  read: number
  accepted: number
  rejected: number
  skipped: number
  /** Duplicates the reader itself left out, besides those the store found. */
  duplicates?: number
  seconds: number
  problems: ImportProblem[]
  /** Where the format was only known in the end. */
  format?: string | null
}

/** What the sources of one import share. */
export interface ImportParts {
  importId: number
  traces: TraceIndex
  spans: SpanWriter
  scores: ScoreWriter
  judged: JudgedTraces
  /** The workspace's path, for messages. */
  path: string
  /** Called for every record written. */
  count(): void
}

/** Takes the records of one file. */
export class SourceWriter {
  readonly id: number
  readonly #path: string
  readonly #format: string | null
  readonly #parts: ImportParts
  readonly #progress: Statement
  readonly #end: Statement
  readonly #origin: { source: number; import: number; seq: number }
  #traces = 0
  #spans = 0
  #scores = 0
  #duplicates = 0
  #records = 0
  #finished = false

  constructor(db: Database, id: number, path: string, format: string | null, parts: ImportParts) {
    this.id = id
    this.#path = path
    this.#format = format
    this.#parts = parts
    this.#origin = { source: id, import: parts.importId, seq: 0 }
    this.#progress = db.prepare(
      'UPDATE source SET traces = ?, spans = ?, scores = ?, duplicates = ?, read = ?, accepted = ? WHERE id = ?',
    )
    this.#end = db.prepare(
      `UPDATE source SET sha256 = ?, format = ?, bytes = ?, traces = ?, spans = ?, scores = ?, read = ?, accepted = ?,
         rejected = ?, skipped = ?, duplicates = ?, seconds = ?, problems = ? WHERE id = ?`,
    )
  }

  /** Throws RangeError where a value is nested too deep to be kept: the record is to be rejected. */
  span(span: Span, place: Place): void {
    const { spans, traces } = this.#parts
    this.#write(() => {
      spans.encode(span)
      this.#origin.seq += 1
      const trace = this.#enter(span.traceId)
      const outcome = spans.write(trace, place, this.#origin)
      if (outcome === 'added') {
        this.#spans += 1
        traces.add(trace, spans.summed(span))
      } else if (outcome === 'again') this.#duplicates += 1
      else traces.change(trace)
    })
  }

  /** A score of a trace that no source holds makes a trace without spans, until the trace comes (see joinScores). */
  score(score: Score, _place?: Place): void {
    const { scores, traces, judged, importId } = this.#parts
    this.#write(() => {
      const name = score.traceId.toWellFormed()
      const called = traces.idOf(name) === undefined ? judged.find(name) : null
      const trace = called === null ? this.#enter(name) : traces.enterKnown(called, this.id)
      if (scores.write(trace, score, this.id, importId) === 'again') {
        this.#duplicates += 1
        return
      }
      this.#scores += 1
      traces.score(trace)
    })
  }

  /** Another name by which scores call a trace. */
  alias(traceId: string, alias: string): void {
    withWorkspaceErrors(this.#parts.path, () =>
      this.#parts.judged.add(this.#enter(traceId), alias.toWellFormed()),
    )
  }

  /** Writes how far the source is; part of the batch it tells of. */
  writeProgress(): void {
    if (this.#finished) return
    const { id } = this
    this.#progress.run(
      this.#traces,
      this.#spans,
      this.#scores,
      this.#duplicates,
      this.#records,
      this.#records,
      id,
    )
  }

  /** Ends the source and gives its report. */
  finish(end: SourceEnd): SourceReport {
    const report: SourceReport = {
      path: this.#path,
      sha256: end.sha256,
      format: end.format === undefined ? this.#format : end.format,
      bytes: end.bytes,
      traces: this.#traces,
      spans: this.#spans,
      scores: this.#scores,
      read: end.read,
      accepted: end.accepted,
      rejected: end.rejected,
      skipped: end.skipped,
      duplicates: this.#duplicates + (end.duplicates ?? 0),
      seconds: end.seconds,
      problems: end.problems,
    }
    this.#finished = true
    this.#end.run(
      report.sha256,
      report.format,
      report.bytes,
      report.traces,
      report.spans,
      report.scores,
      report.read,
      report.accepted,
      report.rejected,
      report.skipped,
      report.duplicates,
      report.seconds,
      JSON.stringify(report.problems),
      this.id,
    )
    return report
  }

  #write(work: () => void): void {
    const { path } = this.#parts
    withWorkspaceErrors(path, work)
    this.#records += 1
    this.#parts.count()
  }

  #enter(traceId: string): number {
    const { traces } = this.#parts
    const before = traces.created
    const trace = traces.enter(traceId.toWellFormed(), this.id)
    this.#traces += traces.created - before
    return trace
  }
}
