import { traceOfSpan } from '../../../../shared/model/score.ts'
import { annotationScore, attributeScores } from '../../annotation-scores.ts'
import { isJsonObject, listOf, textOrNull, type Conversion, type JsonObject } from '../../json-value.ts'
import type { JsonRecord } from '../../record-reader.ts'
import type { RecordSink } from '../../record-sink.ts'
import { SourceMemory, translate } from '../../translate.ts'
import { idsOf, readPhoenixSpan } from './read-span.ts'
import { PHOENIX_REASONS } from './schema.ts'

export class PhoenixReading {
  readonly #memory = new SourceMemory()
  /** The name of an evaluation whose frame does not hold it: that of its file. */
  readonly #evaluation: string

  constructor(evaluation: string) {
    this.#evaluation = evaluation
  }

  /** False where the value holds nothing of Phoenix's. */
  read(record: JsonRecord, value: unknown, out: RecordSink, conversion: Conversion): boolean {
    const items = Array.isArray(value) ? (value as unknown[]) : [value]
    if (record.path.length > 0) {
      const context = record.context('traceId')
      for (const item of items) this.#row(item, textOrNull(context), out, conversion)
      return true
    }
    let known = items.length === 0
    for (const item of items) known = this.#item(item, out, conversion) || known
    return known
  }

  #item(item: unknown, out: RecordSink, conversion: Conversion): boolean {
    if (!isJsonObject(item)) return false
    if (isSpan(item) || isJudgement(item)) {
      this.#row(item, null, out, conversion)
      return true
    }
    const list = Array.isArray(item.spans) ? item.spans : item.data
    if (Array.isArray(list)) {
      for (const row of listOf(list)) this.#row(row, textOrNull(item.traceId), out, conversion)
      return true
    }
    // Several lists of spans by name.
    const lists = Object.values(item).filter((inner) => Array.isArray(inner) && inner.some(isSpan))
    for (const inner of lists) for (const row of listOf(inner)) this.#row(row, null, out, conversion)
    return lists.length > 0
  }

  #row(row: unknown, ofTrace: string | null, out: RecordSink, conversion: Conversion): void {
    if (!isJsonObject(row)) return out.reject(PHOENIX_REASONS.other)
    if (!isSpan(row)) return this.#judgement(row, out)
    const span = readPhoenixSpan(row, ofTrace, conversion)
    if (typeof span === 'string') return out.reject(span)
    translate(span, this.#memory)
    out.span(span)
    for (const score of attributeScores(span)) out.score(score)
    for (const annotation of [...listOf(row.annotations), ...listOf(row.span_annotations)]) {
      const score = isJsonObject(annotation) ? annotationScore(annotation, span.traceId, span.spanId) : null
      if (score) out.score(score)
      else out.reject(PHOENIX_REASONS.noJudged)
    }
  }

  /** An annotation, or a row of an evaluation's frame: it names its span, its trace, or both. */
  #judgement(row: JsonObject, out: RecordSink): void {
    if (!isJudgement(row)) return out.reject(PHOENIX_REASONS.other)
    const { traceId, spanId } = idsOf(row)
    const named =
      row.name === undefined && row.annotation_name === undefined ? { ...row, name: this.#evaluation } : row
    const trace = traceId ?? (spanId === null ? null : traceOfSpan(spanId))
    const score = trace === null ? null : annotationScore(named, trace, spanId)
    if (score) out.score(score)
    else out.reject(PHOENIX_REASONS.noJudged)
  }
}

function isSpan(raw: unknown): boolean {
  return (
    isJsonObject(raw) &&
    raw.start_time !== undefined &&
    (raw.context !== undefined || idsOf(raw).spanId !== null)
  )
}

function isJudgement(raw: JsonObject): boolean {
  const { traceId, spanId } = idsOf(raw)
  if (traceId === null && spanId === null) return false
  return raw.result !== undefined || raw.label !== undefined || raw.score !== undefined
}
