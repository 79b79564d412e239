/** Deeper literals are not read. */
const MAX_DEPTH = 200
const CONSTANTS: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['None', null],
  ['True', true],
  ['False', false],
  ['nan', null],
])
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['b', '\b'],
  ['f', '\f'],
  ['v', '\v'],
  ['a', '\u0007'],
  ['0', '\0'],
  ['\n', ''],
])
const HEX_DIGITS: ReadonlyMap<string, number> = new Map([
  ['x', 2],
  ['u', 4],
  ['U', 8],
])

/**
 * Data that Python wrote with `repr`, as a data frame does for the dicts and lists of its cells in a CSV: integers beyond
 * 2^53 are bigint, None is null. Undefined where the text is anything else.
 */
export function parsePython(text: string): unknown {
  const reading = new LiteralReading(text)
  try {
    return reading.whole()
  } catch (error) {
    if (error instanceof NoLiteral) return undefined
    throw error
  }
}

class NoLiteral extends Error {}

class LiteralReading {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  whole(): unknown {
    const value = this.#value(0)
    if (this.#peek() !== '') throw new NoLiteral()
    return value
  }

  #value(depth: number): unknown {
    if (depth > MAX_DEPTH) throw new NoLiteral()
    const first = this.#peek()
    if (first === '{') return this.#dict(depth)
    if (first === '[') return this.#list(']', depth)
    if (first === '(') return this.#list(')', depth)
    if (first === "'" || first === '"') return this.#string(first)
    return this.#word()
  }

  #dict(depth: number): unknown {
    const entries: [string, unknown][] = []
    this.#at++
    while (this.#peek() !== '}') {
      const key = this.#value(depth + 1)
      this.#take(':')
      entries.push([String(key), this.#value(depth + 1)])
      if (this.#peek() !== '}') this.#take(',')
    }
    this.#at++
    return Object.fromEntries(entries)
  }

  #list(end: string, depth: number): unknown[] {
    const items: unknown[] = []
    this.#at++
    while (this.#peek() !== end) {
      items.push(this.#value(depth + 1))
      if (this.#peek() !== end) this.#take(',')
    }
    this.#at++
    return items
  }

  #string(quote: string): string {
    let read = ''
    let from = ++this.#at
    for (; this.#at < this.#text.length; this.#at++) {
      const letter = this.#text[this.#at]
      if (letter === quote) {
        read += this.#text.slice(from, this.#at++)
        return read
      }
      if (letter !== '\\') continue
      read += this.#text.slice(from, this.#at) + this.#escape()
      from = this.#at + 1
    }
    throw new NoLiteral()
  }

  /** From the backslash to the last character it stands for. */
  #escape(): string {
    const letter = this.#text[++this.#at] ?? ''
    const digits = HEX_DIGITS.get(letter)
    if (digits === undefined) return ESCAPES.get(letter) ?? letter
    const code = Number.parseInt(this.#text.slice(this.#at + 1, this.#at + 1 + digits), 16)
    if (Number.isNaN(code) || code > 0x10ffff) throw new NoLiteral()
    this.#at += digits
    return String.fromCodePoint(code)
  }

  #word(): unknown {
    const start = this.#at
    while (/[\w.+-]/.test(this.#text[this.#at] ?? '')) this.#at++
    const word = this.#text.slice(start, this.#at)
    if (CONSTANTS.has(word)) return CONSTANTS.get(word)
    if (/^-?\d{1,400}$/.test(word)) {
      const number = Number(word)
      return Number.isSafeInteger(number) ? number : BigInt(word)
    }
    const number = word === '' ? Number.NaN : Number(word)
    if (Number.isNaN(number)) throw new NoLiteral()
    return number
  }

  #take(letter: string): void {
    if (this.#peek() !== letter) throw new NoLiteral()
    this.#at++
  }

  /** The next character that is no space, which `#at` then stands on. */
  #peek(): string {
    while (/\s/.test(this.#text[this.#at] ?? '')) this.#at++
    return this.#text[this.#at] ?? ''
  }
}
