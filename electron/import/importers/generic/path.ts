import { isJsonObject, parseCell } from '../../json-value.ts'

type Step = string | number

const PARSED = new Map<string, readonly Step[]>()
/** Mappings are small; a file of paths made to fill memory is not. */
const MAX_PARSED = 2000
const STEP = /\[(-?\d{1,9})\]|\["((?:[^"\\]|\\.){1,300})"\]|([^.[\]]+)/g

/** The steps of a path: names, and numbers for elements; none for `.`, the record itself. */
export function parsePath(path: string): readonly Step[] {
  const known = PARSED.get(path)
  if (known) return known
  const steps: Step[] = []
  for (const [, index, quoted, name] of path.matchAll(STEP)) {
    if (index !== undefined) steps.push(Number(index))
    else steps.push(quoted === undefined ? (name ?? '') : quoted.replace(/\\(.)/g, '$1'))
  }
  if (PARSED.size < MAX_PARSED) PARSED.set(path, steps)
  return steps
}

/** What a path leads to, undefined where it leads nowhere. A member whose name is the whole path counts first. */
export function valueAt(record: unknown, path: string): unknown {
  if (isJsonObject(record) && Object.hasOwn(record, path)) return record[path]
  let value = record
  for (const step of parsePath(path)) {
    const opened = parseCell(value)
    if (typeof step === 'number') value = Array.isArray(opened) ? (opened as unknown[]).at(step) : undefined
    else value = isJsonObject(opened) && Object.hasOwn(opened, step) ? opened[step] : undefined
    if (value === undefined) return undefined
  }
  return value
}

/** What the first of some paths leads to that is neither missing, null nor empty text. */
export function firstAt(record: unknown, paths: string | readonly string[] | undefined): unknown {
  if (paths === undefined) return undefined
  for (const path of typeof paths === 'string' ? [paths] : paths) {
    const value = valueAt(record, path)
    if (value !== undefined && value !== null && value !== '') return value
  }
  return undefined
}

/** The member of the record itself that a path begins with, null for the record itself. */
export function rootOf(record: unknown, path: string): string | null {
  if (isJsonObject(record) && Object.hasOwn(record, path)) return path
  const [first] = parsePath(path)
  return typeof first === 'string' ? first : null
}
