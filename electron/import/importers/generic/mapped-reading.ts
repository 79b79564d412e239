import type { Mapping } from '../../../../shared/model/mapping.ts'
import type { ImportSink, ImportSource } from '../../importer.ts'
import type { CutPlan } from '../../json-cutter.ts'
import { isJsonObject, type Conversion } from '../../json-value.ts'
import { readRecord, type RecordSink } from '../../record-sink.ts'
import type { JsonRecord } from '../../record-reader.ts'
import { readRecords } from '../../records.ts'
import { sourceStem } from '../../source-name.ts'
import { SourceMemory } from '../../translate.ts'
import { MappedValues } from './mapped-values.ts'
import { MessageRuns } from './message-runs.ts'
import { parsePath, valueAt } from './path.ts'
import { readCall, readSpan } from './read-step.ts'
import { readRun } from './read-run.ts'

export const MAPPED_REASONS = {
  noList: 'The document has no list of records where the mapping says.',
  run: 'The record has no list of messages where the mapping says.',
  call: 'The record has neither an input nor an output where the mapping says.',
  message: 'The message names no conversation where the mapping says.',
  span: 'The record has neither a trace id nor a span id where the mapping says.',
  notObject: 'There is something other than a record where a record should be.',
} as const

/** Reads a source as a mapping says. */
export async function readMapped(source: ImportSource, sink: ImportSink, mapping: Mapping): Promise<void> {
  const reading = new MappedReading(mapping, sink, sourceStem(source.path))
  await readRecords(source, sink, { plan: planOf(mapping), record: (record) => reading.record(record) })
  reading.end()
}

class MappedReading {
  readonly #mapping: Mapping
  readonly #sink: ImportSink
  readonly #stem: string
  readonly #memory = new SourceMemory()
  readonly #messages: MessageRuns
  #count = 0

  constructor(mapping: Mapping, sink: ImportSink, stem: string) {
    this.#mapping = mapping
    this.#sink = sink
    this.#stem = stem
    this.#messages = new MessageRuns(sink)
  }

  record(record: JsonRecord): boolean {
    const items = this.#itemsOf(record)
    if (items === null) {
      // Its parts may be where the mapping looks for them.
      if (record.divisible) return false
      this.#sink.reject(MAPPED_REASONS.noList, record.place)
      return true
    }
    if (this.#mapping.each === 'message') {
      for (const item of items) this.#message(item, record)
      return true
    }
    const before = this.#count
    return readRecord(record, this.#sink, (value, out, conversion) => {
      this.#count = before
      const again = value === record.value ? items : (this.#itemsOf({ ...record, value }) ?? [])
      for (const item of again) this.#item(item, value === item, out, conversion)
      return true
    })
  }

  end(): void {
    this.#messages.end()
  }

  /** The records in a value; null where the list they should be in is missing. */
  #itemsOf({ value, path }: JsonRecord): readonly unknown[] | null {
    const { records, each, fields } = this.#mapping
    if (path.length > 0) return Array.isArray(value) ? (value as unknown[]) : [value]
    if (records !== undefined) {
      const found = valueAt(value, records)
      return Array.isArray(found) ? (found as unknown[]) : null
    }
    const isRunItself = each === 'run' && fields.messages === '.'
    return Array.isArray(value) && !isRunItself ? (value as unknown[]) : [value]
  }

  #message(item: unknown, record: JsonRecord): void {
    const { place } = record
    if (!isJsonObject(item)) return this.#sink.reject(MAPPED_REASONS.notObject, place)
    const conversion = { inexact: false, tooDeep: false, tidemark: false }
    const values = new MappedValues(this.#mapping, item, conversion)
    if (!this.#messages.tell(values, place)) this.#sink.reject(MAPPED_REASONS.message, place)
  }

  #item(item: unknown, isDocument: boolean, out: RecordSink, conversion: Conversion): void {
    const name = isDocument && this.#count === 0 ? this.#stem : `${this.#stem}#${this.#count}`
    this.#count += 1
    if (!isJsonObject(item) && !Array.isArray(item)) return out.reject(MAPPED_REASONS.notObject)
    const values = new MappedValues(this.#mapping, item, conversion)
    const { each } = this.#mapping
    const read =
      each === 'run'
        ? readRun(values, [name, `${this.#stem}#${this.#count - 1}`], out)
        : each === 'call'
          ? readCall(values, this.#memory, out)
          : readSpan(values, this.#memory, out)
    if (!read) out.reject(MAPPED_REASONS[each])
  }
}

/** A large document is cut where the mapping has its list of records. */
function planOf({ records }: Mapping): CutPlan {
  let plan: CutPlan = {}
  for (const step of records === undefined ? [] : parsePath(records).toReversed()) {
    if (typeof step === 'string') plan = { members: new Map([[step, plan]]) }
  }
  return plan
}
