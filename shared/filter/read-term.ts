import { filterError } from './filter-error.ts'
import type { Comparison } from './filter-node.ts'
import type { RawValue } from './filter-pattern.ts'

/** One term as written, before its field is understood. A term without a field is free text. */
export interface RawTerm {
  at: number
  field: string | null
  /** What follows the dot of `score.NAME`. */
  key: string | null
  operator: ':' | Comparison | null
  value: RawValue
}

const FIELD = /([A-Za-z_]+)(?:\.("[^"]*"|[^\s:<>="()]+))?(:|>=|<=|>|<|=)/y
const BARE = /[^\s()]+/y

/** Reads the term that begins at `at`, which must be no space. Throws `filter_invalid`. */
export function readTerm(text: string, at: number): RawTerm {
  FIELD.lastIndex = at
  const [whole, field, key, operator] = FIELD.exec(text) ?? []
  if (whole === undefined || field === undefined) {
    return {
      at,
      field: null,
      key: null,
      operator: null,
      value: readValue(text, at, /^[imsu]{0,4}(?=[\s()]|$)/),
    }
  }
  const start = at + whole.length
  if (start >= text.length || /[\s()]/.test(text[start] ?? ' ')) {
    throw filterError(start, `a value is expected after "${whole}".`)
  }
  return {
    at,
    field,
    key: key === undefined ? null : key.replace(/^"(.*)"$/s, '$1'),
    operator: operatorOf(operator ?? ':'),
    value: readValue(text, start, /^[a-z]*(?=[\s()]|$)/),
  }
}

function operatorOf(sign: string): ':' | Comparison {
  switch (sign) {
    case '>=':
    case '<=':
    case '>':
    case '<':
    case '=':
      return sign
    default:
      return ':'
  }
}

/** `flags` tells what may follow a regex: free text is more often a path than a regex with odd flags. */
function readValue(text: string, at: number, flags: RegExp): RawValue {
  if (text[at] === '"') return readQuoted(text, at)
  const regex = text[at] === '/' ? readRegex(text, at, flags) : null
  if (regex) return regex
  BARE.lastIndex = at
  const word = BARE.exec(text)?.[0] ?? ''
  return { form: 'bare', text: word, flags: '', at, end: at + word.length }
}

function readQuoted(text: string, at: number): RawValue {
  let value = ''
  for (let index = at + 1; index < text.length; index += 1) {
    const sign = text[index] ?? ''
    if (sign === '"') return { form: 'quoted', text: value, flags: '', at, end: index + 1 }
    const next = text[index + 1]
    if (sign === '\\' && (next === '"' || next === '\\')) {
      value += next
      index += 1
    } else value += sign
  }
  throw filterError(at, 'the quotation mark that opens here is never closed.')
}

/** `/source/flags`, or null where it is a plain word such as `/var/log`: a regex ends with a slash, flags and a space. */
function readRegex(text: string, at: number, allowed: RegExp): RawValue | null {
  for (let index = at + 1; index < text.length; index += 1) {
    if (text[index] === '\\') index += 1
    else if (text[index] === '/') {
      const flags = allowed.exec(text.slice(index + 1))?.[0]
      if (flags === undefined) continue
      const source = text.slice(at + 1, index)
      return source === '' ? null : { form: 'regex', text: source, flags, at, end: index + 1 + flags.length }
    }
  }
  return null
}
