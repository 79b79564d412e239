import type { Importer } from '../../importer.ts'
import { probeText } from '../../probe.ts'
import { readJsonRecords } from '../../record-reader.ts'
import { sourceStem } from '../../source-name.ts'
import { NESTED_PLAN, NestedReading } from './reading.ts'

/**
 * A trace as a tree of OpenTelemetry spans with their children inside (`child_spans`), as Patronus exports it. Label files
 * beside the traces (TRAIL: `{trace_id, errors: [{category, location, evidence, description, impact}], scores}`) become
 * scores of the traces of the same import.
 */
export const nestedOtel = {
  id: 'nested-otel',
  title: 'Nested OpenTelemetry tree',
  detect(probe) {
    const { head, tail } = probeText(probe)
    if (isLabelFile(head)) return 0.9
    if (isNested(head)) return 0.95
    return isNested(tail) || (/"spans"\s*:/.test(head) && /"child_spans"\s*:/.test(tail)) ? 0.6 : 0
  },
  async read(source, sink, notes) {
    const reading = new NestedReading(sink, notes, sourceStem(source.path))
    await readJsonRecords(source, sink, { plan: NESTED_PLAN, record: (record) => reading.record(record) })
  },
} as const satisfies Importer

function isNested(text: string): boolean {
  return (
    /"span_id"\s*:/.test(text) &&
    /"(child_spans|span_attributes)"\s*:/.test(text) &&
    /"span_name"\s*:/.test(text)
  )
}

function isLabelFile(head: string): boolean {
  if (!/^\s*\{\s*("trace_id"\s*:\s*"[^"]*"\s*,\s*)?"errors"\s*:\s*\[/.test(head)) return false
  return /"category"\s*:/.test(head) ? /"location"\s*:/.test(head) : /"\w+_score"\s*:/.test(head)
}
