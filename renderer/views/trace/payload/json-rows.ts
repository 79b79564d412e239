/** A number whose text JavaScript would change: 12345678901234567890, 1.10. */
export class SourceNumber {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

export type Json = string | number | boolean | null | SourceNumber | Json[] | { [key: string]: Json }

/** One line of the tree. */
export interface JsonRow {
  /** JSONPath: `$.messages[0].content`; names the row. */
  readonly path: string
  readonly key: string | null
  readonly value: Json
  readonly depth: number
  /** Children, 0 for what has none. */
  readonly size: number
}

const LONG_NUMBER = /[\d.eE+-]{16,}/

/** The text as JSON data, numbers as they are written; undefined where it is no JSON object or array. */
export function parseJson(text: string): Json | undefined {
  if (!/^\s*[{[]/.test(text)) return undefined
  try {
    return LONG_NUMBER.test(text) ? JSON.parse(text, keepNumber) : JSON.parse(text)
  } catch {
    return undefined
  }
}

function keepNumber(_key: string, value: unknown, context?: { source?: string }): unknown {
  const source = context?.source
  return typeof value === 'number' && source !== undefined && String(value) !== source
    ? new SourceNumber(source)
    : value
}

/** The rows that show while the containers in `open` are open. */
export function jsonRows(root: Json, open: ReadonlySet<string>): JsonRow[] {
  const rows: JsonRow[] = []
  // By hand, not by recursion: what a payload nests is up to its writer.
  const waiting: JsonRow[] = [rowOf('$', null, root, 0)]
  while (waiting.length > 0) {
    const row = waiting.pop()
    if (row === undefined) break
    rows.push(row)
    if (row.size > 0 && open.has(row.path)) waiting.push(...childRows(row).toReversed())
  }
  return rows
}

function childRows({ path, value, depth }: JsonRow): JsonRow[] {
  if (Array.isArray(value))
    return value.map((item, index) => rowOf(`${path}[${index}]`, String(index), item, depth + 1))
  return Object.entries(value as Record<string, Json>).map(([key, item]) =>
    rowOf(`${path}${step(key)}`, key, item, depth + 1),
  )
}

function rowOf(path: string, key: string | null, value: Json, depth: number): JsonRow {
  return { path, key, value, depth, size: sizeOf(value) }
}

function sizeOf(value: Json): number {
  if (Array.isArray(value)) return value.length
  return isObject(value) ? Object.keys(value).length : 0
}

function isObject(value: Json): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !(value instanceof SourceNumber)
}

function step(key: string): string {
  return /^[A-Za-z_]\w*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`
}

/** The paths that are open at first: the upper levels, as long as they are few. */
export function firstOpen(root: Json, most: number): Set<string> {
  const open = new Set<string>()
  let level = [rowOf('$', null, root, 0)]
  let shown = 1
  while (level.length > 0) {
    const containers = level.filter((row) => row.size > 0)
    const next = containers.reduce((sum, row) => sum + row.size, 0)
    if (next === 0 || (open.size > 0 && shown + next > most)) break
    for (const row of containers) open.add(row.path)
    shown += next
    level = containers.flatMap(childRows)
  }
  return open
}

/** What a row says of its value on one line. */
export function jsonPreview(value: Json, longest = 200): string {
  if (Array.isArray(value)) return `[${value.length}]`
  if (isObject(value)) return `{${Object.keys(value).length}}`
  if (value instanceof SourceNumber) return value.text
  const text = JSON.stringify(value)
  return text.length > longest ? `${text.slice(0, longest)}…` : text
}

/** The value as text to copy: strings bare, all else as JSON. */
export function jsonText(value: Json): string {
  if (typeof value === 'string') return value
  return JSON.stringify(
    value,
    (_key, item: unknown) =>
      item instanceof SourceNumber ? (JSON as unknown as WithRaw).rawJSON(item.text) : item,
    2,
  )
}

/** Of browsers since 2023; not in TypeScript's library yet. */
interface WithRaw {
  rawJSON(text: string): unknown
}
