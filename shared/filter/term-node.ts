import { FILTER_FIELDS, type FilterField, filterField } from './filter-fields.ts'
import { filterError } from './filter-error.ts'
import type { Comparison, FilterNode } from './filter-node.ts'
import { patternOf } from './filter-pattern.ts'
import { readDuration, readNumber, readScoreNumber, readTime } from './filter-values.ts'
import type { RawTerm } from './read-term.ts'

type FieldOf<T extends FilterField['type']> = Extract<FilterField, { type: T }>

/** What one term means. Throws `filter_invalid` with the words that were expected. */
export function termNode(term: RawTerm): FilterNode {
  if (term.field === null) return { kind: 'free', pattern: patternOf(term.value) }
  const field = filterField(term.field)
  if (!field) throw unknownField(term)
  if (field.type !== 'score' && term.key !== null) {
    throw filterError(term.at, `only score takes a name after a dot; write ${field.example}.`)
  }
  switch (field.type) {
    case 'text':
      return textNode(field, term)
    case 'date':
      return dateNode(field, term)
    case 'score':
      return scoreNode(field, term)
    case 'number':
    case 'duration':
    default:
      return numberNode(field, term)
  }
}

function textNode(field: FieldOf<'text'>, term: RawTerm): FilterNode {
  if (term.operator !== ':' && term.operator !== '=') {
    throw filterError(
      term.at + field.name.length,
      `${field.name} is text and takes a colon: ${field.example}.`,
    )
  }
  const pattern = patternOf(term.value)
  if (field.values && pattern.type === 'exact' && !field.values.includes(pattern.text)) {
    throw filterError(term.value.at, `${field.name} is one of ${field.values.join(', ')}.`)
  }
  return { kind: 'text', field: field.name, pattern }
}

function dateNode(field: FieldOf<'date'>, term: RawTerm): FilterNode {
  if (term.operator !== ':' && term.operator !== '=') {
    throw filterError(term.at + field.name.length, `${field.name} takes a colon: ${field.example}.`)
  }
  const { startUs, endUs } = readTime(term.value.text, term.value.at)
  return field.name === 'from'
    ? { kind: 'time', fromUs: startUs, untilUs: null }
    : { kind: 'time', fromUs: null, untilUs: endUs }
}

function numberNode(field: FieldOf<'number' | 'duration'>, term: RawTerm): FilterNode {
  const { text, at } = term.value
  const value = field.type === 'number' ? readNumber(text, at) : readDuration(text, at)
  return { kind: 'number', field: field.name, comparison: comparisonOf(term), value }
}

function scoreNode(field: FilterField, term: RawTerm): FilterNode {
  if (term.key === null) throw filterError(term.at, `score needs the name of a score: ${field.example}.`)
  const value = term.value.form === 'bare' ? readScoreNumber(term.value.text) : null
  if (value !== null) return { kind: 'score', name: term.key, comparison: comparisonOf(term), value }
  if (term.operator === ':' || term.operator === '=') {
    return { kind: 'score_label', name: term.key, pattern: patternOf(term.value) }
  }
  throw filterError(term.value.at, `a number is expected here, such as ${field.example}.`)
}

function comparisonOf(term: RawTerm): Comparison {
  return term.operator === null || term.operator === ':' ? '=' : term.operator
}

function unknownField(term: RawTerm): Error {
  const names = FILTER_FIELDS.map((entry) => entry.name).join(', ')
  return filterError(
    term.at,
    `there is no field "${term.field}". Fields: ${names}. To search for the text itself, put it in quotation marks.`,
  )
}
