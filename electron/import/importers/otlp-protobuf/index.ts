import type { Importer, ImportSink } from '../../importer.ts'
import { isDeeperThan } from '../../json-depth.ts'
import { parseExact } from '../../json-exact.ts'
import { OtlpReading } from '../../otlp/reading.ts'
import { framingOf, readPieces, type Piece } from './batches.ts'
import { PROTOBUF_REASONS, ResourceLogs, ResourceSpans } from './schema.ts'
import { signalOf } from './wire.ts'

/**
 * OTLP as protobuf: a body sent to `/v1/traces` and saved (`.pb`, `.binpb`, `.otlp`), the collector's file exporter with
 * `format: proto` (each message after its length, four bytes), the same with `compression: zstd` (each message compressed
 * by itself, also JSON), messages written with `writeDelimitedTo`. Ids are bytes; everything else is as in OTLP JSON.
 */
export const otlpProtobuf = {
  id: 'otlp-protobuf',
  title: 'OpenTelemetry OTLP protobuf',
  detect(probe) {
    return framingOf(probe.head) === null ? 0 : 0.9
  },
  async read(source, sink) {
    const framing = framingOf(await source.head())
    const reading = new OtlpReading(sink)
    try {
      for await (const piece of readPieces(source, framing ?? 'plain')) {
        readPiece(piece, reading, sink)
        await sink.drain()
      }
    } finally {
      reading.end()
    }
    await sink.drain()
  },
} as const satisfies Importer

function readPiece(piece: Piece, reading: OtlpReading, sink: ImportSink): void {
  const place = { offset: piece.offset }
  if ('problem' in piece) return sink.reject(PROTOBUF_REASONS[piece.problem], place)
  const opened = 'json' in piece ? documentOf(piece.json) : messageOf(piece.batch)
  if (opened === null) return sink.reject(PROTOBUF_REASONS.broken, place)
  if (opened === 'metrics') return sink.skip(PROTOBUF_REASONS.metrics, place)
  if (opened === 'empty') return
  const { value, exact } = opened
  reading.record({ value, place, path: [], divisible: false, exact, context: () => undefined })
}

interface Opened {
  value: unknown
  exact(): unknown
}

function documentOf(json: string): Opened | null {
  if (isDeeperThan(json)) return null
  try {
    const value: unknown = JSON.parse(json)
    return { value, exact: () => parseExact(json) }
  } catch {
    return null
  }
}

/** A batch as OTLP JSON has it: 64-bit numbers as text, bytes as base64. */
function messageOf(batch: Uint8Array): Opened | 'metrics' | 'empty' | null {
  const signal = signalOf(batch)
  if (signal === null || signal === 'metrics' || signal === 'empty') return signal
  const type = signal === 'spans' ? ResourceSpans : ResourceLogs
  try {
    const held = type.toObject(type.decode(batch), { longs: String, bytes: String, enums: Number })
    const value = signal === 'spans' ? { resourceSpans: [held] } : { resourceLogs: [held] }
    return { value, exact: () => value }
  } catch {
    return null
  }
}
