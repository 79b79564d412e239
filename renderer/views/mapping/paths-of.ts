import type { Mapping } from '../../../shared/model/mapping.ts'

/** Deeper members are written by hand. */
const MAX_DEPTH = 4
const MAX_PATHS = 300

/**
 * The paths that lead somewhere in some records (JSON text, perhaps cut), as a mapping writes them: those into its list
 * of records, and those into its messages.
 */
export function pathsOf(records: readonly string[], mapping: Mapping): string[] {
  const paths = new Set<string>()
  for (const text of records) {
    const record = parse(text)
    collect(record, '', 0, paths)
    const within = mapping.records === undefined ? [record] : listAt(record, mapping.records)
    for (const item of within.slice(0, 5)) {
      collect(item, '', 0, paths)
      const { messages } = mapping.fields
      const path = typeof messages === 'string' ? messages : messages?.[0]
      const said = path === undefined ? [] : path === '.' && Array.isArray(item) ? item : listAt(item, path)
      for (const message of said.slice(0, 5)) collect(message, '', 0, paths)
    }
  }
  return [...paths].slice(0, MAX_PATHS)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function collect(value: unknown, path: string, depth: number, paths: Set<string>): void {
  if (!isObject(value) || depth >= MAX_DEPTH) return
  for (const [key, inner] of Object.entries(value)) {
    if (paths.size >= MAX_PATHS) return
    const step = /^[\w-]+$/.test(key) ? key : `[${JSON.stringify(key)}]`
    const here = path === '' ? step : step.startsWith('[') ? path + step : `${path}.${step}`
    paths.add(here)
    collect(inner, here, depth + 1, paths)
  }
}

function listAt(value: unknown, path: string): unknown[] {
  let found: unknown = value
  for (const step of path.split('.')) found = isObject(found) ? found[step] : undefined
  return Array.isArray(found) ? found : []
}
