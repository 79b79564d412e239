import { createHash } from 'node:crypto'
import { AppError } from '../../shared/errors.ts'
import type { ImportSource, Probe } from './importer.ts'
import { peekBytes, type PeekedBytes } from './peek-bytes.ts'
import { PROBE_BYTES } from './probe.ts'
import { randomFile, spooled } from './random-bytes.ts'

/** A source as the walk finds it. Use them in order; one that is not read to its end is passed over. */
export interface WalkedSource extends ImportSource {
  /** Head and tail for detection; `bytes` can still be asked for after it. Throws AppError `file_empty` or `file_unreadable`. */
  probe(): Promise<Probe>
  /** Size on disk of the file it comes from: the archive's for an entry. */
  readonly fileBytes: number
  /** Bytes of that file consumed so far, by this source and those before it in an archive. */
  consumedBytes(): number
  /** Decompressed bytes delivered so far. */
  readBytes(): number
  /** SHA-256 in hex, of the source once it was read to its end: of the file as it lies on disk, of an archive entry's content. */
  sha256(): string
}

/** Compressed sources up to this size are held whole while probing, so that detection sees their end. */
const PEEK_BYTES = 4 * 1024 * 1024

export interface SourceOrigin {
  path: string
  fileBytes: number
  consumedBytes(): number
  open(): AsyncIterable<Uint8Array>
  /** The tail, where it can be had without reading all before it. */
  tail?(): Promise<Uint8Array>
  /** The file on disk whose bytes these are, as they are. */
  file?: string
  /** Hash of the bytes on disk, where those delivered are decompressed from them. */
  sha256?(): string
}

export function walkedSource(origin: SourceOrigin): WalkedSource {
  const hash = createHash('sha256')
  let delivered = 0
  let peeking: Promise<PeekedBytes> | null = null
  const peek = (): Promise<PeekedBytes> => {
    const enough = origin.tail ? PROBE_BYTES : PEEK_BYTES
    peeking ??= peekBytes(origin.open(), (_, total) => total >= enough)
    return peeking
  }
  async function* bytes(): AsyncGenerator<Uint8Array> {
    for await (const chunk of (await peek()).replay()) {
      if (!origin.sha256) hash.update(chunk)
      delivered += chunk.length
      yield chunk
    }
  }
  return {
    path: origin.path,
    fileBytes: origin.fileBytes,
    consumedBytes: () => origin.consumedBytes(),
    readBytes: () => delivered,
    sha256: () => origin.sha256?.() ?? hash.copy().digest('hex'),
    async probe() {
      const peeked = await peek()
      const { head, ended } = peeked
      if (head.length === 0 && ended) {
        // Asking for the first byte brings out the error that left nothing to read.
        for await (const _ of peeked.replay()) break
        throw new AppError('file_empty', { path: origin.path })
      }
      const tail = origin.tail ? await origin.tail() : ended ? head.subarray(-PROBE_BYTES) : new Uint8Array(0)
      return { name: origin.path, head: head.subarray(0, PROBE_BYTES), tail }
    },
    bytes,
    head: async () => (await peek()).head.subarray(0, PROBE_BYTES),
    async random() {
      if (origin.file === undefined) return spooled(bytes())
      // Read through once for its hash.
      for await (const _ of bytes());
      return randomFile(origin.file)
    },
  }
}

/** A source that cannot be read: it says why when it is probed or read. */
export function brokenSource(path: string, fileBytes: number, error: AppError): WalkedSource {
  return walkedSource({
    path,
    fileBytes,
    consumedBytes: () => fileBytes,
    // oxlint-disable-next-line require-yield
    async *open() {
      throw error
    },
  })
}
