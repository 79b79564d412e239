import { createHash } from 'node:crypto'
import type { Dirent } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import { decompress, sniffCompression } from './decompress.ts'
import { bytesAt, fileBytes, readingFile, unreadable } from './file-bytes.ts'
import { peekBytes, type PeekedBytes } from './peek-bytes.ts'
import { PROBE_BYTES } from './probe.ts'
import { isTar } from './tar-header.ts'
import { tarSources } from './tar-sources.ts'
import { brokenSource, walkedSource, type WalkedSource } from './walked-source.ts'
import { isZip, zipSources } from './zip-sources.ts'

export type { WalkedSource } from './walked-source.ts'

const PASSED_OVER = new Set(['node_modules', '.git', '.hg', '.svn', '__MACOSX', '.DS_Store'])

/**
 * Every source under a path: the file itself, the files of a folder (by name, folders within), the entries of an archive.
 * What is an archive or compressed is told by its bytes. Throws AppError only where the path itself cannot be read.
 */
export async function* walkSources(path: string): AsyncGenerator<WalkedSource> {
  const entry = await readingFile(path, () => stat(path))
  if (entry.isDirectory()) yield* folderSources(path)
  else yield* fileSources(path, entry.size)
}

/** The sources of a stream of unknown length (standard input), archives included. */
export async function* walkStream(
  name: string,
  input: AsyncIterable<Uint8Array>,
): AsyncGenerator<WalkedSource> {
  let consumed = 0
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of input) {
      consumed += chunk.length
      yield chunk
    }
  }
  const origin = { path: name, fileBytes: 0, consumedBytes: () => consumed }
  const peeked = await peekBytes(counted(), (_, total) => total >= PROBE_BYTES)
  if (isZip(peeked.head)) {
    const why = 'a zip archive cannot be read from a stream; name the file'
    yield brokenSource(name, 0, new AppError('file_unreadable', { path: name, why }))
  } else yield* streamSources(origin, peeked)
}

async function* folderSources(folder: string): AsyncGenerator<WalkedSource> {
  const waiting = [folder]
  for (let here = waiting.pop(); here !== undefined; here = waiting.pop()) {
    const folders: string[] = []
    for (const { path, size, isFolder } of await entriesOf(here)) {
      if (isFolder) folders.push(path)
      else if (size instanceof AppError) yield brokenSource(path, 0, size)
      else yield* fileSources(path, size)
    }
    waiting.push(...folders.toReversed())
  }
}

interface FolderEntry {
  path: string
  /** Bytes, or why it cannot be read. */
  size: number | AppError
  isFolder: boolean
}

/** Files and folders by name. Links to files count, links to folders do not: they may lead in a circle. */
async function entriesOf(folder: string): Promise<FolderEntry[]> {
  let entries: Dirent[]
  try {
    entries = await readdir(folder, { withFileTypes: true })
  } catch (error) {
    return [{ path: folder, size: unreadable(folder, error), isFolder: false }]
  }
  const found: FolderEntry[] = []
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (PASSED_OVER.has(entry.name)) continue
    const path = join(folder, entry.name)
    if (entry.isDirectory()) found.push({ path, size: 0, isFolder: true })
    else if (entry.isFile() || entry.isSymbolicLink()) {
      const file = await stat(path).catch((error: unknown) => unreadable(path, error))
      if (file instanceof AppError) found.push({ path, size: file, isFolder: false })
      else if (file.isFile()) found.push({ path, size: file.size, isFolder: false })
    }
  }
  return found
}

/** The sources of one file; a failure of the file as a whole becomes a source that says so. */
async function* fileSources(path: string, size: number): AsyncGenerator<WalkedSource> {
  try {
    yield* openFile(path, size)
  } catch (error) {
    yield brokenSource(path, size, unreadable(path, error))
  }
}

async function* openFile(path: string, size: number): AsyncGenerator<WalkedSource> {
  let consumed = 0
  // Set by the function below, which control flow analysis does not follow.
  let opened = null as AsyncGenerator<Uint8Array> | null
  const head = await bytesAt(path, 0, PROBE_BYTES)
  const origin = { path, fileBytes: size, consumedBytes: () => consumed }
  const open = (): AsyncGenerator<Uint8Array> => {
    opened = fileBytes(path, (bytes) => (consumed = bytes))
    return opened
  }
  try {
    if (isZip(head)) yield* zipSources(path, size)
    else if (sniffCompression(head) || isTar(head)) {
      yield* streamSources(origin, await peekBytes(open(), (_, total) => total >= PROBE_BYTES))
    } else {
      const tail = (): Promise<Uint8Array> => bytesAt(path, Math.max(0, size - PROBE_BYTES), PROBE_BYTES)
      yield walkedSource({ ...origin, open, tail, file: path })
    }
  } finally {
    // A source that was probed and not read to its end still holds its file.
    await opened?.return(undefined)
  }
}

interface StreamOrigin {
  path: string
  fileBytes: number
  consumedBytes(): number
}

async function* streamSources(origin: StreamOrigin, peeked: PeekedBytes): AsyncGenerator<WalkedSource> {
  const compression = sniffCompression(peeked.head)
  if (!compression) {
    if (isTar(peeked.head)) yield* tarSources(origin, peeked.replay())
    else yield walkedSource({ ...origin, open: () => peeked.replay() })
    return
  }
  const packed = hashing(peeked.replay())
  const inner = await peekBytes(
    decompress(compression, packed.chunks, origin.path),
    (_, total) => total >= PROBE_BYTES,
  )
  if (isTar(inner.head)) yield* tarSources(origin, inner.replay())
  else yield walkedSource({ ...origin, open: () => inner.replay(), sha256: packed.sha256 })
}

/** The same bytes, and the hash of those that went through. */
function hashing(input: AsyncIterable<Uint8Array>): { chunks: AsyncIterable<Uint8Array>; sha256(): string } {
  const hash = createHash('sha256')
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for await (const chunk of input) {
      hash.update(chunk)
      yield chunk
    }
  }
  return { chunks: chunks(), sha256: () => hash.copy().digest('hex') }
}
