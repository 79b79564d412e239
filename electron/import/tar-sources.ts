import { AppError } from '../../shared/errors.ts'
import { archiveEntry } from './archive-entry.ts'
import { readPax, readTarHeader, TAR_BLOCK } from './tar-header.ts'
import { brokenSource, type SourceOrigin, type WalkedSource } from './walked-source.ts'

/** Longer names and PAX records are no honest archive's. */
const MAX_HEADER_BYTES = 1024 * 1024

/**
 * The files of a tar stream, one after the other; one that is not read to its end is passed over.
 * Read by ourselves, pulling: where the stream breaks off, an entry delivers every byte that came before it says so.
 */
export async function* tarSources(
  archive: Omit<SourceOrigin, 'open' | 'tail'>,
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<WalkedSource> {
  const input = new ByteQueue(chunks)
  let next: { path?: string; size?: number } = {}
  try {
    for (;;) {
      const block = await input.take(TAR_BLOCK)
      if (block.length < TAR_BLOCK) {
        if (block.length > 0) throw tooShort(archive.path)
        return
      }
      const header = readTarHeader(block)
      if (header === null) return
      if (header === undefined || !(header.size >= 0)) {
        throw new AppError('file_unreadable', { path: archive.path, why: 'the archive is damaged' })
      }
      const size = next.size ?? header.size
      const padding = (TAR_BLOCK - (size % TAR_BLOCK)) % TAR_BLOCK
      if (header.type === 'pax' || header.type === 'long-name') {
        if (size > MAX_HEADER_BYTES)
          throw new AppError('file_unreadable', {
            path: archive.path,
            why: 'a name in the archive is too long',
          })
        const text = await input.take(size)
        next =
          header.type === 'pax'
            ? { ...next, ...readPax(text) }
            : { ...next, path: text.toString('utf8').replace(/\0.*$/s, '') }
      } else {
        const body = entryBytes(input, size, archive.path)
        if (header.type === 'file') {
          yield archiveEntry({ ...archive, path: `${archive.path}!${next.path ?? header.name}` }, () => body)
        }
        // What its reader left is passed over.
        for await (const _ of body);
        next = {}
      }
      await input.take(padding)
    }
  } catch (error) {
    if (!input.failureTold) yield brokenSource(archive.path, archive.fileBytes, error as AppError)
  } finally {
    await input.close()
  }
}

async function* entryBytes(input: ByteQueue, size: number, path: string): AsyncGenerator<Uint8Array> {
  let left = size
  try {
    while (left > 0) {
      const chunk = await input.some(left)
      if (chunk === null) throw tooShort(path)
      left -= chunk.length
      yield chunk
    }
  } catch (error) {
    input.failureTold = true
    throw error
  } finally {
    // A reader that stopped early: go on to the end, or the next header would be looked for in the middle.
    while (left > 0 && !input.failureTold) {
      const chunk = await input.some(left)
      if (chunk === null) break
      left -= chunk.length
    }
  }
}

function tooShort(path: string): AppError {
  return new AppError('file_unreadable', {
    path,
    why: 'the archive ends too early; what came before was imported',
  })
}

/** Pulls bytes of a stream in the portions asked for. */
class ByteQueue {
  /** An entry's reader has met the failure of the stream already. */
  failureTold = false
  readonly #iterator: AsyncIterator<Uint8Array>
  #rest: Uint8Array = new Uint8Array(0)

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#iterator = chunks[Symbol.asyncIterator]()
  }

  /** Up to `most` bytes, null at the end. */
  async some(most: number): Promise<Uint8Array | null> {
    while (this.#rest.length === 0) {
      const step = await this.#iterator.next()
      if (step.done) return null
      this.#rest = step.value
    }
    const part = this.#rest.subarray(0, most)
    this.#rest = this.#rest.subarray(part.length)
    return part
  }

  /** Exactly `count` bytes, fewer only at the end. */
  async take(count: number): Promise<Buffer> {
    const parts: Uint8Array[] = []
    let left = count
    while (left > 0) {
      const part = await this.some(left)
      if (part === null) break
      parts.push(part)
      left -= part.length
    }
    return Buffer.concat(parts)
  }

  async close(): Promise<void> {
    await this.#iterator.return?.()
  }
}
