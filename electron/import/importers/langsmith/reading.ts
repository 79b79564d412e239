import type { Score } from '../../../../shared/model/score.ts'
import type { Place, Span } from '../../../../shared/model/span.ts'
import { cellList, frameRows } from '../../frame-rows.ts'
import type { ImportSink, SharedNotes } from '../../importer.ts'
import { isJsonObject, listOf, textOrNull, type Conversion, type JsonObject } from '../../json-value.ts'
import type { JsonRecord } from '../../record-reader.ts'
import { readEach, readRecord, type RecordSink } from '../../record-sink.ts'
import { SourceMemory } from '../../translate.ts'
import { BegunRuns } from './begun-runs.ts'
import { GivenFeedback } from './given-feedback.ts'
import { readFeedback, statisticsOf } from './read-feedback.ts'
import { readRun, UNTRACED, type Above } from './read-run.ts'
import { idOrNull, LANGSMITH_REASONS, LISTS } from './schema.ts'
import { UntracedRuns, type FoundRun } from './untraced-runs.ts'

const NOTHING_ABOVE: Above = { traceId: null, parentId: null }
/** Lists within lists that files wrap their runs in. */
const MAX_WRAPPING = 4

/** Runs and feedback of one source on their way to the sink; `end` when all were seen. */
export class LangSmithReading {
  readonly #sink: ImportSink
  readonly #memory = new SourceMemory()
  readonly #begun = new BegunRuns()
  readonly #untraced = new UntracedRuns()
  readonly #feedback: GivenFeedback
  /** Of the record being read, which may be read twice. */
  #found: FoundRun[] = []
  #given: Score[] = []

  constructor(sink: ImportSink, notes: SharedNotes) {
    this.#sink = sink
    this.#feedback = new GivenFeedback(notes)
  }

  /** False where a document's parts tell more exactly what is wrong. */
  record(record: JsonRecord): boolean {
    const became = this.#begun.take(record)
    if (became === 'merged') this.#sink.skip(LANGSMITH_REASONS.merged, record.place)
    if (became === 'no base') this.#sink.reject(LANGSMITH_REASONS.noBase, record.place)
    if (became !== null) return true
    const taken = this.#read(record, (value, out, conversion) => {
      const above = { traceId: idOrNull(record.context('trace_id')), parentId: null }
      return this.#items(value, above, out, conversion, 0)
    })
    if (!taken && record.divisible) return false
    if (!taken) this.#sink.reject(LANGSMITH_REASONS.other, record.place)
    return true
  }

  /** Tells what could only be told at the end: beginnings, runs without a trace, statistics of feedback. */
  async end(): Promise<void> {
    for (const { run, place } of this.#begun.runs()) {
      const whole = {
        value: run,
        place,
        path: [],
        divisible: false,
        exact: () => run,
        context: () => undefined,
      }
      this.#read(whole, (value, out, conversion) => this.#items(value, NOTHING_ABOVE, out, conversion, 0))
      await this.#sink.drain()
    }
    this.#untraced.tell(this.#sink, ({ scores }, place) => {
      for (const score of scores) this.#feedback.hold(score, place)
    })
    this.#feedback.tell(this.#sink)
    await this.#sink.drain()
  }

  #read(
    record: JsonRecord,
    read: (value: unknown, out: RecordSink, conversion: Conversion) => boolean,
  ): boolean {
    const taken = readRecord(record, this.#sink, (value, out, conversion) => {
      this.#found = []
      this.#given = []
      return read(value, out, conversion)
    })
    if (taken) this.#keep(record.place)
    return taken
  }

  #keep(place: Place): void {
    for (const score of this.#given) this.#feedback.note(score)
    for (const found of this.#found) {
      if (found.span.traceId === UNTRACED) this.#untraced.hold(found, place)
      else for (const score of found.scores) this.#feedback.hold(score, place)
    }
  }

  /** False where the value holds neither runs nor feedback. */
  #items(value: unknown, above: Above, out: RecordSink, conversion: Conversion, depth: number): boolean {
    if (Array.isArray(value))
      return readEach(value as unknown[], out, LANGSMITH_REASONS.other, (item) =>
        this.#items(item, above, out, conversion, depth + 1),
      )
    if (!isJsonObject(value) || depth > MAX_WRAPPING) return false
    const rows = frameRows(value, 'run_type')
    if (rows !== null) return this.#items(rows, above, out, conversion, depth + 1)
    if (isRun(value)) this.#run(value, above, out, conversion)
    else if (isFeedback(value)) this.#score(value, null, out)
    else return this.#wrapped(value, above, out, conversion, depth)
    return true
  }

  #wrapped(value: JsonObject, above: Above, out: RecordSink, conversion: Conversion, depth: number): boolean {
    const inner = { traceId: idOrNull(value.trace_id) ?? above.traceId, parentId: null }
    let known = false
    for (const name of LISTS) {
      const list = value[name]
      if (typeof list !== 'object' || list === null) continue
      if (this.#items(list, inner, out, conversion, depth + 1)) known = true
    }
    return known
  }

  /** A run and those nested in it. */
  #run(root: JsonObject, above: Above, out: RecordSink, conversion: Conversion): void {
    const waiting: { raw: unknown; above: Above }[] = [{ raw: root, above }]
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const { raw } = next
      const span = isJsonObject(raw)
        ? readRun(raw, next.above, this.#memory, conversion)
        : LANGSMITH_REASONS.other
      if (typeof span === 'string' || !isJsonObject(raw)) {
        out.reject(typeof span === 'string' ? span : LANGSMITH_REASONS.other)
        continue
      }
      if (span.traceId !== UNTRACED) out.span(span)
      this.#found.push({ span, scores: statisticsOf(span, raw.feedback_stats) })
      for (const row of cellList(raw.feedback)) this.#score(row, span, out)
      const below = { traceId: span.traceId === UNTRACED ? null : span.traceId, parentId: span.spanId }
      const children = [...cellList(raw.child_runs), ...listOf(raw.children).filter(isRun)]
      for (const child of children.toReversed()) waiting.push({ raw: child, above: below })
    }
  }

  #score(row: unknown, of: Span | null, out: RecordSink): void {
    if (!isJsonObject(row)) return out.reject(LANGSMITH_REASONS.other)
    const traceId = of === null || of.traceId === UNTRACED ? null : of.traceId
    const above = of === null || traceId === null ? null : { runId: of.spanId, traceId }
    const named = of !== null && above === null ? { run_id: of.spanId, ...row } : row
    const score = readFeedback(named, above)
    if (typeof score === 'string') return out.reject(score)
    out.score(score)
    this.#given.push(score)
  }
}

function isRun(raw: unknown): raw is JsonObject {
  if (!isJsonObject(raw)) return false
  if (raw.run_type !== undefined || raw.dotted_order !== undefined) return true
  return (
    raw.start_time !== undefined &&
    raw.name !== undefined &&
    (raw.id !== undefined || raw.run_id !== undefined)
  )
}

function isFeedback(raw: JsonObject): boolean {
  if (textOrNull(raw.key) === null) return false
  return (
    raw.score !== undefined ||
    raw.value !== undefined ||
    raw.comment !== undefined ||
    raw.feedback_source !== undefined
  )
}
