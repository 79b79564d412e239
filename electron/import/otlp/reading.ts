import type { Place, Span } from '../../../shared/model/span.ts'
import { attributeScores } from '../annotation-scores.ts'
import type { ImportSink } from '../importer.ts'
import type { CutPlan } from '../json-cutter.ts'
import { isJsonObject, newConversion, type Conversion, type JsonObject } from '../json-value.ts'
import type { JsonRecord } from '../record-reader.ts'
import { SourceMemory, translate } from '../translate.ts'
import { LateEvents } from './late-events.ts'
import {
  readOneSpan,
  readResourceSpans,
  readScopeSpans,
  resourceOf,
  scopeOf,
  type SpanOutcome,
} from './read-batch.ts'
import { readLog } from './read-log.ts'
import { restoreSpan, scoresOf, takeTidemark } from './restore.ts'

export const OTLP_REASONS = {
  metrics: 'Metrics are no traces and are not imported.',
  logs: 'Log records that are no GenAI events are not imported.',
  joined: 'The log record was joined to its span as an event.',
  other: 'The record holds no spans: neither resourceSpans nor batches.',
  search: 'A list of search results names traces but holds no spans; download the traces themselves.',
  empty: 'The record is empty.',
  deep: 'An attribute was nested deeper than 200 levels and was cut there.',
} as const

const BATCH_NAMES = ['resourceSpans', 'resource_spans', 'batches'] as const
const SCOPE_NAMES = [
  'scopeSpans',
  'scope_spans',
  'instrumentationLibrarySpans',
  'instrumentation_library_spans',
]
const WRAPPERS = ['trace', 'result'] as const

const scopePlan: CutPlan = {
  members: new Map([['spans', {}]]),
  context: new Set(['scope', 'instrumentationLibrary', 'schemaUrl']),
}
const batchPlan: CutPlan = {
  members: new Map(SCOPE_NAMES.map((name) => [name, scopePlan])),
  context: new Set(['resource', 'schemaUrl']),
}
const documentPlan: CutPlan = {
  members: new Map<string, CutPlan>([
    ...BATCH_NAMES.map((name) => [name, batchPlan] as const),
    ['resourceLogs', {}],
    ['resourceMetrics', {}],
  ]),
}
export const OTLP_PLAN: CutPlan = {
  members: new Map<string, CutPlan>([
    ...(documentPlan.members ?? []),
    ...WRAPPERS.map((name) => [name, documentPlan] as const),
  ]),
}

/** Counts a line of metrics or plain logs without parsing it; a collector writes them between the traces. */
export function passOverOtherSignals(text: string, place: Place, sink: ImportSink): boolean {
  if (text.startsWith('{"resourceMetrics"')) sink.skip(OTLP_REASONS.metrics, place)
  else if (text.startsWith('{"resourceLogs"') && !text.includes('gen_ai.'))
    sink.skip(OTLP_REASONS.logs, place)
  else return false
  return true
}

/** Reads the records of one source; remembers what its spans share and which events still look for their span. */
export class OtlpReading {
  readonly #sink: ImportSink
  readonly #memory = new SourceMemory()
  readonly #late: LateEvents
  /** The source is an export of Tidemark's: its scores are told by themselves. */
  #isOwnExport = false

  constructor(sink: ImportSink) {
    this.#sink = sink
    this.#late = new LateEvents(sink, this.#memory)
  }

  record(record: JsonRecord): boolean {
    const { place } = record
    const known = this.#readSpans(record)
    if (known === null) return false
    const signals = isSignalPath(record.path) ? { [lastOf(record.path)]: record.value } : record.value
    const others = (Array.isArray(signals) ? signals : [signals]).filter((part) =>
      this.#readOthers(part, place),
    )
    if (!known && others.length === 0) this.#rejectUnknown(record)
    return true
  }

  end(): void {
    this.#late.end()
  }

