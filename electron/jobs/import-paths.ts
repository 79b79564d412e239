import { existsSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import { walkSources, walkStream, type WalkedSource } from '../import/source-walk.ts'
import { brokenSource } from '../import/walked-source.ts'
import { STANDARD_INPUT } from './standard-input.ts'

/** Name of an import where none is given: that of the file or folder, without its extensions. */
export function importLabel(paths: readonly string[]): string {
  const first = paths[0] ?? ''
  if (first === STANDARD_INPUT) return 'standard input'
  const name = basename(first)
  const label = name.replace(/(?<=.)(\.[A-Za-z][A-Za-z0-9]{0,6})+$/, '')
  return paths.length > 1 ? `${label} and ${paths.length - 1} more` : label
}

/** Bytes on disk below some paths, for progress; null where one of them is a stream. Unreadable files count as nothing. */
export async function pathsTotal(paths: readonly string[]): Promise<number | null> {
  if (paths.includes(STANDARD_INPUT)) return null
  let total = 0
  for (const path of paths) total += await bytesBelow(path)
  return total
}

async function bytesBelow(path: string): Promise<number> {
  try {
    const entry = await stat(path)
    if (!entry.isDirectory()) return entry.size
    const names = await readdir(path, { recursive: true })
    let total = 0
    for (const name of names) {
      const inner = await stat(join(path, name)).catch(() => null)
      if (inner?.isFile()) total += inner.size
    }
    return total
  } catch {
    return 0
  }
}

/** A source on its way through the paths of an import. */
export interface PathSource {
  source: WalkedSource
  /** It is what a path names, not a file found below one. */
  named: boolean
  /** Bytes on disk consumed so far, of all files. */
  bytesDone(): number
}

/**
 * Every source below the paths, and after it what `companions` says belongs to it, each once. A path that cannot be
 * read becomes a source that says so; a companion that is not there is none.
 */
export async function* walkPaths(
  paths: readonly string[],
  standardInput: () => AsyncIterable<Uint8Array>,
  companions: (source: PathSource) => Promise<string[]> = async () => [],
): AsyncGenerator<PathSource> {
  const seen = new Set<string>()
  const waiting = paths.toReversed()
  const named = new Set(paths)
  let finished = 0
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    let file = ''
    let size = 0
    const sources =
      path === STANDARD_INPUT ? walkStream('standard input', standardInput()) : readableSources(path)
    for await (const source of sources) {
      if (seen.has(source.path)) continue
      seen.add(source.path)
      const archive = source.path.split('!', 1)[0] ?? source.path
      if (archive !== file) {
        finished += size
        file = archive
        size = source.fileBytes
      }
      const before = finished
      const found = {
        source,
        named: (source.path === path && named.has(path)) || path === STANDARD_INPUT,
        bytesDone: () => before + source.consumedBytes(),
      }
      // An entry of an archive has its companions there.
      const beside = source.path.includes('!') ? [] : await companions(found)
      waiting.push(...beside.filter((each) => !named.has(each) && existsSync(each)).toReversed())
      for (const each of beside) named.delete(each)
      yield found
    }
    finished += size
  }
}

async function* readableSources(path: string): AsyncGenerator<WalkedSource> {
  try {
    yield* walkSources(path)
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'file_unreadable')) throw error
    yield brokenSource(path, 0, error)
  }
}
