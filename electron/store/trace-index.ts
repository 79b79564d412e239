import type { Database, Statement } from 'better-sqlite3'
import { RecentMap } from './recent-map.ts'
import type { SummedSpan, TraceKey, TraceSummary } from './trace-summary.ts'

/** Traces whose internal id is known without asking, a generation; more than a batch has records. */
const KNOWN_TRACES = 50_000
/** Traces with more spans are summed up from the file, so that a trace as long as its export needs no memory. */
const HELD_SPANS = 2000
/** Spans of unfinished traces held in all. */
const HELD_IN_ALL = 60_000

/** A trace the current batch or the one before touched. */
interface OpenTrace {
  /** The batch that touched it last. */
  batch: number
  /** The source that touched it last. */
  source: number
  /** How its row begins, until it is written. */
  key: TraceKey | null
  /** Whether its row has to be summed up anew. */
  isDirty: boolean
  /** All its spans, while this import alone brought them and they are few. */
  spans: SummedSpan[] | null
}

/** The traces one import touches: their internal ids, and which rows have to be summed up anew. */
export class TraceIndex {
  /** How many traces the import has brought. */
  created = 0
  readonly #import: number
  readonly #summary: TraceSummary
  readonly #known = new RecentMap<string, number>(KNOWN_TRACES, () => 1)
  readonly #find: Statement<[string], number>
  readonly #insertHolder: Statement
  readonly #raise: Statement
  readonly #firstOwn: number
  readonly #open = new Map<number, OpenTrace>()
  /** Traces of earlier imports that this one changed. */
  readonly #changed = new Set<number>()
  #next: number
  #batch = 0
  #held = 0

  constructor(db: Database, importId: number, summary: TraceSummary) {
    this.#import = importId
    this.#summary = summary
    this.#find = db.prepare<[string], number>('SELECT id FROM trace WHERE trace_id = ?').pluck()
    this.#insertHolder = db.prepare(
      'INSERT INTO trace_source(source, trace) VALUES (?, ?) ON CONFLICT DO NOTHING',
    )
    this.#raise = db.prepare('UPDATE trace SET revision = revision + 1 WHERE id = ?')
    const last = db.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'trace'").pluck().get()
    this.#firstOwn = Number(last ?? 0) + 1
    this.#next = this.#firstOwn
  }

  /** The internal id of a trace that a source holds something of; a new one is written with its batch. */
  enter(traceId: string, source: number): number {
    const known = this.idOf(traceId)
    const id = known ?? this.#next++
    const open = this.#hold(id, source)
    if (known === undefined) {
      this.created += 1
      open.key = { id, traceId, import: this.#import, source }
      open.isDirty = true
      open.spans = this.#held < HELD_IN_ALL ? [] : null
    }
    this.#known.set(traceId, id)
    return id
  }

  /** The internal id of a trace that is there. */
  idOf(traceId: string): number | undefined {
    return this.#known.get(traceId) ?? this.#find.get(traceId)
  }

  /** A source holds something of a trace that is there. */
  enterKnown(id: number, source: number): number {
    this.#hold(id, source)
    return id
  }

  #hold(id: number, source: number): OpenTrace {
    let open = this.#open.get(id)
    if (open === undefined) {
      open = { batch: this.#batch, source: 0, key: null, isDirty: false, spans: null }
      this.#open.set(id, open)
    }
    open.batch = this.#batch
    if (open.source !== source) {
      this.#insertHolder.run(source, id)
      open.source = source
    }
    return open
  }

  /** A span was added to the trace. */
  add(trace: number, span: SummedSpan): void {
    const open = this.#touch(trace)
    if (open.spans === null) return
    if (open.spans.length === HELD_SPANS) this.#drop(open)
    else {
      open.spans.push(span)
      this.#held += 1
    }
  }

  /** A span of the trace was replaced. */
  change(trace: number): void {
    this.#drop(this.#touch(trace))
  }

  /** A score of the trace was added. */
  score(trace: number): void {
    this.#touch(trace)
  }

  /** Writes the rows of new traces, and sums up those that are in memory or rested for a whole batch. */
  endBatch(): void {
    for (const [trace, open] of this.#open) {
      const rested = open.batch !== this.#batch
      if (open.key !== null || (open.isDirty && (rested || open.spans !== null))) this.#write(trace, open)
      if (!rested) continue
      this.#drop(open)
      this.#open.delete(trace)
    }
    this.#batch += 1
  }

  /** Sums up all the rest. Only now is the revision of other imports' traces raised: a killed import leaves none. */
  finish(): void {
    for (const [trace, open] of this.#open) if (open.isDirty) this.#write(trace, open)
    this.#open.clear()
    for (const trace of this.#changed) this.#raise.run(trace)
    this.#changed.clear()
  }

  #touch(trace: number): OpenTrace {
    const open = this.#open.get(trace)
    if (open === undefined) throw new Error(`trace ${trace} was not entered`)
    open.isDirty = true
    if (trace < this.#firstOwn) this.#changed.add(trace)
    return open
  }

  #write(trace: number, open: OpenTrace): void {
    if (open.key !== null) this.#summary.insert(open.key, open.spans)
    else this.#summary.update(trace, open.spans)
    open.key = null
    open.isDirty = false
  }

  #drop(open: OpenTrace): void {
    this.#held -= open.spans?.length ?? 0
    open.spans = null
  }
}
