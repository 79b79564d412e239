import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../../shared/data/', import.meta.url))

/** Absolute path of a reference file, or null with a notice where the reference data is not beside the project. */
export function sharedData(path: string): string | null {
  const full = ROOT + path
  if (existsSync(full)) return full
  console.warn(`skipped: the reference data ${path} is not here`)
  return null
}
