import { ESCAPED, type ContentReader } from './content-reader.ts'
import type { Sequences } from './sequences.ts'

/** A block is full at 128 KiB: large enough for zstd to find what repeats, small enough to read one text from. */
const BLOCK_BYTES = 128 * 1024
/** Room beyond that, so that most texts fit without measuring them first. */
const CAPACITY = BLOCK_BYTES + 64 * 1024

/** Gathers texts into blocks. After `put`, `block`, `at` and `length` (bytes) say where the text stands. */
export class BlockWriter {
  block = 0
  at = 0
  length = 0
  readonly #sequences: Sequences
  readonly #contents: ContentReader
  readonly #full: (id: number, bytes: Buffer) => void
  readonly #own = Buffer.allocUnsafeSlow(CAPACITY)
  #bytes: Buffer | null = null
  #end = 0

  /** `full` receives each block once nothing is added to it any more, and is done with its bytes when it returns. */
  constructor(sequences: Sequences, contents: ContentReader, full: (id: number, bytes: Buffer) => void) {
    this.#sequences = sequences
    this.#contents = contents
    this.#full = full
  }

  put(text: string): void {
    const escaped = text.isWellFormed() ? text : JSON.stringify(text)
    let bytes = this.#bytes
    if (bytes === null || this.#end >= BLOCK_BYTES || this.#end + escaped.length * 3 + 1 > bytes.length)
      bytes = this.#room(Buffer.byteLength(escaped) + 1)
    this.at = this.#end
    if (escaped !== text) bytes[this.#end++] = ESCAPED
    this.#end += bytes.write(escaped, this.#end)
    this.length = this.#end - this.at
  }

  /** Takes back the text put last. */
  retract(): void {
    this.#end = this.at
  }

  /** The bytes of the text put last. */
  bytes(): Uint8Array {
    return (this.#bytes ?? Buffer.alloc(0)).subarray(this.at, this.#end)
  }

  /** The text put last, as a string that keeps nothing else alive (a slice would keep its whole line). */
  copy(text: string): string {
    if (this.#bytes === null) return text
    if (this.length === text.length) return this.#bytes.toString('latin1', this.at, this.#end)
    return text.isWellFormed() ? this.#bytes.toString('utf8', this.at, this.#end) : text
  }

  /** Hands over the block that is being filled. */
  close(): void {
    if (this.#bytes === null) return
    const bytes = this.#bytes.subarray(0, this.#end)
    this.#bytes = null
    if (this.#end > 0) this.#full(this.block, bytes)
    this.#contents.release(this.block)
    this.#end = 0
  }

  #room(size: number): Buffer {
    const current = this.#bytes
    if (current !== null && this.#end < BLOCK_BYTES && this.#end + size <= current.length) return current
    this.close()
    const bytes = size > CAPACITY ? Buffer.allocUnsafeSlow(size) : this.#own
    this.#bytes = bytes
    this.#end = 0
    this.block = this.#sequences.block++
    this.#contents.hold(this.block, bytes)
    return bytes
  }
}
