/** JSON text with line breaks and indents, and where each of its characters stood in the source text. */
export interface PrettyText {
  readonly text: string
  /** Start of each token in the source, rising. */
  readonly sourceAt: readonly number[]
  /** Start of the same token in `text`, rising. */
  readonly prettyAt: readonly number[]
}

/** Longer payloads are shown as they came: indenting them helps nobody and costs a second. */
const LONGEST = 200_000
/** Objects and arrays up to this many characters stay on one line, as a person would write them. */
const ONE_LINE = 76
const DEEPEST = 200

const TOKEN = /\s+|"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|true|false|null|[{}[\],:]/y

/** A literal `\\n` in a string this long starts a new line: prompts and programs inside JSON must be readable. */
const BROKEN_FROM = 80

/**
 * Lays out JSON by its tokens, without parsing and printing it: numbers, escapes and repeated keys stay as they
 * came, and every offset can be mapped. Null where the text is no JSON object or array, or is too long.
 */
export function prettyJson(source: string): PrettyText | null {
  if (source.length > LONGEST || !/^\s*[{[]/.test(source)) return null
  const tokens = tokenize(source)
  if (tokens === null) return null
  const closing = matchBrackets(tokens)
  if (closing === null) return null
  return layOut(source, tokens, closing)
}

const ESCAPE = String.raw`\n`
/** Splits at each escaped line break and keeps it; an escaped backslash before an n is none. */
const ESCAPED_BREAK = /(?<=(?<!\\)(?:\\\\)*)(\\n)/

/**
 * Text that holds its line breaks escaped (a printed Python or JSON string) with real ones.
 * Null where real line breaks prevail: there `\\n` is part of a program and stays.
 */
export function unescapeBreaks(source: string): PrettyText | null {
  if (source.length > LONGEST) return null
  const pieces = source.split(ESCAPED_BREAK)
  const escapes = (pieces.length - 1) / 2
  if (escapes < 3 || escapes < source.split('\n').length) return null
  const sourceAt: number[] = []
  const prettyAt: number[] = []
  let text = ''
  let at = 0
  for (const piece of pieces) {
    sourceAt.push(at)
    prettyAt.push(text.length)
    text += piece === ESCAPE ? '\n' : piece
    at += piece.length
  }
  sourceAt.push(source.length)
  prettyAt.push(text.length)
  return { text, sourceAt, prettyAt }
}

interface Token {
  readonly at: number
  readonly text: string
}

function tokenize(source: string): Token[] | null {
  const tokens: Token[] = []
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < source.length) {
    const at = TOKEN.lastIndex
    const match = TOKEN.exec(source)
    if (match === null) return null
    if (match[0].trim() !== '') tokens.push({ at, text: match[0] })
  }
  return tokens
}

/** For each opening bracket the index of its closing one; null where they do not fit or nest too deep. */
function matchBrackets(tokens: readonly Token[]): Map<number, number> | null {
  const closing = new Map<number, number>()
  const open: number[] = []
  for (const [index, { text }] of tokens.entries()) {
    if (text === '{' || text === '[') {
      open.push(index)
      if (open.length > DEEPEST) return null
    } else if (text === '}' || text === ']') {
      const start = open.pop()
      if (start === undefined || (tokens[start]?.text === '{') !== (text === '}')) return null
      closing.set(start, index)
      if (open.length === 0 && index !== tokens.length - 1) return null
    }
  }
  return open.length === 0 ? closing : null
}

function layOut(source: string, tokens: readonly Token[], closing: ReadonlyMap<number, number>): PrettyText {
  const sourceAt: number[] = []
  const prettyAt: number[] = []
  let text = ''
  let indent = 0
  /** Closing index up to which everything stays on one line. */
  let flatUntil = -1
  const write = (token: Token): void => {
    const pieces = token.text.length < BROKEN_FROM ? [token.text] : token.text.split(ESCAPED_BREAK)
    let at = token.at
    for (const piece of pieces) {
      sourceAt.push(at)
      prettyAt.push(text.length)
      text += piece === ESCAPE ? `\n${'  '.repeat(indent + 1)}` : piece
      at += piece.length
    }
  }
  const breakLine = (): void => {
    text += `\n${'  '.repeat(indent)}`
  }
  for (const [index, token] of tokens.entries()) {
    const flat = index <= flatUntil
    switch (token.text) {
      case '{':
      case '[': {
        const close = closing.get(index) ?? index
        write(token)
        if (flat || close === index + 1) break
        if (isShort(tokens, index, close)) {
          flatUntil = close
          if (token.text === '{') text += ' '
          break
        }
        indent++
        breakLine()
        break
      }
      case '}':
      case ']': {
        const opened = tokens[index - 1]?.text
        const empty = opened === '{' || opened === '['
        if (!flat && !empty) {
          indent--
          breakLine()
        } else if (index === flatUntil && token.text === '}' && !empty) text += ' '
        write(token)
        break
      }
      case ',':
        write(token)
        if (flat) text += ' '
        else breakLine()
        break
      case ':':
        write(token)
        text += ' '
        break
      default:
        write(token)
    }
  }
  sourceAt.push(source.length)
  prettyAt.push(text.length)
  return { text, sourceAt, prettyAt }
}

function isShort(tokens: readonly Token[], open: number, close: number): boolean {
  let length = 0
  for (let index = open; index <= close; index++) {
    const text = tokens[index]?.text ?? ''
    length += text.length + (/^[:,{}]$/.test(text) ? 1 : 0)
    if (length > ONE_LINE) return false
    // Nested containers read better on lines of their own, empty ones apart.
    if (index > open && (text === '{' || text === '[')) {
      const next = tokens[index + 1]?.text
      if (next !== '}' && next !== ']') return false
    }
  }
  return true
}

/** Where a range of the source stands in the pretty text. White space between tokens belongs to neither side. */
export function mapRange(
  pretty: PrettyText,
  start: number,
  end: number,
): { start: number; end: number } | null {
  const from = mapOffset(pretty, start, 'start')
  const to = mapOffset(pretty, end, 'end')
  return to > from ? { start: from, end: to } : null
}

function mapOffset(pretty: PrettyText, offset: number, side: 'start' | 'end'): number {
  let low = 0
  let high = pretty.sourceAt.length - 1
  // The last token that starts at or before the offset; for an end, strictly before it.
  while (low < high) {
    const middle = (low + high + 1) >> 1
    const at = pretty.sourceAt[middle] ?? 0
    if (side === 'start' ? at <= offset : at < offset) low = middle
    else high = middle - 1
  }
  const tokenSource = pretty.sourceAt[low] ?? 0
  const tokenPretty = pretty.prettyAt[low] ?? 0
  const next = pretty.prettyAt[low + 1] ?? pretty.text.length
  const within = Math.max(0, offset - tokenSource)
  const tokenLength = tokenEnd(pretty.text, tokenPretty, next) - tokenPretty
  if (within < tokenLength || side === 'end') return tokenPretty + Math.min(within, tokenLength)
  // A start in the white space behind a token belongs to the next token.
  return within === 0 ? tokenPretty : next
}

function tokenEnd(text: string, start: number, next: number): number {
  let end = next
  while (end > start && (text[end - 1] === ' ' || text[end - 1] === '\n')) end--
  return end
}
