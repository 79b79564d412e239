import { expect, test } from 'vitest'
import { parseSearch, stringifySearch } from './search-params.ts'

test.each(['category:tool_error "a & b"', '123', 'true', '{"a":1}', 'ä×€ #?=+%20', '__proto__'])(
  'the text %s comes back from an address as it was',
  (filter) => {
    expect(parseSearch(stringifySearch({ filter })).filter).toBe(filter)
  },
)

test('what is absent or empty is not in the address', () => {
  expect(stringifySearch({ from: undefined, segment: '', to: null })).toBe('')
  expect(stringifySearch({ from: '2026-03-02', limit: 5 })).toBe('?from=2026-03-02&limit=5')
})
