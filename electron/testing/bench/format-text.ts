import { parseExact } from '../../import/json-exact.ts'

/** Prose in a span is some hundred characters long in real exports; fixtures are kept short. */
const PROSE_CHARACTERS = 600
const DOCUMENT_BYTES = 256_000
const HEX_ID = /(?<=")(?:[0-9a-f]{16,}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?=")/g

type Json = string | number | bigint | boolean | null | Json[] | { [key: string]: Json }

/**
 * An export of some size made of a small one: prose grows to the length of real prose, lines or the items of the longest
 * list are repeated under ids of their own. Without `large`, a fixture's one integer beyond 2^53 is made a small one: in
 * every item it would make a document of a rare kind. Gives documents (a JSON document each, or JSON lines) of 256 KB.
 */
export function enlarge(text: string, isLines: boolean, large: boolean): string {
  const read = (json: string): Json => grow(parseExact(json) as Json, large)
  return isLines ? enlargeLines(text.split('\n').filter(isJson).map(read)) : enlargeDocument(read(text))
}

function isJson(line: string): boolean {
  try {
    JSON.parse(line)
    return true
  } catch {
    return false
  }
}

function enlargeLines(lines: readonly Json[]): string {
  const grown = lines.map(written)
  const copies = copiesOf(grown.join('\n').length)
  return Array.from({ length: copies }, (_, copy) =>
    grown.map((line) => withIds(line, copy)).join('\n'),
  ).join('\n')
}

function enlargeDocument(grown: Json): string {
  const list = longestList(grown)
  if (list === null) return written(grown)
  const items = list.map((item) => written(item))
  const copies = copiesOf(items.join(',').length)
  const all = Array.from({ length: copies }, (_, copy) =>
    items.map((item) => parseExact(withIds(item, copy)) as Json),
  )
  list.splice(0, list.length, ...all.flat())
  return written(grown)
}

/** JSON with integers beyond 2^53 as they stood. */
function written(value: Json): string {
  return JSON.stringify(value, (_, item: unknown) => (typeof item === 'bigint' ? raw(item) : item))
}

/** Not yet among TypeScript's declarations. */
const { rawJSON: raw } = JSON as unknown as { rawJSON(text: bigint): unknown }

function copiesOf(characters: number): number {
  return Math.max(1, Math.ceil(DOCUMENT_BYTES / Math.max(1, characters)))
}

/** Ids of hexadecimal digits end in the number of the copy. */
function withIds(text: string, copy: number): string {
  if (copy === 0) return text
  const end = copy.toString(16).padStart(4, '0')
  return text.replace(HEX_ID, (id) => id.slice(0, -4) + end)
}

function grow(value: Json, large: boolean): Json {
  if (typeof value === 'bigint') return large ? value : Number(value % 1_000_000n)
  if (typeof value === 'string') {
    const isProse = / \S* /.test(value) && !/^[[{]/.test(value) && !/^\d{4}-\d\d-\d\d /.test(value)
    if (!isProse) return value
    return `${value} ${value} `.repeat(Math.ceil(PROSE_CHARACTERS / (2 * value.length + 2))).trim()
  }
  if (Array.isArray(value)) return value.map((item) => grow(item, large))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, grow(item, large)]))
}

/** Of the lists that hold objects, the one that is longest as text. */
function longestList(value: Json): Json[] | null {
  let longest: Json[] | null = null
  let length = 0
  const waiting: [Json, number][] = [[value, 0]]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [item, depth] = next
    if (typeof item !== 'object' || item === null || depth > 3) continue
    if (Array.isArray(item) && item.some((entry) => typeof entry === 'object')) {
      const size = written(item).length
      // A list in the longest is a part of one of its items.
      if (size > length) [longest, length] = [item, size]
    }
    for (const below of Object.values(item)) waiting.push([below, depth + 1])
  }
  return longest
}
