import type { RecordedSpan } from '../../shared/model/recorded-trace.ts'
import { looseText, readLooseObject } from './loose-json.ts'

/** What shows that a result is empty: `start..end` in the value at `path`. */
export interface Emptiness {
  path: string
  value: string
  start: number
  end: number
  text: string
}

/** An empty result is short; a longer one says something. */
const EMPTY_LENGTH = 2000
const NOTHING =
  /^\s*(?:|""|''|\[\s*\]|\{\s*\}|null|none|undefined|\(\)|\[\[\]\]|\[\{\}\]|"\[\]"|"\{\}"|"null")\s*$/i
/** Said in words, and nothing more: "No results found for query 'x'." A search inside a page has more around it. */
const SAID =
  /^["'\s]{0,3}no (?:results?|documents?|records?|data|entries|items|hits)(?: (?:were|was|is|are|available|found|returned|matched|for)\b[^\n]{0,200}\s{0,3}$|\.?["'\s]{0,3}$)/i
const LISTS = new Set([
  'results',
  'documents',
  'items',
  'data',
  'records',
  'rows',
  'hits',
  'matches',
  'entries',
  'result',
  'organic',
  'content',
  'docs',
])
/** Fields that may stand beside an empty list without making it less empty. */
const BESIDE = new Set([
  'total',
  'count',
  'query',
  'page',
  'next',
  'next_page',
  'has_more',
  'status',
  'ok',
  'success',
  'error',
  'message',
  'took',
  'isError',
  'is_error',
  '_meta',
  'meta',
  'took_ms',
  'limit',
  'offset',
  'total_count',
  'total_results',
  'num_results',
  'cursor',
  'next_cursor',
  'type',
])

/** True where the export holds what the call returned, even if that is nothing. */
export function hasResult(span: RecordedSpan): boolean {
  return span.outputKey !== null && span.outputText() !== null
}

/** Recognises `""`, `[]`, `{}`, null, an object whose only list is empty, a "no results" sentence; null otherwise. */
export function findEmptiness(span: RecordedSpan): Emptiness | null {
  const value = span.outputText()
  if (value === null || span.outputKey === null || value.length > EMPTY_LENGTH) return null
  // Some exports write a retrieval's documents as attributes of their own and leave the output blank.
  if (span.kind === 'retrieval' && hasDocuments(span)) return null
  const path = `attributes.${span.outputKey}`
  if (NOTHING.test(value) || SAID.test(value)) {
    return { path, value, start: 0, end: value.length, text: value.trim() }
  }
  const list = findEmptyList(value)
  return list === null ? null : { path, value, ...list }
}

function hasDocuments(span: RecordedSpan): boolean {
  for (const key of span.attributeKeys()) if (key.startsWith('retrieval.documents.')) return true
  return false
}

function findEmptyList(value: string): { start: number; end: number; text: string } | null {
  const fields = readLooseObject(value, value.search(/\S/))
  if (fields === null) return null
  const lists = fields.filter(({ key }) => LISTS.has(key))
  const empty = lists.find((field) => field.kind === 'array' && NOTHING.test(looseText(value, field)))
  if (empty === undefined || lists.some((field) => field !== empty && field.kind !== 'null')) return null
  if (fields.some((field) => field !== empty && !BESIDE.has(field.key) && field.kind !== 'null')) return null
  const start = value.lastIndexOf(empty.key, empty.start) - 1
  return { start, end: empty.end, text: value.slice(start, empty.end) }
}
