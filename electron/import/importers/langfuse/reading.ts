import { emptySpan, type Span } from '../../../../shared/model/span.ts'
import { instantOfIso } from '../../decimal-time.ts'
import type { CutPlan } from '../../json-cutter.ts'
import {
  attributeFromJson,
  isJsonObject,
  listOf,
  numberOrNull,
  textOrNull,
  type Conversion,
  type JsonObject,
} from '../../json-value.ts'
import type { JsonRecord } from '../../record-reader.ts'
import type { RecordSink } from '../../record-sink.ts'
import { SourceMemory } from '../../translate.ts'
import { openJson } from './open-json.ts'
import { readObservation, setMetadata, setPayloads, type TraceFacts } from './read-observation.ts'
import { columnScores, readScore, scoreColumns } from './read-score.ts'
import { camel, LANGFUSE_REASONS, member, TRACE_KNOWN } from './schema.ts'

/** The trace comes first in a download; a large one is read observation by observation. */
export const LANGFUSE_PLAN: CutPlan = {
  members: new Map<string, CutPlan>([
    ['observations', {}],
    ['scores', {}],
    ['data', {}],
  ]),
  context: new Set(['trace']),
}
const NO_COLUMNS: ReadonlySet<string> = new Set()

export class LangfuseReading {
  readonly #memory = new SourceMemory()

  /** False where the value is nothing of Langfuse's. */
  read(record: JsonRecord, value: unknown, out: RecordSink, conversion: Conversion): boolean {
    const part = record.path.at(-1)
    const items = Array.isArray(value) ? (value as unknown[]) : [value]
    if (part === 'observations' || part === 'scores') {
      const trace = factsOf(record.context('trace'))
      for (const item of items) this.#row(item, trace, out, conversion)
      return true
    }
    let known = items.length === 0
    for (const item of items) known = this.#item(item, out, conversion) || known
    return known
  }

  #item(item: unknown, out: RecordSink, conversion: Conversion): boolean {
    if (!isJsonObject(item)) return false
    if (Array.isArray(item.observations) && item.observations.some(isJsonObject)) {
      this.#document(item, out, conversion)
      return true
    }
    if (Array.isArray(item.data) && item.id === undefined) {
      for (const row of listOf(item.data)) this.#row(row, null, out, conversion)
      return true
    }
    if (isJsonObject(item.trace)) {
      this.#document({ ...item, observations: [] }, out, conversion)
      return true
    }
    if (!isRow(item)) return false
    this.#row(item, null, out, conversion)
    return true
  }

  /** A download of one trace: what it says of the trace stands at its first observation without a parent. */
  #document(document: JsonObject, out: RecordSink, conversion: Conversion): void {
    const raw = isJsonObject(document.trace) ? document.trace : document.id === undefined ? null : document
    const facts = factsOf(raw)
    const spans: Span[] = []
    for (const observation of listOf(document.observations)) {
      const span = isJsonObject(observation)
        ? readObservation(observation, facts, NO_COLUMNS, this.#memory, conversion)
        : LANGFUSE_REASONS.other
      if (typeof span === 'string') out.reject(span)
      else spans.push(span)
    }
    const ids = new Set(spans.map(({ spanId }) => spanId))
    const root = spans.find(({ parentSpanId }) => parentSpanId === null || !ids.has(parentSpanId)) ?? spans[0]
    if (raw && root) setTraceFields(root, raw, conversion)
    for (const span of spans) out.span(span)
    if (raw && spans.length === 0) this.#trace(raw, NO_COLUMNS, out, conversion)
    for (const score of [...listOf(raw?.scores), ...listOf(document.scores)])
      this.#score(score, facts?.id ?? root?.traceId ?? null, out)
  }

  #row(row: unknown, trace: TraceFacts | null, out: RecordSink, conversion: Conversion): void {
    if (!isJsonObject(row)) return out.reject(LANGFUSE_REASONS.other)
    if (isScoreRow(row)) return this.#score(row, trace?.id ?? null, out)
    const columns = trace === null ? scoreColumns(row) : NO_COLUMNS
    if (isObservationRow(row)) {
      const span = readObservation(row, trace, columns, this.#memory, conversion)
      if (typeof span === 'string') return out.reject(span)
      setTraceColumns(span, row)
      out.span(span)
      for (const score of columnScores(row, columns, span.traceId, span.spanId)) out.score(score)
    } else if (row.timestamp !== undefined && textOrNull(row.id) !== null)
      this.#trace(row, columns, out, conversion)
    else if (member(row, 'createdAt') !== undefined) out.skip(LANGFUSE_REASONS.session)
    else out.reject(LANGFUSE_REASONS.other)
  }

  /** A row of the traces table stands as a span with the trace's own id: its observations are in a table of their own. */
  #trace(raw: JsonObject, columns: ReadonlySet<string>, out: RecordSink, conversion: Conversion): void {
    const id = textOrNull(raw.id)
    const start = instantOfIso(textOrNull(raw.timestamp) ?? '')
    if (id === null) return out.reject(LANGFUSE_REASONS.noTrace)
    if (start === null) return out.reject(LANGFUSE_REASONS.noStart)
    const span = emptySpan(id, id)
    const facts = factsOf(raw)
    span.kind = 'chain'
    span.name = textOrNull(raw.name) ?? 'trace'
    span.startUs = start.us
    span.startSubNs = start.subNs
    const latency = numberOrNull(raw.latency)
    span.durationNs = latency === null ? null : Math.round(latency * 1e9)
    span.sessionId = facts?.sessionId ?? null
    span.userId = facts?.userId ?? null
    span.environment = facts?.environment ?? null
    setPayloads(span, raw, conversion)
    setMetadata(span, openJson(raw.metadata), conversion)
    setRestOfTrace(span, raw, columns, '', conversion)
    out.span(span)
    for (const score of listOf(raw.scores)) if (isJsonObject(score)) this.#score(score, id, out)
    for (const score of columnScores(raw, columns, id, null)) out.score(score)
  }

  #score(raw: unknown, traceId: string | null, out: RecordSink): void {
    const score = isJsonObject(raw) ? readScore(raw, traceId) : null
    if (score === null) out.reject(LANGFUSE_REASONS.noTrace)
    else out.score(score)
  }
}

