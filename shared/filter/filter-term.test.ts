import { expect, test } from 'vitest'
import { FILTER_FIELDS } from './filter-fields.ts'
import { filterTerm } from './filter-term.ts'
import { parseFilter } from './parse-filter.ts'

test.each(['booking', 'search flights', 'a"b', String.raw`c:\x`, 'x*y', '/a/', 'f(x)', 'gpt-4.1'])(
  'a term made for %s selects exactly it',
  (value) => {
    expect(parseFilter(filterTerm('agent', value))).toEqual({
      kind: 'text',
      field: 'agent',
      pattern: { type: 'exact', text: value },
    })
  },
)

test.each(FILTER_FIELDS)('the example $example is itself a valid filter', (field) => {
  expect(parseFilter(field.example)).not.toEqual({ kind: 'all' })
})
