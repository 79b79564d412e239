export type LooseKind = 'string' | 'number' | 'true' | 'false' | 'null' | 'object' | 'array' | 'other'

/** One value of a JSON text, or of a Python dict printed as text, with its UTF-16 range (quotes included). */
export interface LooseValue {
  kind: LooseKind
  start: number
  end: number
}

export interface LooseField extends LooseValue {
  key: string
}

/** Nothing behind this is read: an error says so at its beginning, and a payload may hold 50 MB. */
export const READ_LIMIT = 1 << 20
/** An object with more fields than this is data. */
const FIELD_LIMIT = 2000

/**
 * The fields of the object that begins at `at`, null where none begins there. Reads JSON and Python's `{'ok': False}`,
 * also when the end is missing; skips what lies deeper without looking at it, in one pass.
 */
export function readLooseObject(text: string, at: number): LooseField[] | null {
  const limit = Math.min(text.length, READ_LIMIT)
  if (text[at] !== '{') return null
  const fields: LooseField[] = []
  let position = skipBlanks(text, at + 1, limit)
  while (position < limit && fields.length < FIELD_LIMIT) {
    const quote = text[position]
    if (quote !== '"' && quote !== "'") break
    const keyEnd = endOfText(text, position, limit)
    const colon = skipBlanks(text, keyEnd, limit)
    if (text[colon] !== ':') break
    const value = readLooseValue(text, skipBlanks(text, colon + 1, limit), limit)
    fields.push({ key: text.slice(position + 1, keyEnd - 1), ...value })
    position = skipBlanks(text, value.end, limit)
    if (text[position] !== ',') break
    position = skipBlanks(text, position + 1, limit)
  }
  return fields
}

/** The elements of the array that begins at `at`, at most `most`; null where none begins there. */
export function readLooseArray(text: string, at: number, most: number): LooseValue[] | null {
  const limit = Math.min(text.length, READ_LIMIT)
  if (text[at] !== '[') return null
  const items: LooseValue[] = []
  let position = skipBlanks(text, at + 1, limit)
  while (position < limit && text[position] !== ']' && items.length < most) {
    const value = readLooseValue(text, position, limit)
    items.push(value)
    position = skipBlanks(text, value.end, limit)
    if (text[position] !== ',') break
    position = skipBlanks(text, position + 1, limit)
  }
  return items
}

/** What a string value says, its escapes undone as far as they matter for reading. */
export function looseText(text: string, value: LooseValue): string {
  const source = text.slice(value.start, value.end)
  if (value.kind !== 'string') return source
  return source
    .slice(1, -1)
    .replace(/\\(u[\da-fA-F]{4}|.)/g, (_, escape: string) =>
      escape.length > 1
        ? String.fromCharCode(Number.parseInt(escape.slice(1), 16))
        : (ESCAPES.get(escape) ?? escape),
    )
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
])

function readLooseValue(text: string, at: number, limit: number): LooseValue {
  const char = text[at]
  if (char === '"' || char === "'") return { kind: 'string', start: at, end: endOfText(text, at, limit) }
  if (char === '{' || char === '[') {
    return { kind: char === '{' ? 'object' : 'array', start: at, end: endOfContainer(text, at, limit) }
  }
  return readWord(text, at, limit)
}

/** `true`, `12.5`, Python's `None` or `datetime(2020, 1, 1)`: up to the next comma or bracket of this level. */
function readWord(text: string, at: number, limit: number): LooseValue {
  let end = at
  for (let depth = 0; end < limit; end++) {
    const char = text[end]
    if (char === '(') depth++
    else if (char === ')') depth--
    else if (depth <= 0 && (char === ',' || char === '}' || char === ']')) break
  }
  const word = text.slice(at, Math.min(end, at + 40)).trim()
  const kind =
    WORDS.get(word) ?? (/^-?\d{1,20}(?:\.\d{1,20})?(?:e[+-]?\d{1,4})?$/i.test(word) ? 'number' : 'other')
  return { kind, start: at, end }
}

const WORDS: ReadonlyMap<string, LooseKind> = new Map([
  ['true', 'true'],
  ['True', 'true'],
  ['false', 'false'],
  ['False', 'false'],
  ['null', 'null'],
  ['None', 'null'],
  ['undefined', 'null'],
])

function skipBlanks(text: string, at: number, limit: number): number {
  let position = at
  while (position < limit && /\s/.test(text[position]!)) position++
  return position
}

/** Behind the closing quote, or the limit where it never closes. */
function endOfText(text: string, at: number, limit: number): number {
  const quote = text[at]
  for (let position = at + 1; position < limit; position++) {
    const char = text[position]
    if (char === '\\') position++
    else if (char === quote) return position + 1
  }
  return limit
}

function endOfContainer(text: string, at: number, limit: number): number {
  let depth = 0
  for (let position = at; position < limit; position++) {
    const char = text[position]
    if (char === '"' || char === "'") position = endOfText(text, position, limit) - 1
    else if (char === '{' || char === '[') depth++
    else if (char === '}' || char === ']') {
      depth--
      if (depth === 0) return position + 1
    }
  }
  return limit
}
