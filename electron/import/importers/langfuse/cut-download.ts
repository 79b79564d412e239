import type { Place, Span } from '../../../../shared/model/span.ts'
import type { ImportSink } from '../../importer.ts'
import type { CutPlan } from '../../json-cutter.ts'
import { attributesFromJson, isJsonObject, newConversion, type JsonObject } from '../../json-value.ts'
import type { JsonRecord } from '../../record-reader.ts'
import { readRecord, type RecordSink } from '../../record-sink.ts'
import type { Judges } from './judges.ts'
import { readObservation, type LangfuseMemory } from './read-observation.ts'
import { factsOf, NO_COLUMNS, readTrace, setTraceFields } from './read-trace.ts'
import { LANGFUSE_REASONS, TRACE_MEMBERS } from './schema.ts'
import { takeScore } from './take-score.ts'

const OF_TRACE: readonly (readonly [string, CutPlan])[] = [
  ...TRACE_MEMBERS.map((name) => [name, {}] as const),
  ['observations', {}],
  ['scores', {}],
  ['corrections', {}],
]

/** Members may come in any order, and the trace holds a second, lighter list of its observations. */
export const LANGFUSE_PLAN: CutPlan = {
  members: new Map<string, CutPlan>([...OF_TRACE, ['trace', { members: new Map(OF_TRACE) }], ['data', {}]]),
}

interface Held {
  raw: JsonObject
  span: Span
  place: Place
}

/**
 * A download that is too large or broken to be read at once. One observation is held back to the end, the first without a
 * parent (else the first of all): it gets what the document says of the trace, before the observations or after them.
 */
export class CutDownload {
  readonly #sink: ImportSink
  readonly #memory: LangfuseMemory
  readonly #judges: Judges
  #trace = new Map<string, unknown>()
  #tracePlace: Place | null = null
  #held: Held | null = null
  /** The document says that there are no observations. */
  #isEmpty = false

  constructor(sink: ImportSink, memory: LangfuseMemory, judges: Judges) {
    this.#sink = sink
    this.#memory = memory
    this.#judges = judges
  }

  take(record: JsonRecord): void {
    const { path } = record
    const [first, second] = path
    const isOfTrace = first === 'trace'
    const name = isOfTrace ? second : first
    if (name === 'observations') {
      if (!isOfTrace) this.#observations(record)
    } else if (name === 'scores' || name === 'corrections') this.#scores(record)
    else if (name === undefined) this.#whole(record)
    else this.#member(name, record)
  }

  /** The document is through. */
  end(): void {
    const raw: JsonObject = Object.fromEntries(this.#trace)
    const held = this.#held
    const conversion = newConversion()
    if (held) {
      setTraceFields(held.span, held.raw, raw, conversion)
      this.#sink.span(held.span, held.place)
    } else if (this.#tracePlace) {
      const span = this.#isEmpty
        ? readTrace(raw, NO_COLUMNS, this.#memory, conversion)
        : LANGFUSE_REASONS.noObservations
      if (typeof span === 'string') this.#sink.reject(span, this.#tracePlace)
      else this.#sink.span(span, this.#tracePlace)
    }
    this.#trace = new Map()
    this.#tracePlace = null
    this.#held = null
    this.#isEmpty = false
  }

  #observations(record: JsonRecord): void {
    let read: Held[] = []
    readRecord(record, this.#sink, (value, out, conversion) => {
      read = []
      this.#isEmpty = Array.isArray(value) && value.length === 0
      const facts = factsOf(Object.fromEntries(this.#trace))
      for (const raw of Array.isArray(value) ? (value as unknown[]) : [value]) {
        const span = isJsonObject(raw)
          ? readObservation(raw, facts, NO_COLUMNS, this.#memory, conversion)
          : LANGFUSE_REASONS.other
        if (typeof span === 'string') out.reject(span)
        else if (isJsonObject(raw)) read.push({ raw, span, place: record.place })
      }
      return true
    })
    for (const each of read) this.#keep(each)
  }

  #keep(each: Held): void {
    this.#judges.learn(each.span)
    const held = this.#held
    if (held && held.span.traceId !== each.span.traceId) {
      this.end()
      this.#held = each
    } else if (held && (held.span.parentSpanId === null || each.span.parentSpanId !== null))
      this.#sink.span(each.span, each.place)
    else {
      if (held) this.#sink.span(held.span, held.place)
      this.#held = each
    }
  }

  #scores(record: JsonRecord): void {
    readRecord(record, this.#sink, (value, out) => {
      for (const raw of Array.isArray(value) ? (value as unknown[]) : [value]) this.#score(raw, out)
      return true
    })
  }

  #score(raw: unknown, out: RecordSink): void {
    const id = this.#trace.get('id') ?? this.#held?.span.traceId
    takeScore(raw, typeof id === 'string' ? id : null, this.#judges, out)
  }

  /** The trace in one piece, without its lighter observations. */
  #whole(record: JsonRecord): void {
    if (this.#trace.size > 0) this.end()
    readRecord(record, this.#sink, (value, out, conversion) => {
      if (!isJsonObject(value)) return false
      const { observations: _, scores, corrections, ...rest } = value
      attributesFromJson(rest, conversion)
      this.#trace = new Map(Object.entries(rest))
      for (const list of [scores, corrections])
        for (const raw of Array.isArray(list) ? (list as unknown[]) : []) this.#score(raw, out)
      return true
    })
    this.#tracePlace = record.place
  }

  #member(name: string, record: JsonRecord): void {
    if (this.#trace.has(name)) this.end()
    readRecord(record, this.#sink, (value, _, conversion) => {
      attributesFromJson({ value }, conversion)
      this.#trace.set(name, value)
      return true
    })
    this.#tracePlace ??= record.place
  }
}
