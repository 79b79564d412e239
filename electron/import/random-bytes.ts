import { mkdtemp, open, rm, type FileHandle } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { readingFile } from './file-bytes.ts'
import type { RandomBytes } from './importer.ts'

/** A file on disk, in any order. AppError `file_unreadable`, also later, where the disk fails. */
export async function randomFile(
  path: string,
  after: () => Promise<void> = async () => {},
): Promise<RandomBytes> {
  const file = await readingFile(path, () => open(path, 'r'))
  const { size } = await readingFile(path, () => file.stat())
  return {
    length: size,
    slice: (start, end) => readingFile(path, () => readRange(file, start, Math.min(end, size))),
    close: async () => {
      await file.close()
      await after()
    },
  }
}

/** A stream, in any order: written to a temporary file that goes when it is closed. */
export async function spooled(chunks: AsyncIterable<Uint8Array>): Promise<RandomBytes> {
  const path = join(await mkdtemp(join(tmpdir(), 'tidemark-')), 'source')
  const forget = (): Promise<void> => rm(dirname(path), { recursive: true, force: true })
  try {
    const file = await open(path, 'w')
    try {
      for await (const chunk of chunks) await file.write(chunk)
    } finally {
      await file.close()
    }
    return await randomFile(path, forget)
  } catch (error) {
    await forget()
    throw error
  }
}

async function readRange(file: FileHandle, start: number, end: number): Promise<Uint8Array> {
  const bytes = Buffer.allocUnsafeSlow(Math.max(0, end - start))
  let done = 0
  while (done < bytes.length) {
    const { bytesRead } = await file.read(bytes, done, bytes.length - done, start + done)
    if (bytesRead === 0) break
    done += bytesRead
  }
  return bytes.subarray(0, done)
}
