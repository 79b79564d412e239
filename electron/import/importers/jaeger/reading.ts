import type { Place, Resource } from '../../../../shared/model/span.ts'
import type { ImportSink } from '../../importer.ts'
import type { CutPlan } from '../../json-cutter.ts'
import { isJsonObject, newConversion, type Conversion } from '../../json-value.ts'
import type { JsonRecord } from '../../record-reader.ts'
import { SourceMemory, translate } from '../../translate.ts'
import { readJaegerSpan, type SpanOutcome } from './read-span.ts'
import { readProcess } from './tags.ts'

export const JAEGER_REASONS = {
  other: 'The record is no Jaeger trace: it has no spans.',
  deep: 'An attribute was nested deeper than 200 levels and was cut there.',
  noProcesses:
    'The trace is larger than 32 MB and names its processes last; its spans are kept without their service.',
} as const

const tracePlan: CutPlan = { members: new Map([['spans', {}]]), context: new Set(['processes']) }
export const JAEGER_PLAN: CutPlan = {
  members: new Map<string, CutPlan>([
    ['data', tracePlan],
    ['spans', {}],
  ]),
  context: new Set(['processes']),
}

type Processes = Map<string, Resource>

export class JaegerReading {
  readonly #sink: ImportSink
  readonly #memory = new SourceMemory()

  constructor(sink: ImportSink) {
    this.#sink = sink
  }

  record(record: JsonRecord): boolean {
    const conversion = newConversion()
    let outcomes: SpanOutcome[] = []
    const known = collect(record, record.value, outcomes, conversion)
    if (conversion.inexact) {
      outcomes = []
      collect(record, record.exact(), outcomes, conversion)
    }
    // Processes follow their spans, so a trace is not cut for the sake of a more exact place.
    if (
      record.divisible &&
      holdsTraces(record.value) &&
      outcomes.some((outcome) => typeof outcome === 'string')
    ) {
      return false
    }
    if (!known) this.#sink.reject(JAEGER_REASONS.other, record.place)
    if (conversion.tooDeep) this.#sink.note(JAEGER_REASONS.deep, record.place)
    if (record.path.at(-1) === 'spans' && record.context('processes') === undefined) {
      this.#sink.note(JAEGER_REASONS.noProcesses, record.place)
    }
    for (const outcome of outcomes) this.#accept(outcome, record.place)
    return true
  }

  #accept(outcome: SpanOutcome, place: Place): void {
    if (typeof outcome === 'string') {
      this.#sink.reject(outcome, place)
      return
    }
    translate(outcome, this.#memory)
    this.#sink.span(outcome, place)
  }
}

function collect(
  record: JsonRecord,
  value: unknown,
  outcomes: SpanOutcome[],
  conversion: Conversion,
): boolean {
  if (record.path.at(-1) === 'spans') {
    const processes = readProcesses(record.context('processes'), conversion)
    for (const span of listOf(value)) outcomes.push(readJaegerSpan(span, processes, conversion))
    return true
  }
  let known = Array.isArray(value) && value.length === 0
  for (const item of listOf(value)) {
    const traces = isJsonObject(item) && item.data !== undefined ? listOf(item.data) : [item]
    known ||= traces.length === 0
    for (const trace of traces) known = collectTrace(trace, outcomes, conversion) || known
  }
  return known
}

function holdsTraces(value: unknown): boolean {
  return Array.isArray(value) || (isJsonObject(value) && value.data !== undefined)
}

function collectTrace(trace: unknown, outcomes: SpanOutcome[], conversion: Conversion): boolean {
  if (!isJsonObject(trace)) return false
  // A span on its own: one line of an Elasticsearch dump.
  if (trace.spanID !== undefined) {
    outcomes.push(readJaegerSpan(trace, new Map(), conversion))
    return true
  }
  if (!Array.isArray(trace.spans)) return false
  const processes = readProcesses(trace.processes, conversion)
  for (const span of trace.spans) outcomes.push(readJaegerSpan(span, processes, conversion))
  return true
}

function readProcesses(raw: unknown, conversion: Conversion): Processes {
  const processes: Processes = new Map()
  if (!isJsonObject(raw)) return processes
  for (const id of Object.keys(raw)) {
    const process = raw[id]
    if (isJsonObject(process)) processes.set(id, readProcess(process, conversion))
  }
  return processes
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [value]
}
