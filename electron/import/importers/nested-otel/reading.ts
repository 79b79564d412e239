import type { ImportSink } from '../../importer.ts'
import type { CutPlan } from '../../json-cutter.ts'
import { isJsonObject, newConversion, textOrNull, type Conversion } from '../../json-value.ts'
import type { JsonRecord } from '../../record-reader.ts'
import { SourceMemory, translate } from '../../translate.ts'
import { NestedSpans, type SpanOutcome } from './read-span.ts'

export const NESTED_REASONS = {
  other: 'The record is no trace: it has no spans.',
  deep: 'An attribute was nested deeper than 200 levels and was cut there.',
} as const

export const NESTED_PLAN: CutPlan = { members: new Map([['spans', {}]]), context: new Set(['trace_id']) }

export class NestedReading {
  readonly #sink: ImportSink
  readonly #memory = new SourceMemory()
  readonly #spans = new NestedSpans()

  constructor(sink: ImportSink) {
    this.#sink = sink
  }

  record(record: JsonRecord): boolean {
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
      }
    }
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
