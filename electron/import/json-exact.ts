import { stringEnd } from './json-depth.ts'

/** Begins a text that stands for an integer while its document is parsed. A document that holds it itself is read slowly. */
const MARK = '\uE0F1\uE0F2integer:'
/** Fewer digits are exact in a double. */
const LEAST_DIGITS = 16
/** No integer of an export is longer; BigInt needs a quadratic time for its digits. */
const MOST_DIGITS = 1000

/**
 * JSON.parse that keeps integers beyond 2^53 as bigint. Two to three times the time of plain parsing where there are any: they
 * are found by one pass over the text, parsed as marked texts and then replaced. Throws what JSON.parse throws.
 */
export function parseExact(text: string): unknown {
  if (!/\d{16}/.test(text)) return JSON.parse(text)
  if (text.includes(MARK)) return JSON.parse(text, keepInteger)
  const marked = markIntegers(text)
  return marked === null ? JSON.parse(text) : unmark(JSON.parse(marked))
}

const QUOTE = 34
const ZERO = 48
const NINE = 57
const MINUS = 45

/** The text with its integers beyond 2^53 as marked strings; null where there are none outside strings. */
function markIntegers(text: string): string | null {
  const parts: string[] = []
  let from = 0
  const { length } = text
  for (let at = 0; at < length; at++) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) {
      at = stringEnd(text, at)
      continue
    }
    if (code < ZERO || code > NINE) continue
    const start = at
    at = endOfDigits(text, at)
    const digits = at - start
    // What follows makes it no integer: a fraction or an exponent, whose own digits are passed over as well.
    if (
      digits < LEAST_DIGITS ||
      digits > MOST_DIGITS ||
      /[.eE]/.test(text.charAt(at)) ||
      isPartOf(text, start)
    ) {
      at--
      continue
    }
    const begin = text.charCodeAt(start - 1) === MINUS ? start - 1 : start
    const integer = text.slice(begin, at)
    at--
    // Neither a leading zero nor a number for a name is JSON, and neither must become so.
    if (code === ZERO || Number.isSafeInteger(Number(integer)) || /^\s*:/.test(text.slice(at + 1, at + 9)))
      continue
    parts.push(text.slice(from, begin), '"', MARK, integer, '"')
    from = at + 1
  }
  if (from === 0) return null
  parts.push(text.slice(from))
  return parts.join('')
}

function endOfDigits(text: string, from: number): number {
  let at = from
  for (let code = text.charCodeAt(at); code >= ZERO && code <= NINE; code = text.charCodeAt(at)) at++
  return at
}

/** The digits of a fraction or an exponent. */
function isPartOf(text: string, start: number): boolean {
  return /[.eE]/.test(text.charAt(start - 1)) || /[eE][+-]/.test(text.slice(Math.max(0, start - 2), start))
}

/** Puts integers in the place of their marks, in the value itself. */
function unmark(value: unknown): unknown {
  if (typeof value === 'string') return integerOf(value) ?? value
  const waiting: unknown[] = [value]
  for (let item = waiting.pop(); item !== undefined; item = waiting.pop()) {
    if (Array.isArray(item)) {
      for (let index = 0; index < item.length; index++) {
        const found: unknown = item[index]
        if (typeof found === 'string') {
          const integer = integerOf(found)
          if (integer !== null) item[index] = integer
        } else if (typeof found === 'object' && found !== null) waiting.push(found)
      }
    } else if (typeof item === 'object' && item !== null)
      unmarkMembers(item as Record<string, unknown>, waiting)
  }
  return value
}

function unmarkMembers(object: Record<string, unknown>, waiting: unknown[]): void {
  for (const key of Object.keys(object)) {
    const found = object[key]
    if (typeof found === 'object' && found !== null) waiting.push(found)
    if (typeof found !== 'string') continue
    const integer = integerOf(found)
    // An assignment to `__proto__` would be none.
    if (integer !== null)
      Object.defineProperty(object, key, {
        value: integer,
        writable: true,
        enumerable: true,
        configurable: true,
      })
  }
}

function integerOf(text: string): bigint | null {
  return text.charCodeAt(0) === MARK.charCodeAt(0) && text.startsWith(MARK)
    ? BigInt(text.slice(MARK.length))
    : null
}

interface ReviverContext {
  source?: string
}

function keepInteger(_key: string, value: unknown, context?: ReviverContext): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value
  const source = context?.source
  return source !== undefined && /^-?\d+$/.test(source) ? BigInt(source) : value
}
