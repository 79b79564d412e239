import { expect, test } from 'vitest'
import type { CategorySeries } from '../../../shared/contract/categories.ts'
import { ratioToFirst } from './category-words.ts'
import { excessOf, groupCategories, sortCategories } from './sort-categories.ts'

function row(name: string, change: Partial<CategorySeries>) {
  const series: CategorySeries = {
    id: name,
    fired: 10,
    evaluated: 1000,
    notEvaluable: 0,
    observed: 10,
    expected: 10,
    firstObserved: null,
    firstExpected: null,
    band: null,
    days: [],
    shifts: [],
    ...change,
  }
  return { info: { id: name, name, definition: '', class: 'F' as const, version: 1 }, series }
}
const shift = { id: 's', onset: '2026-04-12', openedOn: '2026-04-17', closedOn: null }

test('by evidence an open shift comes before a closed one, and that before a mere excess', () => {
  const rows = [
    row('never', { fired: 0, observed: 0, expected: null }),
    row('usual', {}),
    row('excess', { observed: 90, expected: 10 }),
    row('closed', { shifts: [{ ...shift, closedOn: '2026-04-20' }] }),
    row('open', { shifts: [shift] }),
    row('fewer', { observed: 1, expected: 10 }),
  ]
  expect(sortCategories(rows, 'evidence').map((one) => one.info.name)).toEqual([
    'open',
    'closed',
    'excess',
    'usual',
    'fewer',
    'never',
  ])
})

test('the excess of a count of 20 where 10 are expected is near 2.8, and 0 without a baseline', () => {
  expect(excessOf(row('a', { observed: 20, expected: 10 }).series)).toBeCloseTo(2.78, 2)
  expect(excessOf(row('a', { observed: null, expected: null }).series)).toBe(0)
})

test('a category that was never judged is not counted among the quiet ones', () => {
  const groups = groupCategories([
    row('blind', { fired: 0, evaluated: 0, notEvaluable: 50 }),
    row('quiet', { fired: 0 }),
    row('fired', {}),
  ])
  expect(groups.blind.map((one) => one.info.name)).toEqual(['blind'])
  expect(groups.quiet.map((one) => one.info.name)).toEqual(['quiet'])
})

const ratio = (change: Partial<CategorySeries>) => ratioToFirst(row('any', change).series)

test('the first baseline is told only where another has taken its place', () => {
  expect(ratio({ firstObserved: 10, firstExpected: 10 })).toBeNull()
  expect(ratio({ firstObserved: 60, firstExpected: 15 })).toBe(4)
  expect(ratio({ firstObserved: 60, firstExpected: 0 })).toBeNull()
  expect(ratio({})).toBeNull()
})
