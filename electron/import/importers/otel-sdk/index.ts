import type { Resource } from '../../../../shared/model/span.ts'
import { attributeScores } from '../../annotation-scores.ts'
import type { Importer } from '../../importer.ts'
import type { CutPlan } from '../../json-cutter.ts'
import {
  attributesBeside,
  isJsonObject,
  listOf,
  textOrNull,
  type Conversion,
  type JsonObject,
} from '../../json-value.ts'
import { probeText } from '../../probe.ts'
import { readJsonRecords } from '../../record-reader.ts'
import { readRecord, type RecordSink } from '../../record-sink.ts'
import { SourceMemory, translate } from '../../translate.ts'
import { readFaultLabel } from './read-fault-label.ts'
import { readSdkSpan } from './read-span.ts'
import { SDK_REASONS } from './schema.ts'

const PLAN: CutPlan = { members: new Map([['spans', {}]]) }

/**
 * Spans as an OpenTelemetry SDK dumps them: Python's `span.to_json()`, the console exporter's output (documents one after
 * another), lists of them, `{spans: [...]}` with what else is known of the run (any-agent, local collectors). Ids are hex
 * with `0x` or integers of 128 bits, times ISO or nanoseconds.
 */
export const otelSdk = {
  id: 'otel-sdk',
  title: 'OpenTelemetry SDK spans',
  detect(probe) {
    const { head, tail } = probeText(probe)
    if (isDump(head)) return 0.92
    if (/"run_task_id"\s*:/.test(head) && /"critical_failure_step"\s*:/.test(head)) return 0.9
    return isDump(tail) ? 0.6 : 0
  },
  async read(source, sink) {
    const memory = new SourceMemory()
    const resources = new Map<string, Resource>()
    const put = (
      raw: unknown,
      out: RecordSink,
      conversion: Conversion,
      run: JsonObject | null,
    ): string | null => {
      const span = readSdkSpan(raw, resources, conversion)
      if (typeof span === 'string') {
        out.reject(span)
        return null
      }
      if (run && span.parentSpanId === null)
        for (const [key, value] of attributesBeside(run, RUN_KNOWN, conversion, 'run.'))
          span.attributes.set(key, value)
      translate(span, memory)
      out.span(span)
      for (const score of attributeScores(span)) out.score(score)
      return span.traceId
    }
    await readJsonRecords(source, sink, {
      plan: PLAN,
      exact: true,
      record(record) {
        const taken = readRecord(record, sink, (value, out, conversion) => {
          const items = Array.isArray(value) ? (value as unknown[]) : [value]
          if (record.path.length > 0) for (const item of items) put(item, out, conversion, null)
          else return readItems(items, out, conversion, put)
          return true
        })
        if (!taken && record.divisible) return false
        if (!taken) sink.reject(SDK_REASONS.other, record.place)
        return true
      },
    })
  },
} as const satisfies Importer

const RUN_KNOWN: ReadonlySet<string> = new Set(['spans'])

/** Spans, runs that hold them, and labels of runs. False where there is none of these. */
function readItems(
  items: readonly unknown[],
  out: RecordSink,
  conversion: Conversion,
  put: (raw: unknown, out: RecordSink, conversion: Conversion, run: JsonObject | null) => string | null,
): boolean {
  let known = items.length === 0
  for (const item of items) {
    if (!isJsonObject(item)) continue
    if (Array.isArray(item.spans)) {
      const traces = new Set(listOf(item.spans).map((span) => put(span, out, conversion, item)))
      const [traceId] = traces
      const run = textOrNull(item.run_id)
      if (run !== null && traceId) out.alias(traceId, run)
    } else if (isJsonObject(item.context) || item.span_id !== undefined) put(item, out, conversion, null)
    else if (!readFaultLabel(item, out)) continue
    known = true
  }
  return known
}

function isDump(text: string): boolean {
  if (/"start_time_unix_ns"\s*:/.test(text) && /"span_id"\s*:/.test(text)) return true
  if (!/"context"\s*:/.test(text) || !/"span_id"\s*:/.test(text) || /"span_kind"\s*:/.test(text)) return false
  return (
    /"is_remote"\s*:/.test(text) || /"trace_id"\s*:\s*("0x|\d)/.test(text) || /"parent_id"\s*:/.test(text)
  )
}
