import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import type { Duplex } from 'node:stream'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { AppError } from '../../shared/errors.ts'

export interface WholeFileOptions {
  /** What the chunks go through on their way, e.g. a compressor. */
  through?: Duplex
  signal?: AbortSignal
}

/**
 * Writes a file that appears whole or not at all. AppError `file_unwritable`, `disk_full`, `cancelled`; what `chunks`
 * throws goes through.
 */
export async function writeFileWhole(
  path: string,
  chunks: Iterable<string | Uint8Array> | AsyncIterable<string>,
  { through, signal }: WholeFileOptions = {},
): Promise<void> {
  const temporary = `${path}.part`
  const source = Readable.from(chunks)
  const target = createWriteStream(temporary)
  try {
    await (through ? pipeline(source, through, target, { signal }) : pipeline(source, target, { signal }))
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => null)
    throw signal?.aborted === true ? new AppError('cancelled') : unwritable(path, error)
  }
}

const REASONS = new Map([
  ['ENOENT', 'there is no such folder'],
  ['ENOTDIR', 'there is no such folder'],
  ['EACCES', 'access is denied'],
  ['EPERM', 'access is denied'],
  ['EROFS', 'the disk can only be read'],
  ['EISDIR', 'it is a folder'],
])

/** The AppError that a failed write stands for; other errors as they are. */
export function unwritable(path: string, error: unknown): unknown {
  if (error instanceof AppError || !(error instanceof Error) || !('code' in error)) return error
  if (error.code === 'ENOSPC' || error.code === 'EDQUOT')
    return new AppError('disk_full', {}, { cause: error })
  const why = REASONS.get(String(error.code))
  return why === undefined ? error : new AppError('file_unwritable', { path, why }, { cause: error })
}