function factsOf(raw: unknown): TraceFacts | null {
  if (!isJsonObject(raw)) return null
  return {
    id: textOrNull(raw.id),
    sessionId: textOrNull(member(raw, 'sessionId')),
    userId: textOrNull(member(raw, 'userId')),
    environment: textOrNull(raw.environment),
  }
}

/** What a download says of its trace, as `trace.*` attributes of the root; its payloads only where the root has none. */
function setTraceFields(root: Span, raw: JsonObject, conversion: Conversion): void {
  const name = textOrNull(raw.name)
  if (name !== null && name !== root.name) root.attributes.set('trace.name', name)
  for (const key of ['input', 'output', 'metadata'] as const) {
    const value = raw[key]
    const isTold = key !== 'metadata' && root.attributes.has(key)
    if (!isTold && value !== null && value !== undefined && value !== '')
      root.attributes.set(`trace.${key}`, attributeFromJson(value, conversion))
  }
  if (root.inputKey === null && root.attributes.has('trace.input')) root.inputKey = 'trace.input'
  if (root.outputKey === null && root.attributes.has('trace.output')) root.outputKey = 'trace.output'
  setRestOfTrace(root, raw, NO_COLUMNS, 'trace.', conversion)
}

function setRestOfTrace(
  span: Span,
  raw: JsonObject,
  columns: ReadonlySet<string>,
  prefix: string,
  conversion: Conversion,
): void {
  for (const key of Object.keys(raw)) {
    const value = raw[key]
    if (
      TRACE_KNOWN.has(camel(key)) ||
      columns.has(key) ||
      value === null ||
      value === undefined ||
      value === ''
    )
      continue
    if (Array.isArray(value) && value.length === 0) continue
    span.attributes.set(prefix + key, attributeFromJson(value, conversion))
  }
}

/** Rows of observations carry what is the trace's under other names. */
function setTraceColumns(span: Span, row: JsonObject): void {
  span.agentName ??= null
  span.sessionId ??= textOrNull(row.trace_session_id)
}

function isRow(raw: JsonObject): boolean {
  return isScoreRow(raw) || isObservationRow(raw) || (raw.timestamp !== undefined && raw.id !== undefined)
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
