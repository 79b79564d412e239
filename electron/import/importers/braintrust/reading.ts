import type { Place, Span } from '../../../../shared/model/span.ts'
import type { ImportSink } from '../../importer.ts'
import { isJsonObject, newConversion, type Conversion, type JsonObject } from '../../json-value.ts'
import type { JsonRecord } from '../../record-reader.ts'
import { CUT_DEEP, readRecord } from '../../record-sink.ts'
import { SourceMemory, translate } from '../../translate.ts'
import { MergedRows } from './merge-rows.ts'
import { readBraintrustRow } from './read-row.ts'
import { BRAINTRUST_REASONS, IS_MERGE } from './schema.ts'
import { BraintrustScores } from './scores.ts'

/** Rows of one source on their way to the sink; `end` when all were seen. */
export class BraintrustReading {
  readonly #sink: ImportSink
  readonly #memory = new SourceMemory()
  readonly #scores = new BraintrustScores()
  /** Rows that may still grow; null where every row is whole. */
  readonly #merged: MergedRows | null

  constructor(sink: ImportSink, merges: boolean) {
    this.#sink = sink
    this.#merged = merges ? new MergedRows() : null
  }

  record(record: JsonRecord): boolean {
    const rows = rowsOf(record.value)
    if (rows === null) {
      if (record.divisible) return false
      this.#sink.reject(BRAINTRUST_REASONS.other, record.place)
      return true
    }
    if (this.#merged) {
      for (const row of rowsOf(record.exact()) ?? []) this.#hold(this.#merged, row, record.place)
      return true
    }
    let read: { row: JsonObject; span: Span }[] = []
    readRecord(record, this.#sink, (value, out, conversion) => {
      read = []
      for (const row of rowsOf(value) ?? []) {
        if (!isRow(row)) {
          out.reject(BRAINTRUST_REASONS.other)
          continue
        }
        const span = this.#read(row, conversion)
        if (typeof span === 'string') out.reject(span)
        else {
          out.span(span)
          read.push({ row, span })
        }
      }
      return true
    })
    for (const { row, span } of read) this.#scores.take(row, span, record.place)
    return true
  }

  /** Tells what could only be told at the end: rows that have grown, scores with their judges. */
  async end(): Promise<void> {
    for (const { row, place } of this.#merged?.rows() ?? []) {
      const conversion = newConversion()
      const span = this.#read(row, conversion)
      if (conversion.tooDeep) this.#sink.note(CUT_DEEP, place)
      if (typeof span === 'string') this.#sink.reject(span, place)
      else {
        this.#sink.span(span, place)
        this.#scores.take(row, span, place)
      }
      await this.#sink.drain()
    }
    this.#scores.tell(this.#sink)
    await this.#sink.drain()
  }

  #hold(merged: MergedRows, row: unknown, place: Place): void {
    if (!isRow(row)) return this.#sink.reject(BRAINTRUST_REASONS.other, place)
    const became = merged.add(row, place)
    if (became === 'merged') this.#sink.skip(BRAINTRUST_REASONS.merged, place)
    if (became === 'no base') this.#sink.reject(BRAINTRUST_REASONS.noBase, place)
  }

  #read(row: JsonObject, conversion: Conversion): Span | string {
    if (row[IS_MERGE] === true && row.created === undefined) return BRAINTRUST_REASONS.noBase
    const span = readBraintrustRow(row, this.#memory, conversion)
    if (typeof span !== 'string') translate(span, this.#memory)
    return span
  }
}

/** The rows of a record: a row, a list, or a page of an API; null where there are none. */
function rowsOf(value: unknown): readonly unknown[] | null {
  if (Array.isArray(value)) return value as unknown[]
  if (!isJsonObject(value)) return null
  if (value.root_span_id !== undefined || value.span_id !== undefined) return [value]
  const list = value.data ?? value.events ?? value.rows
  return Array.isArray(list) ? (list as unknown[]) : null
}

function isRow(value: unknown): value is JsonObject {
  return isJsonObject(value) && (value.root_span_id !== undefined || value.span_id !== undefined)
}
