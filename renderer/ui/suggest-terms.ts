import { FILTER_FIELDS, filterField } from '../../shared/filter/filter-fields.ts'
import type { FilterField } from '../../shared/filter/filter-fields.ts'

export interface Suggestion {
  /** What the list shows, and what it says beside it. */
  readonly label: string
  readonly hint: string
  /** What stands in the filter after choosing it. */
  readonly insert: string
}

export interface Suggestions {
  /** The part of the filter that a choice replaces. */
  readonly from: number
  readonly to: number
  readonly items: readonly Suggestion[]
}

export interface KnownValue {
  readonly value: string
  readonly hint: string
}

/** By the name of the field. */
export type KnownValues = ReadonlyMap<string, readonly KnownValue[]>

const NONE: Suggestions = { from: 0, to: 0, items: [] }
const MOST = 30

/**
 * What could be meant at the caret: names of fields, and after `field:` the values that are known for it.
 * `values` adds known values by field name, e.g. the categories.
 */
export function suggestTerms(text: string, caret: number, values: KnownValues): Suggestions {
  const from = termStart(text, caret)
  if (from === null) return NONE
  const term = text.slice(from, caret)
  const colon = term.indexOf(':')
  if (colon === -1) {
    if (term !== '' && /[<>=]/.test(term)) return NONE
    const items = fieldsLike(term).map(fieldSuggestion)
    return { from, to: caret, items }
  }
  const field = filterField(term.slice(0, colon))
  if (field === undefined) return NONE
  const start = from + colon + 1
  const items = valuesLike(field, term.slice(colon + 1), values)
  return { from: start, to: caret, items }
}

/** Where the term under the caret begins, behind `-` and `(`; null inside quotes. */
function termStart(text: string, caret: number): number | null {
  let start = 0
  let quoted = false
  for (let at = 0; at < caret; at++) {
    const character = text[at] ?? ''
    if (character === '"' && text[at - 1] !== '\\') quoted = !quoted
    else if (!quoted && /[\s()]/.test(character)) start = at + 1
  }
  if (quoted) return null
  return text[start] === '-' && start < caret ? start + 1 : start
}

function fieldsLike(typed: string): FilterField[] {
  const wanted = typed.toLowerCase()
  const starts = FILTER_FIELDS.filter((field) => field.name.startsWith(wanted))
  if (wanted.length < 2) return starts
  const mentions = FILTER_FIELDS.filter(
    (field) => !field.name.startsWith(wanted) && field.description.toLowerCase().includes(wanted),
  )
  return [...starts, ...mentions]
}

function fieldSuggestion(field: FilterField): Suggestion {
  const sign = { text: ':', date: ':', number: '>', duration: '>', score: '.' }[field.type]
  return { label: `${field.name}${sign}`, hint: field.description, insert: `${field.name}${sign}` }
}

function valuesLike(field: FilterField, typed: string, known: KnownValues): Suggestion[] {
  const fixed = field.type === 'text' ? (field.values ?? []).map((value) => ({ value, hint: '' })) : []
  const wanted = typed.toLowerCase()
  return [...fixed, ...(known.get(field.name) ?? [])]
    .filter(({ value, hint }) => value.toLowerCase().includes(wanted) || hint.toLowerCase().includes(wanted))
    .filter(({ value }) => value !== typed)
    .slice(0, MOST)
    .map(({ value, hint }) => ({
      label: value,
      hint,
      insert: `${/[\s()"]/.test(value) ? JSON.stringify(value) : value} `,
    }))
}
