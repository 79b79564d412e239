import type { Score } from '../../shared/model/score.ts'
import type { Place, Span } from '../../shared/model/span.ts'
import type { ImportSink } from './importer.ts'
import { newConversion, type Conversion } from './json-value.ts'
import type { JsonRecord } from './record-reader.ts'

/** Where the reader of one record puts what it finds; the place is the record's own unless another is given. */
export interface RecordSink {
  span(span: Span, place?: Place): void
  score(score: Score, place?: Place): void
  alias(traceId: string, alias: string): void
  reject(reason: string, place?: Place): void
  skip(reason: string, count?: number): void
  note(reason: string): void
}

export const CUT_DEEP = 'An attribute was nested deeper than 200 levels and was cut there.'

/**
 * Reads one record with `read`, and once more with every integer exact where one beyond 2^53 was met (see Conversion).
 * `read` returns false where the record is none of its format: then nothing of it is kept and false is returned.
 */
export function readRecord(
  record: JsonRecord,
  sink: ImportSink,
  read: (value: unknown, out: RecordSink, conversion: Conversion) => boolean,
): boolean {
  let conversion = newConversion()
  let out = new HeldRecord()
  let taken = read(record.value, out, conversion)
  if (conversion.inexact) {
    conversion = newConversion()
    out = new HeldRecord()
    taken = read(record.exact(), out, conversion)
  }
  if (!taken) return false
  if (conversion.tooDeep) out.note(CUT_DEEP)
  out.pass(sink, record.place)
  return true
}

/** Holds back what a record gave until it is known that it counts. */
class HeldRecord implements RecordSink {
  readonly #calls: ((sink: ImportSink, place: Place) => void)[] = []

  span(span: Span, own?: Place): void {
    this.#calls.push((sink, place) => sink.span(span, own ?? place))
  }
  score(score: Score, own?: Place): void {
    this.#calls.push((sink, place) => sink.score(score, own ?? place))
  }
  alias(traceId: string, alias: string): void {
    this.#calls.push((sink) => sink.alias(traceId, alias))
  }
  reject(reason: string, own?: Place): void {
    this.#calls.push((sink, place) => sink.reject(reason, own ?? place))
  }
  skip(reason: string, count = 1): void {
    this.#calls.push((sink, place) => sink.skip(reason, place, count))
  }
  note(reason: string): void {
    this.#calls.push((sink, place) => sink.note(reason, place))
  }

  pass(sink: ImportSink, place: Place): void {
    for (const call of this.#calls) call(sink, place)
  }
}

/** Reads the items of a list; false where `read` knows none of them. Of a list that holds records the others are rejected. */
export function readEach(
  items: readonly unknown[],
  out: Pick<RecordSink, 'reject'>,
  other: string,
  read: (item: unknown) => boolean,
): boolean {
  const unknown = items.filter((item) => !read(item)).length
  const isKnown = items.length === 0 || unknown < items.length
  if (isKnown) for (let i = 0; i < unknown; i++) out.reject(other)
  return isKnown
}
