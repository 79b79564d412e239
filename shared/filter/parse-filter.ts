import { filterError } from './filter-error.ts'
import type { FilterNode } from './filter-node.ts'
import { readTerm } from './read-term.ts'
import { termNode } from './term-node.ts'

/** Nested parentheses beyond this are refused. */
const DEPTH = 20
/** SQLite takes expressions up to 1,000 deep; nobody types as many terms as this. */
const TERMS = 200

interface Reader {
  text: string
  at: number
  terms: number
}

/**
 * Reads the filter language of the trace list, e.g. `category:tool_error_silent model:gpt-4o* -env:staging duration>5s`.
 * Terms are ANDed; `OR` (in capitals) binds weaker, parentheses group, `-` negates.
 * Throws AppError `filter_invalid` with the position (from 1) and what was expected there.
 */
export function parseFilter(text: string): FilterNode {
  const reader = { text, at: 0, terms: 0 }
  skipSpace(reader)
  if (reader.at >= text.length) return { kind: 'all' }
  const node = readChoice(reader, 0)
  if (reader.at < text.length) throw filterError(reader.at, 'this parenthesis was never opened.')
  return node
}

function readChoice(reader: Reader, depth: number): FilterNode {
  if (depth > DEPTH) throw filterError(reader.at, `parentheses may be nested at most ${DEPTH} deep.`)
  const nodes = [readAll(reader, depth)]
  while (takeWord(reader, 'OR')) nodes.push(readAll(reader, depth))
  return nodes.length === 1 && nodes[0] ? nodes[0] : { kind: 'or', nodes }
}

function readAll(reader: Reader, depth: number): FilterNode {
  const nodes: FilterNode[] = []
  while (reader.at < reader.text.length && reader.text[reader.at] !== ')' && !atWord(reader, 'OR')) {
    if (nodes.length > 0 && takeWord(reader, 'AND')) continue
    nodes.push(readNegated(reader, depth))
    skipSpace(reader)
  }
  if (nodes.length === 0)
    throw filterError(reader.at, 'a term such as model:gpt-4o* or a word to search for is expected here.')
  return nodes.length === 1 && nodes[0] ? nodes[0] : { kind: 'and', nodes }
}

function readNegated(reader: Reader, depth: number): FilterNode {
  const next = reader.text[reader.at + 1]
  if (reader.text[reader.at] !== '-' || next === undefined || /[\s-]/.test(next))
    return readOne(reader, depth)
  reader.at += 1
  return { kind: 'not', node: readOne(reader, depth) }
}

function readOne(reader: Reader, depth: number): FilterNode {
  if (reader.text[reader.at] === '(') return readGroup(reader, depth)
  reader.terms += 1
  if (reader.terms > TERMS) throw filterError(reader.at, `a filter may have at most ${TERMS} terms.`)
  const term = readTerm(reader.text, reader.at)
  reader.at = term.value.end
  return termNode(term)
}

function readGroup(reader: Reader, depth: number): FilterNode {
  const opened = reader.at
  reader.at += 1
  skipSpace(reader)
  const node = readChoice(reader, depth + 1)
  if (reader.text[reader.at] !== ')')
    throw filterError(opened, 'the parenthesis that opens here is never closed.')
  reader.at += 1
  return node
}

function atWord(reader: Reader, word: string): boolean {
  return (
    reader.text.startsWith(word, reader.at) && /^[\s()]?$/.test(reader.text.charAt(reader.at + word.length))
  )
}

function takeWord(reader: Reader, word: string): boolean {
  if (!atWord(reader, word)) return false
  reader.at += word.length
  skipSpace(reader)
  return true
}

function skipSpace(reader: Reader): void {
  while (/\s/.test(reader.text.charAt(reader.at))) reader.at += 1
}
