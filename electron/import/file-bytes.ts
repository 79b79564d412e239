import { open, type FileHandle } from 'node:fs/promises'
import { AppError } from '../../shared/errors.ts'

/** Bytes read at once; larger chunks gain nothing, smaller ones cost a turn of the event loop each. */
const CHUNK_BYTES = 512 * 1024

/** Runs a file operation; a failure becomes the sentence a person reads. */
export async function readingFile<T>(path: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action()
  } catch (error) {
    throw unreadable(path, error)
  }
}

export function unreadable(path: string, error: unknown): AppError {
  if (error instanceof AppError) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const known: Record<string, string> = {
    ENOENT: 'there is no such file',
    EACCES: 'access is denied',
    EPERM: 'access is denied',
    EISDIR: 'it is a folder',
    EMFILE: 'too many files are open',
    EIO: 'the disk reports an error',
  }
  const why = known[code] ?? (error instanceof Error ? error.message : 'unknown reason')
  return new AppError('file_unreadable', { path, why }, { cause: error })
}

/** The file's bytes from start to end; the next chunk is read while one is worked on. `consumed` is told the bytes so far. */
export async function* fileBytes(
  path: string,
  consumed: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  const file = await readingFile(path, () => open(path, 'r'))
  let pending: Promise<Uint8Array> | null = null
  try {
    let at = 0
    pending = readChunk(file, path, at)
    for (;;) {
      const chunk: Uint8Array = await pending
      pending = null
      if (chunk.length === 0) return
      at += chunk.length
      pending = readChunk(file, path, at)
      // A failure is thrown at the next turn; meanwhile it must not count as unhandled.
      pending.catch(() => undefined)
      consumed(at)
      yield chunk
    }
  } finally {
    await pending?.catch(() => undefined)
    await file.close()
  }
}

async function readChunk(file: FileHandle, path: string, position: number): Promise<Uint8Array> {
  const buffer = Buffer.allocUnsafeSlow(CHUNK_BYTES)
  const { bytesRead } = await readingFile(path, () => file.read(buffer, 0, CHUNK_BYTES, position))
  return buffer.subarray(0, bytesRead)
}

/** `length` bytes at `position`, fewer at the end of the file. */
export async function bytesAt(path: string, position: number, length: number): Promise<Uint8Array> {
  return readingFile(path, async () => {
    const file = await open(path, 'r')
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position)
      return buffer.subarray(0, bytesRead)
    } finally {
      await file.close()
    }
  })
}
