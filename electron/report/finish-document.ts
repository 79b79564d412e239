import { type ReportDocument, reportDocumentSchema } from '../../shared/model/report-document.ts'
import { cleanText } from './clean-text.ts'

/** Replaces what must not leave in one text. */
export type Redact = (text: string) => string

/** Properties whose values are words of the schema, never of the data. */
const STRUCTURE: ReadonlySet<string> = new Set(['kind', 'id', 'format', 'unit', 'tone', 'status', 'verdict'])

/** Whole days: a detector of numbers must not take one for something else, and charts count with them. */
const DAY = /^\d{4}-\d{2}-\d{2}$/

/**
 * The one place every string of a report goes through before it is written, whatever it is of: names, attributes,
 * evidence, paths, tables, the request itself. Redacted first, then made visible (`cleanText`). A quote keeps its mark
 * where it can still be told. The result is a document again, or this throws.
 */
export function finishDocument(document: ReportDocument, redact: Redact): ReportDocument {
  const finished = walk(document, (text) => cleanText(redact(text)))
  return reportDocumentSchema.parse(finished)
}

function walk(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return DAY.test(value) ? value : change(value)
  if (Array.isArray(value)) return value.map((item: unknown) => walk(item, change))
  if (typeof value !== 'object' || value === null) return value
  const out: Record<string, unknown> = {}
  for (const [key, inner] of Object.entries(value)) {
    out[key] = STRUCTURE.has(key) && typeof inner === 'string' ? inner : walk(inner, change)
  }
  if (isMarked(value)) out.mark = moveMark(value.text, String(out.text), value.mark)
  return out
}

interface Marked {
  text: string
  mark: { start: number; end: number }
}

function isMarked(value: object): value is Marked {
  return 'mark' in value && value.mark !== null && 'text' in value && typeof value.text === 'string'
}

/** Where a marked stretch is after the text around or in it has changed; null where that cannot be told. */
function moveMark(before: string, after: string, { start, end }: Marked['mark']): Marked['mark'] | null {
  const most = Math.min(before.length, after.length)
  let head = 0
  while (head < most && before[head] === after[head]) head += 1
  let tail = 0
  while (tail < most - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1
  const grown = after.length - before.length
  // The change lies between `head` and `before.length - tail`.
  const [from, to] = [head, before.length - tail]
  if (to <= start) return { start: start + grown, end: end + grown }
  if (from >= end) return { start, end }
  if (from >= start && to <= end) return { start, end: end + grown }
  return null
}
