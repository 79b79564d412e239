import { expect, test } from 'vitest'
import { pathTo, scopeSearch } from './view.ts'

test('a path holds any id as one part', () => {
  expect(pathTo('traces', 'a/b?c#d')).toBe('/traces/a%2Fb%3Fc%23d')
})

test('a scope drops what it does not understand and keeps the rest', () => {
  expect(scopeSearch.parse({ from: 'yesterday', to: '2026-04-26', segment: 'booking × gpt-4.1' })).toEqual({
    from: undefined,
    to: '2026-04-26',
    segment: 'booking × gpt-4.1',
  })
})
