import { expect, test } from 'vitest'
import { pathsOf } from './paths-of.ts'

test('the paths of records, of the list within them, and of their messages are offered', () => {
  const record = JSON.stringify({
    meta: { model: 'm' },
    runs: [{ id: 1, 'a.b': 2, log: [{ from: 'human', value: 'x' }] }],
  })
  const mapping = { each: 'run' as const, records: 'runs', fields: { messages: 'log' } }
  expect(pathsOf([record], mapping)).toEqual([
    'meta',
    'meta.model',
    'runs',
    'id',
    '["a.b"]',
    'log',
    'from',
    'value',
  ])
})

test('a record that was cut offers nothing', () => {
  expect(pathsOf(['{"a": 1, "b'], { each: 'span', fields: {} })).toEqual([])
})
