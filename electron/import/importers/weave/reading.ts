import type { Place, Span } from '../../../../shared/model/span.ts'
import { cellObject, frameRows } from '../../frame-rows.ts'
import type { ImportSink } from '../../importer.ts'
import { isJsonObject, listOf, type Conversion, type JsonObject } from '../../json-value.ts'
import type { JsonRecord } from '../../record-reader.ts'
import { readEach, readRecord, type RecordSink } from '../../record-sink.ts'
import { SourceMemory } from '../../translate.ts'
import { modelsOf } from './call-usage.ts'
import { nestedRow } from './dotted-columns.ts'
import { predictionScores } from './prediction-scores.ts'
import { readCall, setModelCall } from './read-call.ts'
import { isFeedback, readFeedback, type GivenScore } from './read-feedback.ts'
import { readRef, WEAVE_REASONS } from './schema.ts'
import { WeaveScorers } from './scorers.ts'

interface OpenCall {
  span: Span
  raw: JsonObject
  place: Place
}

/** Lists that files wrap their calls or feedback in. */
const LISTS = ['calls', 'data', 'result', 'rows'] as const
const MAX_KNOWN = 2_000_000

/** Calls and feedback of one source on their way to the sink; `end` when all were seen. */
export class WeaveReading {
  readonly #sink: ImportSink
  readonly #memory = new SourceMemory()
  readonly #scorers = new WeaveScorers()
  /** Calls with tokens that are a model's if none is below them. */
  readonly #open = new Map<string, OpenCall[]>()
  readonly #parents = new Set<string>()
  /** Of the record being read, which may be read twice. */
  #found: { raw: JsonObject; span: Span; isOpen: boolean }[] = []
  #given: GivenScore[] = []

  constructor(sink: ImportSink) {
    this.#sink = sink
  }

  /** False where a document's parts tell more exactly what is wrong. */
  record(record: JsonRecord): boolean {
    const taken = readRecord(record, this.#sink, (value, out, conversion) => {
      this.#found = []
      this.#given = []
      return this.#items(value, out, conversion, 0)
    })
    if (taken) this.#keep(record.place)
    else if (record.divisible) return false
    else this.#sink.reject(WEAVE_REASONS.other, record.place)
    return true
  }

  /** Tells what could only be told at the end: calls that none is below, and scores with their judges. */
  async end(): Promise<void> {
    for (const { span, raw, place } of [...this.#open.values()].flat()) {
      span.kind = 'llm'
      setModelCall(span, raw, this.#memory)
      this.#sink.span(span, place)
      await this.#sink.drain()
    }
    this.#open.clear()
    this.#scorers.tell(this.#sink)
    await this.#sink.drain()
  }

  #keep(place: Place): void {
    for (const { raw, span, isOpen } of this.#found) {
      const { parentSpanId } = span
      if (parentSpanId !== null) this.#hasBelow(parentSpanId)
      this.#scorers.note(span, readRef(raw.op_name)?.name ?? span.name, modelsOf(cellObject(raw.summary)))
      if (!isOpen) continue
      const open = this.#open.get(span.spanId)
      if (this.#parents.has(span.spanId)) this.#sink.span(span, place)
      else if (open) open.push({ span, raw, place })
      else this.#open.set(span.spanId, [{ span, raw, place }])
    }
    for (const given of this.#given) this.#scorers.hold(given, place)
  }

  /** A call is below this one: what it counts is repeated from there. */
  #hasBelow(id: string): void {
    if (this.#parents.size < MAX_KNOWN) this.#parents.add(id)
    for (const { span, place } of this.#open.get(id) ?? []) this.#sink.span(span, place)
    this.#open.delete(id)
  }

  /** False where the value holds neither calls nor feedback. */
  #items(value: unknown, out: RecordSink, conversion: Conversion, depth: number): boolean {
    if (Array.isArray(value))
      return readEach(value as unknown[], out, WEAVE_REASONS.other, (item) =>
        this.#items(item, out, conversion, depth + 1),
      )
    if (!isJsonObject(value) || depth > 3) return false
    const rows = frameRows(value, 'op_name')
    if (rows !== null) return this.#items(rows, out, conversion, depth + 1)
    if (isFeedback(value)) this.#feedback(value, null, out)
    else if (value.op_name !== undefined) this.#call(nestedRow(value), out, conversion)
    else {
      const list = LISTS.map((name) => value[name]).find((item) => Array.isArray(item))
      return list !== undefined && this.#items(list, out, conversion, depth + 1)
    }
    return true
  }

  #call(raw: JsonObject, out: RecordSink, conversion: Conversion): void {
    const read = readCall(raw, this.#memory, conversion)
    if (typeof read === 'string') return out.reject(read)
    const { span, isOpen } = read
    if (!isOpen) out.span(span)
    this.#found.push({ raw, span, isOpen })
    this.#given.push(...predictionScores(raw, span))
    const { feedback } = cellObject(cellObject(raw.summary).weave)
    for (const row of listOf(feedback)) this.#feedback(row, span, out)
  }

  #feedback(row: unknown, of: Span | null, out: RecordSink): void {
    const given = isJsonObject(row) ? readFeedback(row, of) : WEAVE_REASONS.other
    if (typeof given === 'string') out.reject(given)
    else this.#given.push(...given)
  }
}
