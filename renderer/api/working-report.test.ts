import { expect, test } from 'vitest'
import { withSection } from './working-report.ts'

test('a section is added before the closing ones, and never twice', () => {
  const once = withSection([{ kind: 'summary', text: '' }, { kind: 'method' }], { kind: 'categories' })
  expect(once.map(({ kind }) => kind)).toEqual(['summary', 'categories', 'method'])
  expect(withSection(once, { kind: 'categories' })).toEqual(once)
})

test('chosen shifts take the place of a general choice and join other chosen ones', () => {
  const first = withSection([{ kind: 'shifts', pick: 'open' }], { kind: 'shifts', pick: ['a@1'] })
  expect(first).toEqual([{ kind: 'shifts', pick: ['a@1'] }])
  expect(withSection(first, { kind: 'shifts', pick: ['b@2', 'a@1'] })).toEqual([
    { kind: 'shifts', pick: ['a@1', 'b@2'] },
  ])
})

test('traces gather in one section', () => {
  expect(withSection([{ kind: 'traces', ids: ['1'] }], { kind: 'traces', ids: ['2'] })).toEqual([
    { kind: 'traces', ids: ['1', '2'] },
  ])
})
