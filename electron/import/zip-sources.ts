import { crc32 } from 'node:zlib'
import { getFileNameLowLevel, openPromise, type Entry, type ZipFile } from 'yauzl'
import { AppError } from '../../shared/errors.ts'
import { archiveEntry } from './archive-entry.ts'
import { decompress } from './decompress.ts'
import { brokenSource, type SourceOrigin, type WalkedSource } from './walked-source.ts'

const MAX_ENTRIES = 100_000
/** Smallest local header before an entry's data: an entry that begins within another's data shares it, as zip bombs do. */
const LOCAL_HEADER_BYTES = 30
const STORED = 0
const DEFLATED = 8

/** A zip archive by its first entry, or by its end record where it has none. */
export function isZip(head: Uint8Array): boolean {
  return (
    head[0] === 0x50 &&
    head[1] === 0x4b &&
    ((head[2] === 3 && head[3] === 4) || (head[2] === 5 && head[3] === 6))
  )
}

/** The files of a zip archive, in the order of its directory. Nothing is ever written to disk; names are only shown. */
export async function* zipSources(path: string, size: number): AsyncGenerator<WalkedSource> {
  let zip: ZipFile
  let entries: Entry[]
  try {
    zip = await openPromise(path, { lazyEntries: true, autoClose: false, decodeStrings: false })
  } catch (error) {
    throw refused(path, 'the zip archive is damaged', error)
  }
  try {
    entries = await readDirectory(zip, path)
    const overlapping = overlaps(entries)
    let before = 0
    for (const entry of entries) {
      const name = getFileNameLowLevel(
        entry.generalPurposeBitFlag,
        entry.fileNameRaw,
        entry.extraFields,
        false,
      )
      if (name.endsWith('/')) continue
      const shown = `${path}!${name}`
      const why = refusal(entry, name, overlapping)
      if (why !== null) yield brokenSource(shown, size, refused(shown, why))
      else yield entrySource(zip, entry, { path: shown, fileBytes: size }, before)
      before += entry.compressedSize
    }
  } finally {
    zip.close()
  }
}

async function readDirectory(zip: ZipFile, path: string): Promise<Entry[]> {
  if (zip.entryCount > MAX_ENTRIES) throw refused(path, `the archive has more than ${MAX_ENTRIES} entries`)
  const entries: Entry[] = []
  try {
    for await (const entry of zip.eachEntry()) entries.push(entry)
  } catch (error) {
    throw refused(path, 'the directory of the zip archive is damaged', error)
  }
  return entries
}

/** Entries whose data overlaps that of another. */
function overlaps(entries: readonly Entry[]): Set<Entry> {
  const found = new Set<Entry>()
  let end = 0
  let last: Entry | undefined
  for (const entry of entries.toSorted(
    (a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader,
  )) {
    if (last && entry.relativeOffsetOfLocalHeader < end) found.add(entry).add(last)
    end =
      entry.relativeOffsetOfLocalHeader + LOCAL_HEADER_BYTES + entry.fileNameRaw.length + entry.compressedSize
    last = entry
  }
  return found
}

function refusal(entry: Entry, name: string, overlapping: ReadonlySet<Entry>): string | null {
  if (entry.isEncrypted()) return 'it is encrypted'
  const mode = entry.externalFileAttributes >>> 16
  if ((mode & 0o170000) === 0o120000) return 'it is a symbolic link'
  if (/^([a-z]:|[/\\])|(^|[/\\])\.\.([/\\]|$)/i.test(name)) return 'its name points out of the archive'
  if (overlapping.has(entry)) return 'its data overlaps that of another entry, as in a decompression bomb'
  return entry.compressionMethod === STORED || entry.compressionMethod === DEFLATED
    ? null
    : `its compression (method ${entry.compressionMethod}) is not known`
}

function entrySource(
  zip: ZipFile,
  entry: Entry,
  origin: Pick<SourceOrigin, 'path' | 'fileBytes'>,
  before: number,
): WalkedSource {
  let consumed = before
  async function* compressed(): AsyncGenerator<Uint8Array> {
    const stream = await zip.openReadStreamPromise(entry, { decodeFileData: false })
    for await (const chunk of stream) {
      const bytes = chunk as Uint8Array
      consumed += bytes.length
      yield bytes
    }
  }
  async function* checked(): AsyncGenerator<Uint8Array> {
    let sum = 0
    const raw = compressed()
    const data = entry.compressionMethod === DEFLATED ? decompress('deflate', raw, origin.path) : raw
    try {
      for await (const chunk of data) {
        sum = crc32(chunk, sum)
        yield chunk
      }
    } catch (error) {
      throw error instanceof AppError ? error : refused(origin.path, 'the archive is damaged', error)
    }
    if (sum !== entry.crc32) throw refused(origin.path, 'its checksum is wrong: the archive is damaged')
  }
  return archiveEntry({ ...origin, consumedBytes: () => consumed }, checked)
}

function refused(path: string, why: string, cause?: unknown): AppError {
  return new AppError('file_unreadable', { path, why }, { cause })
}
