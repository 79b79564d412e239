import type { Importer } from '../../importer.ts'
import { probeText } from '../../probe.ts'
import { readJsonRecords } from '../../record-reader.ts'
import { JAEGER_PLAN, JaegerReading } from './reading.ts'

/** Jaeger's own JSON: the UI's trace and search downloads, the query API, bare traces. Times are microseconds. */
export const jaeger = {
  id: 'jaeger',
  title: 'Jaeger JSON',
  detect(probe) {
    const { head, tail } = probeText(probe)
    if (isJaeger(head)) return 0.95
    return isJaeger(tail) ? 0.6 : 0
  },
  async read(source, sink) {
    const reading = new JaegerReading(sink)
    await readJsonRecords(source, sink, { plan: JAEGER_PLAN, record: (record) => reading.record(record) })
  },
} as const satisfies Importer

function isJaeger(text: string): boolean {
  return /"traceID"\s*:/.test(text) && /"spanID"\s*:/.test(text) && /"operationName"\s*:/.test(text)
}
