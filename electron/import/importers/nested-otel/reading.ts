import type { ImportSink, SharedNotes } from '../../importer.ts'
import type { CutPlan } from '../../json-cutter.ts'
import { isJsonObject, listOf, newConversion, textOrNull, type Conversion } from '../../json-value.ts'
import type { JsonRecord } from '../../record-reader.ts'
import { SourceMemory, translate } from '../../translate.ts'
import { LabelsOfImport } from './labels-of-import.ts'
import { isLabels, readError, readRatings } from './read-labels.ts'
import { NestedSpans, type SpanOutcome } from './read-span.ts'

export const NESTED_REASONS = {
  other: 'The record is no trace: it has no spans.',
  label: 'The label names no category.',
  deep: 'An attribute was nested deeper than 200 levels and was cut there.',
} as const

export const NESTED_PLAN: CutPlan = {
  members: new Map<string, CutPlan>([
    ['spans', {}],
    ['errors', {}],
    ['scores', {}],
  ]),
  context: new Set(['trace_id']),
}

export class NestedReading {
  readonly #sink: ImportSink
  readonly #memory = new SourceMemory()
  readonly #spans = new NestedSpans()

  readonly #labels: LabelsOfImport
  /** The name of the source: that of the trace, in label files that do not say. */
  readonly #stem: string

  constructor(sink: ImportSink, notes: SharedNotes, stem: string) {
    this.#sink = sink
    this.#labels = new LabelsOfImport(notes, sink)
    this.#stem = stem
  }

  record(record: JsonRecord): boolean {
    if (this.#readLabels(record)) return true
    const conversion = newConversion()
    let outcomes: SpanOutcome[] = []
    const known = this.#collect(record, record.value, outcomes, conversion)
    if (conversion.inexact) {
      outcomes = []
      this.#collect(record, record.exact(), outcomes, conversion)
    }
    if (
      record.divisible &&
      !namesTraceLast(record.value) &&
      outcomes.some((outcome) => typeof outcome === 'string')
    ) {
      return false
    }
    if (!known) this.#sink.reject(NESTED_REASONS.other, record.place)
    if (conversion.tooDeep) this.#sink.note(NESTED_REASONS.deep, record.place)
    for (const outcome of outcomes) {
      if (typeof outcome === 'string') this.#sink.reject(outcome, record.place)
      else {
        translate(outcome, this.#memory)
        this.#sink.span(outcome, record.place)
        this.#labels.trace(outcome.traceId, record.place)
      }
    }
    return true
  }

  /** Labels of a trace: a document of them, or its errors and ratings one by one where it is broken. */
  #readLabels({ value, path, place, context }: JsonRecord): boolean {
    const part = path.at(-1)
    const labels = part === undefined ? value : { [part]: Array.isArray(value) ? value : [value] }
    if (!isJsonObject(labels) || !isLabels(labels)) return false
    const traceId = textOrNull(part === undefined ? labels.trace_id : context('trace_id')) ?? this.#stem
    for (const raw of listOf(labels.errors)) {
      const error = readError(raw, traceId)
      if (error) this.#labels.add(error, place)
      else this.#sink.reject(NESTED_REASONS.label, place)
    }
    for (const raw of listOf(labels.scores))
      for (const rating of readRatings(raw, traceId)) this.#labels.add(rating, place)
    return true
  }

  /** Spans of a document, of a list of them, or of the `spans` of one; false where there is no place for any. */
  #collect(record: JsonRecord, value: unknown, outcomes: SpanOutcome[], conversion: Conversion): boolean {
    const items: readonly unknown[] = Array.isArray(value) ? value : [value]
    if (record.path.at(-1) === 'spans') {
      this.#walk(items, textOrNull(record.context('trace_id')), outcomes, conversion)
      return true
    }
    let known = items.length === 0
    for (const item of items) {
      if (!isJsonObject(item)) continue
      if (Array.isArray(item.spans)) this.#walk(item.spans, textOrNull(item.trace_id), outcomes, conversion)
      else if (item.span_id !== undefined) this.#walk([item], textOrNull(item.trace_id), outcomes, conversion)
      else continue
      known = true
    }
    return known
  }

  #walk(
    roots: readonly unknown[],
    traceId: string | null,
    outcomes: SpanOutcome[],
    conversion: Conversion,
  ): void {
    const waiting = roots.map((raw) => ({ raw, parent: null as string | null })).toReversed()
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const outcome = this.#spans.read(next.raw, traceId, next.parent, conversion)
      outcomes.push(outcome)
      const children = isJsonObject(next.raw) ? next.raw.child_spans : null
      if (!Array.isArray(children)) continue
      const parent = typeof outcome === 'string' ? null : outcome.spanId
      for (let i = children.length - 1; i >= 0; i--) waiting.push({ raw: children[i], parent })
    }
  }
}

/** A document that gives its trace id after the spans cannot be read span by span. */
function namesTraceLast(value: unknown): boolean {
  if (!isJsonObject(value)) return false
  const names = Object.keys(value)
  return names.indexOf('trace_id') > names.indexOf('spans')
}
