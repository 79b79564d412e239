import type { Importer } from '../../importer.ts'
import { readJsonRecords } from '../../record-reader.ts'
import { detectOtlp } from './detect.ts'
import { OTLP_PLAN, OtlpReading, passOverOtherSignals } from '../../otlp/reading.ts'

/** OTLP/JSON in every wrapping seen: object, JSON lines, array, Tempo's `batches`, Jaeger v3's `result`, snake_case. */
export const otlpJson = {
  id: 'otlp-json',
  title: 'OpenTelemetry OTLP JSON (also Tempo, Jaeger v3)',
  detect: detectOtlp,
  async read(source, sink) {
    const reading = new OtlpReading(sink)
    try {
      await readJsonRecords(source, sink, {
        plan: OTLP_PLAN,
        record: (record) => reading.record(record),
        passOver: (text, place) => passOverOtherSignals(text, place, sink),
      })
    } finally {
      // Spans that still wait for their events count also where the source breaks off.
      reading.end()
    }
    await sink.drain()
  },
} as const satisfies Importer
