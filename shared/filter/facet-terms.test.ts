import { expect, test } from 'vitest'
import { facetState, withFacet } from './facet-terms.ts'

test('a value is asked for, left out and forgotten, and the rest of the filter stays as it was written', () => {
  const filter = 'duration>5s -(env:a OR env:b) "refund  please"'
  const asked = withFacet(filter, 'model', 'gpt-4o', 'include')
  expect(asked).toBe(`${filter} model:gpt-4o`)
  expect(facetState(asked, 'model', 'gpt-4o')).toBe('include')
  const left = withFacet(asked, 'model', 'gpt-4o', 'exclude')
  expect(left).toBe(`${filter} -model:gpt-4o`)
  expect(facetState(left, 'model', 'gpt-4o')).toBe('exclude')
  expect(withFacet(left, 'model', 'gpt-4o', null)).toBe(filter)
})

test('further values of a field are alternatives', () => {
  const two = withFacet('agent:booking status:error', 'agent', 'billing desk', 'include')
  expect(two).toBe('(agent:booking OR agent:"billing desk") status:error')
  expect(facetState(two, 'agent', 'billing desk')).toBe('include')
  expect(withFacet(two, 'agent', 'booking', null)).toBe('agent:"billing desk" status:error')
})

test('an alternative at the top is put in parentheses before a term stands beside it', () => {
  expect(withFacet('category:a OR tool:b', 'env', 'prod', 'include')).toBe('(category:a OR tool:b) env:prod')
  expect(withFacet('tool:a OR tool:b', 'tool', 'a', null)).toBe('tool:b')
})

test('a pattern is no value, and a filter that cannot be read is left alone', () => {
  expect(facetState('model:gpt*', 'model', 'gpt*')).toBeNull()
  expect(withFacet('model:gpt* AND input:/a b/', 'model', 'x', 'include')).toBe(
    'model:gpt* input:/a b/ model:x',
  )
  expect(withFacet('model:', 'agent', 'x', 'include')).toBe('model:')
})
