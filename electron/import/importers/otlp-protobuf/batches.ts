import { zstdDecompressSync } from 'node:zlib'
import type { ImportSource } from '../../importer.ts'
import { PROTOBUF_REASONS } from './schema.ts'
import { fieldAt, signalOf, varintAt } from './wire.ts'

/** How messages follow one another. */
export type Framing =
  /** One message, or several of them without a word between: a row of fields 1. */
  | 'plain'
  /** Each after its length as four bytes, big-endian: the collector's file exporter. */
  | 'four-byte'
  /** Each after its length as a varint: `writeDelimitedTo` of the protobuf libraries. */
  | 'varint'

const MAX_BYTES = 256 * 1024 * 1024
const ZSTD = [0x28, 0xb5, 0x2f, 0xfd]

/** How a source is framed, by its first bytes; null where it holds no OTLP protobuf. */
export function framingOf(head: Uint8Array): Framing | null {
  const [first] = head
  if (first === 0x0a && isMessage(head)) return 'plain'
  if (first === undefined || head.length < 8) return null
  const four = bigEndian(head, 0)
  if (four > 4 && four <= MAX_BYTES && isContent(head.subarray(4, 4 + four))) return 'four-byte'
  const length = varintAt(head, 0)
  if (length === null || length.value < 8) return null
  return isMessage(head.subarray(length.end, length.end + length.value)) ? 'varint' : null
}

/** What stands in a frame: a message, JSON, or either of them compressed. */
function isContent(bytes: Uint8Array): boolean {
  return isZstd(bytes) || (bytes[0] === 0x7b && bytes[1] === 0x22) || isMessage(bytes)
}

function isMessage(bytes: Uint8Array): boolean {
  const field = fieldAt(bytes, 0)
  if (field === null || field.number !== 1 || field.type !== 2 || field.end === field.start) return false
  const signal = signalOf(bytes.subarray(field.start, field.end))
  return signal !== null && signal !== 'empty'
}

/** One batch (the bytes of a field 1), one JSON document, or why what stands there is neither. */
export type Piece = { offset: number } & (
  | { batch: Uint8Array }
  | { json: string }
  | { problem: keyof typeof PROTOBUF_REASONS }
)

/** The batches of a source, one at a time, however they are framed. */
export async function* readPieces(source: ImportSource, framing: Framing): AsyncGenerator<Piece> {
  let waiting: Uint8Array = new Uint8Array(0)
  let offset = 0
  for await (const chunk of source.bytes()) {
    waiting = waiting.length === 0 ? chunk : Buffer.concat([waiting, chunk])
    for (;;) {
      const frame = nextFrame(waiting, framing)
      if (frame === 'lost' || (frame !== null && frame.end - frame.start > MAX_BYTES)) {
        yield { offset, problem: frame === 'lost' ? 'lost' : 'large' }
        return
      }
      if (frame === null || frame.end > waiting.length) break
      const bytes = waiting.subarray(frame.start, frame.end)
      if (framing === 'plain') yield { offset, batch: bytes }
      else yield* piecesOf(bytes, offset + frame.start)
      waiting = waiting.subarray(frame.end)
      offset += frame.end
    }
  }
  if (waiting.length > 0) yield { offset, problem: 'cut' }
}

function nextFrame(bytes: Uint8Array, framing: Framing): { start: number; end: number } | 'lost' | null {
  if (bytes.length === 0) return null
  if (framing === 'plain') {
    const field = fieldAt(bytes, 0)
    if (field === null) return bytes.length < 12 ? null : 'lost'
    return field.type === 2 && field.number === 1 ? field : 'lost'
  }
  if (framing === 'four-byte') return bytes.length < 4 ? null : { start: 4, end: 4 + bigEndian(bytes, 0) }
  const length = varintAt(bytes, 0)
  if (length === null) return bytes.length < 6 ? null : 'lost'
  return { start: length.end, end: length.end + length.value }
}

function* piecesOf(frame: Uint8Array, offset: number): Generator<Piece> {
  let bytes = frame
  if (isZstd(bytes)) {
    try {
      bytes = zstdDecompressSync(bytes, { maxOutputLength: MAX_BYTES })
    } catch {
      yield { offset, problem: 'packed' }
      return
    }
  }
  if (bytes[0] === 0x7b) {
    yield { offset, json: new TextDecoder().decode(bytes) }
    return
  }
  for (let at = 0; at < bytes.length;) {
    const field = fieldAt(bytes, at)
    if (field === null || field.type !== 2 || field.number !== 1 || field.end > bytes.length) {
      yield { offset, problem: 'broken' }
      return
    }
    yield { offset, batch: bytes.subarray(field.start, field.end) }
    at = field.end
  }
}

const isZstd = (bytes: Uint8Array): boolean => ZSTD.every((byte, index) => bytes[index] === byte)

function bigEndian(bytes: Uint8Array, at: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset + at, 4).getUint32(0)
}