  /** False where the record is nothing that could hold spans, null where its batches should be read one by one. */
  #readSpans(record: JsonRecord): boolean | null {
    const { place } = record
    const conversion = newConversion()
    let outcomes: SpanOutcome[] = []
    const known = collectSpans(record, record.value, outcomes, conversion)
    if (conversion.inexact) {
      outcomes = []
      collectSpans(record, record.exact(), outcomes, conversion)
    }
    // A resource may follow its spans, so a batch is not cut for the sake of a more exact place.
    const severalBatches = record.divisible && (!isBatchPath(record.path) || Array.isArray(record.value))
    if (severalBatches && outcomes.some((outcome) => typeof outcome === 'string')) return null
    if (conversion.tooDeep) this.#sink.note(OTLP_REASONS.deep, place)
    for (const outcome of outcomes) {
      if (typeof outcome === 'string') this.#sink.reject(outcome, place)
      else this.#acceptSpan(outcome, conversion.tidemark, place)
    }
    return known
  }

  #acceptSpan(span: Span, mayHoldTidemark: boolean, place: Place): void {
    const kept = mayHoldTidemark ? takeTidemark(span) : null
    this.#late.join(span)
    translate(span, this.#memory)
    if (kept) {
      restoreSpan(span, kept)
      for (const score of scoresOf(span, kept)) this.#sink.score(score, place)
    }
    this.#isOwnExport ||= mayHoldTidemark
    this.#late.pass(span, place)
    if (!this.#isOwnExport) for (const score of attributeScores(span)) this.#sink.score(score, place)
  }

  /** Logs and metrics of one document; false where it has neither. */
  #readOthers(document: unknown, place: Place): boolean {
    if (!isJsonObject(document)) return false
    const logs = document.resourceLogs ?? document.resource_logs
    const metrics = document.resourceMetrics ?? document.resource_metrics
    if (metrics !== undefined) this.#sink.skip(OTLP_REASONS.metrics, place)
    if (logs !== undefined) for (const record of logRecords(logs)) this.#readLog(record, place)
    return logs !== undefined || metrics !== undefined
  }

  #readLog(record: unknown, place: Place): void {
    const outcome = readLog(record, newConversion())
    if (outcome === null) this.#sink.skip(OTLP_REASONS.logs, place)
    else if ('rejected' in outcome) this.#sink.reject(outcome.rejected, place)
    else if ('score' in outcome) this.#sink.score(outcome.score, place)
    else this.#late.event(outcome.traceId, outcome.spanId, outcome.event, place)
  }

  #rejectUnknown(record: JsonRecord): void {
    const { value, place } = record
    if (isJsonObject(value) && Array.isArray(value.traces)) this.#sink.reject(OTLP_REASONS.search, place)
    else if (isJsonObject(value) && Object.keys(value).length === 0)
      this.#sink.skip(OTLP_REASONS.empty, place)
    else this.#sink.reject(OTLP_REASONS.other, place)
  }
}

/** Collects the spans of a record, whichever part of a document it is; false where it is no part that could hold any. */
function collectSpans(
  record: JsonRecord,
  value: unknown,
  outcomes: SpanOutcome[],
  conversion: Conversion,
): boolean {
  const name = lastOf(record.path)
  if (name === '' || WRAPPERS.some((wrapper) => wrapper === name)) {
    const documents = Array.isArray(value) ? (value as unknown[]) : [value]
    let known = documents.length === 0
    for (const document of documents) known = collectDocument(document, outcomes, conversion) || known
    return known
  }
  if (isSignalPath(record.path)) return false
  const items = Array.isArray(value) ? (value as unknown[]) : [value]
  if (BATCH_NAMES.some((batch) => batch === name)) {
    for (const item of items) readResourceSpans(item, outcomes, conversion)
    return true
  }
  const batch: JsonObject = { resource: record.context('resource'), schemaUrl: record.context('schemaUrl') }
  const around = resourceOf(batch, conversion)
  if (SCOPE_NAMES.includes(name)) {
    for (const item of items) readScopeSpans(item, around, outcomes, conversion)
    return true
  }
  const scope = record.context('scope') ?? record.context('instrumentationLibrary')
  const inner = scopeOf({ scope }, around, conversion)
  for (const item of items) readOneSpan(item, inner, outcomes, conversion)
  return true
}

function collectDocument(document: unknown, outcomes: SpanOutcome[], conversion: Conversion): boolean {
  if (!isJsonObject(document)) return false
  let known = false
  const inner = isJsonObject(document.trace)
    ? document.trace
    : isJsonObject(document.result)
      ? document.result
      : document
  for (const name of BATCH_NAMES) {
    const batches = inner[name]
    if (!Array.isArray(batches)) continue
    known = true
    for (const batch of batches) readResourceSpans(batch, outcomes, conversion)
  }
  if (!known && SCOPE_NAMES.some((name) => name in inner)) {
    readResourceSpans(inner, outcomes, conversion)
    return true
  }
  return known
}

function* logRecords(logs: unknown): Generator {
  for (const resource of objectsOf(logs)) {
    for (const scope of objectsOf(resource.scopeLogs ?? resource.scope_logs)) {
      yield* objectsOf(scope.logRecords ?? scope.log_records)
    }
  }
}

function objectsOf(list: unknown): JsonObject[] {
  return (Array.isArray(list) ? (list as unknown[]) : [list]).filter(isJsonObject)
}

function isBatchPath(path: readonly string[]): boolean {
  return BATCH_NAMES.some((name) => path.includes(name))
}

function isSignalPath(path: readonly string[]): boolean {
  const name = lastOf(path)
  return name === 'resourceLogs' || name === 'resourceMetrics'
}

function lastOf(path: readonly string[]): string {
  return path.at(-1) ?? ''
}
