import type { Importer } from '../../importer.ts'
import type { CutPlan } from '../../json-cutter.ts'
import { probeText } from '../../probe.ts'
import { readRecords } from '../../records.ts'
import { BraintrustReading } from './reading.ts'

const PLAN: CutPlan = {
  members: new Map<string, CutPlan>([
    ['data', {}],
    ['events', {}],
    ['rows', {}],
  ]),
}

/**
 * Braintrust: Logs or an experiment > export (JSON, CSV), `bt sync pull project_logs:NAME` (a row a line), `/btql`
 * (`{data: [...]}`), `/fetch` (`{events: [...]}`), Parquet of a cloud export. One row is one span; times are seconds as
 * decimal numbers. What an SDK logged itself holds rows that add to earlier ones (`_is_merge`).
 */
export const braintrust = {
  id: 'braintrust',
  title: 'Braintrust logs',
  detect(probe) {
    const { head, tail } = probeText(probe)
    if (isLog(head)) return 0.95
    return head.startsWith('PAR1') && isLog(tail) ? 0.95 : 0
  },
  async read(source, sink) {
    const head = new TextDecoder().decode(await source.head())
    const reading = new BraintrustReading(sink, /"_is_merge"\s*:/.test(head))
    await readRecords(source, sink, { plan: PLAN, record: (record) => reading.record(record) })
    await reading.end()
  },
} as const satisfies Importer

function isLog(text: string): boolean {
  return /\broot_span_id\b/.test(text) && /\b(span_parents|_xact_id|span_attributes)\b/.test(text)
}
