import type { Importer } from '../../importer.ts'
import { probeText } from '../../probe.ts'
import { readJsonRecords } from '../../record-reader.ts'
import { readRecord } from '../../record-sink.ts'
import { ZipkinReading } from './reading.ts'
import { ZIPKIN_REASONS } from './schema.ts'

/**
 * Zipkin, version 2 (and what version 1 tells): the interface's "Download JSON" and `/api/v2/trace/{id}` give a list of
 * spans, `/api/v2/traces` a list of traces. Times are microseconds and may be missing, every tag is text, and the two
 * sides of a call share an id (`shared`).
 */
export const zipkin = {
  id: 'zipkin',
  title: 'Zipkin JSON',
  detect(probe) {
    const { head } = probeText(probe)
    if (!/"traceId"\s*:/.test(head) || !/"id"\s*:/.test(head)) return 0
    if (/"(local|remote)Endpoint"\s*:/.test(head)) return 0.95
    return /"binaryAnnotations"\s*:/.test(head) ? 0.9 : 0
  },
  async read(source, sink) {
    const reading = new ZipkinReading()
    await readJsonRecords(source, sink, {
      plan: {},
      record(record) {
        const taken = readRecord(record, sink, (value, out, conversion) =>
          reading.read(value, out, conversion),
        )
        if (!taken) sink.reject(ZIPKIN_REASONS.other, record.place)
        return true
      },
    })
  },
} as const satisfies Importer
