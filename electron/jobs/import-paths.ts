import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'

/** Name of an import where none is given: that of the file or folder, without its extensions. */
export function importLabel(paths: readonly string[]): string {
  const first = paths[0] ?? ''
  if (first === '-') return 'standard input'
  const name = basename(first)
  const label = name.replace(/(?<=.)(\.[A-Za-z][A-Za-z0-9]{0,6})+$/, '')
  return paths.length > 1 ? `${label} and ${paths.length - 1} more` : label
}

/** Bytes on disk below some paths, for progress; null where one of them is a stream. Unreadable files count as nothing. */
export async function pathsTotal(paths: readonly string[]): Promise<number | null> {
  if (paths.includes('-')) return null
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
