import type { Span } from '../../../../shared/model/span.ts'
import type { ImportSink, SharedNotes } from '../../importer.ts'
import { isJsonObject, listOf, textOrNull, type Conversion, type JsonObject } from '../../json-value.ts'
import type { JsonRecord } from '../../record-reader.ts'
import { readRecord, type RecordSink } from '../../record-sink.ts'
import { SourceMemory } from '../../translate.ts'
import { CutDownload } from './cut-download.ts'
import { Judges } from './judges.ts'
import { openCells } from './open-json.ts'
import { OtelMetadata } from './otel-metadata.ts'
import { readObservation, type LangfuseMemory, type TraceFacts } from './read-observation.ts'
import { factsOf, NO_COLUMNS, readTrace, setTraceFields } from './read-trace.ts'
import { LANGFUSE_REASONS, member } from './schema.ts'
import { columnScores, scoreColumns } from './score-columns.ts'
import { takeScore } from './take-score.ts'

/** Reads the records of one source: documents, rows of tables, and the parts of a document that was cut. */
export class LangfuseReading {
  readonly #sink: ImportSink
  readonly #memory: LangfuseMemory = { messages: new SourceMemory(), otel: new OtelMetadata() }
  readonly #judges: Judges
  readonly #cut: CutDownload

  constructor(sink: ImportSink, notes: SharedNotes) {
    this.#sink = sink
    this.#judges = new Judges(notes)
    this.#cut = new CutDownload(sink, this.#memory, this.#judges)
  }

  record(record: JsonRecord): void {
    if (record.path.length > 0 && record.path[0] !== 'data') {
      this.#cut.take(record)
      return
    }
    this.#cut.end()
    readRecord(record, this.#sink, (value, out, conversion) => {
      for (const item of Array.isArray(value) ? (value as unknown[]) : [value])
        this.#item(item, out, conversion)
      return true
    })
  }

  end(): void {
    this.#cut.end()
  }

  #item(item: unknown, out: RecordSink, conversion: Conversion): void {
    if (!isJsonObject(item)) out.reject(LANGFUSE_REASONS.other)
    else if (isPage(item)) for (const row of listOf(item.data)) this.#item(row, out, conversion)
    else if (isDownload(item)) this.#download(item, out, conversion)
    else this.#row(openCells(item), out, conversion)
  }

  /** A download of one trace: what it says of the trace stands at its first observation without a parent. */
  #download(document: JsonObject, out: RecordSink, conversion: Conversion): void {
    const raw = isJsonObject(document.trace) ? document.trace : document.id === undefined ? null : document
    const facts = factsOf(raw)
    const told = listOf(document.observations)
    const observations: { raw: JsonObject; span: Span }[] = []
    for (const observation of told.length > 0 ? told : listOf(raw?.observations)) {
      const span = isJsonObject(observation) ? this.#observation(observation, facts, conversion) : null
      if (span === null) out.reject(LANGFUSE_REASONS.other)
      else if (typeof span === 'string') out.reject(span)
      else if (isJsonObject(observation)) observations.push({ raw: observation, span })
    }
    const root = rootOf(observations)
    if (raw && root) setTraceFields(root.span, root.raw, raw, conversion)
    for (const { span } of observations) out.span(span)
    if (raw && !root) this.#trace(raw, NO_COLUMNS, out, conversion)
    const traceId = facts?.id ?? root?.span.traceId ?? null
    const scores = [raw?.scores, raw?.corrections, raw === document ? null : document.scores]
    for (const list of scores) for (const score of listOf(list)) this.#score(score, traceId, out)
  }

  #row(row: JsonObject, out: RecordSink, conversion: Conversion): void {
    if (isScoreRow(row)) this.#score(row, null, out)
    else if (isObservationRow(row)) {
      const columns = scoreColumns(row)
      const span = this.#observation(row, null, conversion, columns)
      if (typeof span === 'string') return out.reject(span)
      out.span(span)
      for (const score of columnScores(row, columns, span.traceId, span.spanId)) out.score(score)
    } else if (row.timestamp !== undefined && row.id !== undefined) {
      this.#trace(row, scoreColumns(row), out, conversion)
      for (const score of listOf(row.scores))
        if (isJsonObject(score)) this.#score(score, textOrNull(row.id), out)
    } else if (isSessionRow(row)) out.skip(LANGFUSE_REASONS.session)
    else out.reject(LANGFUSE_REASONS.other)
  }

  #observation(
    raw: JsonObject,
    facts: TraceFacts | null,
    conversion: Conversion,
    columns = NO_COLUMNS,
  ): Span | string {
    const span = readObservation(raw, facts, columns, this.#memory, conversion)
    if (typeof span !== 'string') this.#judges.learn(span)
    return span
  }

  #trace(raw: JsonObject, columns: ReadonlySet<string>, out: RecordSink, conversion: Conversion): void {
    const span = readTrace(raw, columns, this.#memory, conversion)
    if (typeof span === 'string') return out.reject(span)
    out.span(span)
    for (const score of columnScores(raw, columns, span.traceId, null)) out.score(score)
  }

  #score(raw: unknown, traceId: string | null, out: RecordSink): void {
    takeScore(raw, traceId, this.#judges, out)
  }
}

/** The first observation without a parent; of a trace whose beginning is elsewhere, the first whose parent is. */
function rootOf(
  observations: readonly { raw: JsonObject; span: Span }[],
): { raw: JsonObject; span: Span } | undefined {
  const ids = new Set(observations.map(({ span }) => span.spanId))
  return (
    observations.find(({ span }) => span.parentSpanId === null) ??
    observations.find(({ span }) => span.parentSpanId !== null && !ids.has(span.parentSpanId)) ??
    observations[0]
  )
}

/** A page of the API: `{data: [...], meta}`. */
function isPage(raw: JsonObject): boolean {
  return Array.isArray(raw.data) && raw.id === undefined
}

/** A trace with its observations: as downloaded in either generation, or as the API gives it. */
function isDownload(raw: JsonObject): boolean {
  if (isJsonObject(raw.trace)) return raw.name === undefined
  if (!Array.isArray(raw.observations)) return false
  return raw.observations.some(isJsonObject) || raw.id === undefined
}

function isObservationRow(raw: JsonObject): boolean {
  return (
    member(raw, 'startTime') !== undefined && (raw.type !== undefined || member(raw, 'traceId') !== undefined)
  )
}

function isScoreRow(raw: JsonObject): boolean {
  return (
    (member(raw, 'dataType') !== undefined || raw.source !== undefined) &&
    raw.name !== undefined &&
    member(raw, 'startTime') === undefined &&
    (raw.value !== undefined || member(raw, 'stringValue') !== undefined)
  )
}

function isSessionRow(raw: JsonObject): boolean {
  return (
    member(raw, 'createdAt') !== undefined && (raw.countTraces !== undefined || raw.userIds !== undefined)
  )
}
