import { isBlank } from '../../members.ts'
import type { Span } from '../../../../shared/model/span.ts'
import { cellList, frameCell, frameRows } from '../../frame-rows.ts'
import { isJsonObject, listOf, type Conversion, type JsonObject } from '../../json-value.ts'
import type { JsonRecord } from '../../record-reader.ts'
import { readEach, type RecordSink } from '../../record-sink.ts'
import { SourceMemory } from '../../translate.ts'
import { isAssessment, readAssessment } from './read-assessment.ts'
import { readSpan } from './read-span.ts'
import { FRAME_COLUMNS, LISTS, MLFLOW_REASONS, TRACE_KNOWN } from './schema.ts'
import { setDoing } from './span-doing.ts'
import { unnumberTools } from './tool-names.ts'
import { factsOf, setFacts, type TraceFacts } from './trace-facts.ts'

/** Lists within lists that files wrap their traces in. */
const MAX_WRAPPING = 4

export class MlflowReading {
  readonly #memory = new SourceMemory()
  /** Traces of a document that was cut whose assessments were told. */
  readonly #told = new Set<string>()

  /** False where the value holds nothing of MLflow's. */
  read(record: JsonRecord, value: unknown, out: RecordSink, conversion: Conversion): boolean {
    const info = record.path.length > 0 ? infoOf((key) => record.context(key)) : null
    if (info !== null) {
      this.#part(value, factsOf(info), record, out, conversion)
      return true
    }
    return this.#items(value, out, conversion, 0)
  }

  /** Spans cut out of a document whose `info` came before them. */
  #part(
    value: unknown,
    facts: TraceFacts,
    record: JsonRecord,
    out: RecordSink,
    conversion: Conversion,
  ): void {
    const key = `${facts.id}`
    const held = isJsonObject(value) && !isSpan(value) ? value.spans : value
    this.#spans(Array.isArray(held) ? (held as unknown[]) : [held], facts, out, conversion, true)
    if (this.#told.has(key)) return
    this.#assessments(facts, out)
    // Only now is it certain that this record is not read once more.
    if (!conversion.inexact) this.#told.add(key)
  }

  #items(value: unknown, out: RecordSink, conversion: Conversion, depth: number): boolean {
    if (Array.isArray(value)) return this.#list(value as unknown[], out, conversion, depth)
    if (!isJsonObject(value) || depth > MAX_WRAPPING) return false
    const rows = frameRows(value, 'trace_id') ?? frameRows(value, 'request_id')
    if (rows !== null) return this.#items(rows, out, conversion, depth + 1)
    if (isSpan(value)) this.#spans([value], null, out, conversion)
    else if (isAssessment(value)) this.#assessment(value, null, out)
    else if (!this.#trace(value, out, conversion)) return this.#wrapped(value, out, conversion, depth)
    return true
  }

  /** Spans side by side are read together: they may be of one trace. */
  #list(list: readonly unknown[], out: RecordSink, conversion: Conversion, depth: number): boolean {
    if (list.length > 0 && list.every(isSpan)) {
      this.#spans(list, null, out, conversion)
      return true
    }
    return readEach(list, out, MLFLOW_REASONS.other, (item) =>
      this.#items(frameCell(item), out, conversion, depth + 1),
    )
  }

  #wrapped(value: JsonObject, out: RecordSink, conversion: Conversion, depth: number): boolean {
    let known = false
    for (const name of LISTS) {
      const inner = frameCell(value[name])
      if (typeof inner !== 'object' || inner === null) continue
      if (this.#items(inner, out, conversion, depth + 1)) known = true
    }
    return known
  }

  /** `{info, data}`, a row of a data frame, or what is said of a trace alone; false where the value is none of them. */
  #trace(value: JsonObject, out: RecordSink, conversion: Conversion): boolean {
    const row = frameCell(value.trace)
    // The column holds the whole trace once more.
    if (isJsonObject(row) && infoOf((key) => row[key]) !== null)
      return this.#trace({ ...membersBeside(value, FRAME_COLUMNS), ...row }, out, conversion)
    const info = infoOf((key) => value[key])
    if (info === null && !isInfo(value)) return false
    const data = frameCell(value.data)
    const beside = isJsonObject(data) ? data : {}
    const facts = factsOf(
      info === null ? value : { ...membersBeside(value, TRACE_KNOWN), ...beside, ...info },
    )
    const held = frameCell((isJsonObject(data) ? data.spans : undefined) ?? value.spans)
    const spans = listOf(held)
    const told = this.#spans(spans, facts, out, conversion)
    if (!Array.isArray(held) && !isBlank(held)) out.reject(MLFLOW_REASONS.unreadable)
    const scores = this.#assessments(facts, out, value.assessments)
    if (spans.length === 0 && isBlank(held) && scores === 0 && told === 0) out.skip(MLFLOW_REASONS.noSpans)
    return true
  }

  #spans(
    list: readonly unknown[],
    facts: TraceFacts | null,
    out: RecordSink,
    conversion: Conversion,
    isPart = false,
  ): number {
    const spans: Span[] = []
    for (const raw of list) {
      const opened = frameCell(raw)
      const span = isJsonObject(opened)
        ? readSpan(opened, facts?.id ?? null, conversion)
        : MLFLOW_REASONS.other
      if (typeof span === 'string') {
        out.reject(span)
        continue
      }
      setDoing(span, this.#memory)
      spans.push(span)
    }
    unnumberTools(spans)
    if (facts !== null) setFacts(spans, facts, isPart, conversion)
    for (const span of spans) out.span(span)
    return spans.length
  }

  /** Those of `info`, else those beside it. */
  #assessments(facts: TraceFacts, out: RecordSink, beside?: unknown): number {
    const own = cellList(facts.raw.assessments)
    const list = own.length > 0 ? own : cellList(beside)
    for (const item of list) this.#assessment(frameCell(item), facts.id, out)
    return list.length
  }

  #assessment(raw: unknown, ofTrace: string | null, out: RecordSink): void {
    const score = isAssessment(raw) ? readAssessment(raw, ofTrace) : MLFLOW_REASONS.other
    if (typeof score === 'string') out.reject(score)
    else out.score(score)
  }
}

function membersBeside(object: JsonObject, known: ReadonlySet<string>): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !known.has(key)))
}

function infoOf(member: (key: string) => unknown): JsonObject | null {
  const info = frameCell(member('info') ?? member('trace_info'))
  return isJsonObject(info) && isInfo(info) ? info : null
}

/** What is said of a trace: it has an id, and a time or a state, and is no span. */
function isInfo(raw: JsonObject): boolean {
  if (raw.trace_id === undefined && raw.request_id === undefined) return false
  return [
    raw.spans,
    raw.request_time,
    raw.timestamp_ms,
    raw.state,
    raw.status,
    raw.trace_metadata,
    raw.request_metadata,
    raw.trace_location,
  ].some((value) => value !== undefined)
}

function isSpan(raw: unknown): boolean {
  return (
    isJsonObject(raw) &&
    (raw.span_id !== undefined || (isJsonObject(raw.context) && raw.context.span_id !== undefined)) &&
    (raw.start_time_unix_nano !== undefined ||
      raw.start_time !== undefined ||
      raw.start_time_ns !== undefined)
  )
}
