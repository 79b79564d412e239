import type { Importer } from '../../importer.ts'
import type { CutPlan } from '../../json-cutter.ts'
import { probeText } from '../../probe.ts'
import { readRecord } from '../../record-sink.ts'
import { readRecords } from '../../records.ts'
import { sourceStem } from '../../source-name.ts'
import { PhoenixReading } from './reading.ts'
import { PHOENIX_REASONS } from './schema.ts'

const PLAN: CutPlan = {
  members: new Map<string, CutPlan>([
    ['spans', {}],
    ['data', {}],
  ]),
  context: new Set(['traceId']),
}

/**
 * Phoenix (Arize): files of its command line (`px trace list --format json`), rows downloaded from the UI (JSONL), pages
 * of the API, dataframes of spans as Parquet, CSV or JSON, annotations, and frames of evaluations, whose name is only
 * in the name of the file. Spans of 2023 have UUIDs. Lists that OpenInference flattens come nested in dataframes.
 */
export const phoenix = {
  id: 'phoenix',
  title: 'Phoenix spans and evaluations',
  detect(probe) {
    const { head, tail } = probeText(probe)
    if (/"context"\s*:/.test(head) && /"span_kind"\s*:/.test(head) && /"parent_id"\s*:/.test(head))
      return 0.95
    if (/"annotator_kind"\s*:/.test(head) && /"(span_id|trace_id)"\s*:/.test(head)) return 0.9
    if (head.startsWith('PAR1')) return /context\.span_id/.test(tail) ? 0.95 : 0
    const header = head.slice(0, 8192).split('\n', 1)[0] ?? ''
    return /context\.span_id/.test(header) ? 0.95 : 0
  },
  async read(source, sink) {
    const reading = new PhoenixReading(sourceStem(source.path))
    await readRecords(source, sink, {
      plan: PLAN,
      record(record) {
        const taken = readRecord(record, sink, (value, out, conversion) =>
          reading.read(record, value, out, conversion),
        )
        if (!taken && record.divisible) return false
        if (!taken) sink.reject(PHOENIX_REASONS.other, record.place)
        return true
      },
    })
  },
} as const satisfies Importer
