import { expect, test } from 'vitest'
import { parseFilter } from '../../shared/filter/parse-filter.ts'
import { suggestTerms } from './suggest-terms.ts'

const CATEGORIES = new Map([
  [
    'category',
    [
      { value: 'tool_error', hint: 'Tool raised an error' },
      { value: 'tool_error_silent', hint: 'Silent tool error' },
      { value: 'timeout', hint: 'Timeout' },
    ],
  ],
])

function labels(text: string, caret = text.length): string[] {
  return suggestTerms(text, caret, CATEGORIES).items.map((item) => item.label)
}

test('an empty filter offers every field', () => {
  expect(labels('')).toContain('category:')
  expect(labels('')).toContain('duration>')
})

test('fields are offered by their first letters, then by what they mean', () => {
  expect(labels('mo')[0]).toBe('model:')
  expect(labels('dollar')).toEqual(['cost>'])
})

test('known values follow the colon and are found by name as well as by id', () => {
  expect(labels('category:tool')).toEqual(['tool_error', 'tool_error_silent'])
  expect(labels('category:silent')).toEqual(['tool_error_silent'])
  expect(labels('status:')).toEqual(['unset', 'ok', 'error'])
})

test('only the term under the caret is looked at and replaced', () => {
  const text = 'model:gpt -(cat spans>3'
  const found = suggestTerms(text, text.indexOf(' spans'), CATEGORIES)
  expect(found.items.map((item) => item.label)).toContain('category:')
  expect(text.slice(found.from, found.to)).toBe('cat')
})

test('nothing is offered inside quotes, after a comparison or for an unknown field', () => {
  expect(labels('input:"ca')).toEqual([])
  expect(labels('duration>5')).toEqual([])
  expect(labels('nofield:x')).toEqual([])
})

test('what is offered can be read by the filter language', () => {
  for (const item of suggestTerms('category:', 9, CATEGORIES).items) {
    expect(() => parseFilter(`category:${item.insert}`)).not.toThrow()
  }
})
