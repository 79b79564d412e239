import { isUtf8 } from 'node:buffer'
import type { ImportSource } from './importer.ts'
import { sniffEncoding } from './probe.ts'

/** Longer lines are passed over without being held in memory: a string of V8 ends at 512 MB, a parsed one is larger still. */
export const MAX_LINE_BYTES = 64 * 1024 * 1024

/** One line without its end. `text` is null where the line was longer than the cap. */
export interface Line {
  text: string | null
  /** From 1. */
  line: number
  /** Byte offset of its start after decompression (after transcoding for UTF-16). */
  offset: number
  bytes: number
  /** It held bytes that are no UTF-8; they stand as U+FFFD. */
  replaced: boolean
}

const NEWLINE = 10
const RETURN = 13

/** Lines of a source, a chunk's worth at a time. The byte order mark is dropped; empty lines are left out but counted. */
export async function* readLines(
  source: Pick<ImportSource, 'bytes'>,
  maxBytes = MAX_LINE_BYTES,
): AsyncGenerator<Line[]> {
  let carry: Uint8Array[] = []
  let carried = 0
  let tooLong = false
  let line = 1
  let offset = 0
  for await (const bytes of utf8Bytes(source.bytes())) {
    const chunk = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const lines: Line[] = []
    let start = 0
    const lastNewline = chunk.lastIndexOf(NEWLINE)
    const wholeFrom = carried > 0 ? chunk.indexOf(NEWLINE) + 1 : 0
    const clean = lastNewline < 0 || isUtf8(chunk.subarray(wholeFrom, lastNewline))
    while (start < chunk.length) {
      const end = chunk.indexOf(NEWLINE, start)
      if (end < 0) break
      const length = end - start
      if (carried > 0 || tooLong) {
        carried += length
        carry.push(chunk.subarray(start, end))
        if (carried > maxBytes) tooLong = true
        lines.push(makeLine(tooLong ? null : Buffer.concat(carry), line, offset, carried, false))
        offset += carried + 1
        carry = []
        carried = 0
        tooLong = false
      } else {
        if (length > 0) lines.push(makeLine(chunk.subarray(start, end), line, offset, length, clean))
        offset += length + 1
      }
      line++
      start = end + 1
    }
    if (start < chunk.length) {
      carried += chunk.length - start
      if (carried > maxBytes) {
        tooLong = true
        carry = []
      } else carry.push(chunk.subarray(start))
    }
    if (lines.length > 0) yield lines
  }
  if (carried > 0) yield [makeLine(tooLong ? null : Buffer.concat(carry), line, offset, carried, false)]
}

function makeLine(bytes: Buffer | null, line: number, offset: number, length: number, clean: boolean): Line {
  if (!bytes) return { text: null, line, offset, bytes: length, replaced: false }
  const end = bytes[bytes.length - 1] === RETURN ? bytes.length - 1 : bytes.length
  const text = bytes.toString('utf8', 0, end)
  return { text, line, offset, bytes: length, replaced: !clean && !isUtf8(bytes) }
}

/** Bytes as UTF-8 without a byte order mark, whatever of UTF-8 and UTF-16 they came in. */
export async function* utf8Bytes(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  // Set by the function below, which control flow analysis does not follow.
  let decoder = null as TextDecoder | null
  let first: Uint8Array | null = null
  let begun = false
  for await (const chunk of chunks) {
    if (begun) {
      yield decoder ? Buffer.from(decoder.decode(chunk, { stream: true })) : chunk
      continue
    }
    // A byte order mark can be cut by a tiny first chunk.
    const head: Uint8Array = first ? Buffer.concat([first, chunk]) : chunk
    if (head.length < 4) {
      first = head
      continue
    }
    begun = true
    yield start(head)
  }
  if (!begun && first) yield start(first)
  if (decoder) yield Buffer.from(decoder.decode())

  function start(head: Uint8Array): Uint8Array {
    const encoding = sniffEncoding(head)
    if (encoding === 'utf-8') {
      return head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? head.subarray(3) : head
    }
    decoder = new TextDecoder(encoding)
    return Buffer.from(decoder.decode(head, { stream: true }))
  }
}
