import { expect, test } from 'vitest'
import type { CategorySeries } from '../../../shared/contract/categories.ts'
import type { BaselineEntry } from '../../../shared/model/baseline.ts'
import { canTakeBack, countedDays, sessionsByDay } from './baseline-words.ts'

const entry = (kind: BaselineEntry['kind'], takenBackBy: number | null): BaselineEntry => ({
  version: 2,
  kind,
  name: '',
  from: '2026-03-01',
  to: '2026-03-28',
  sessions: 100,
  reason: '',
  author: '',
  acceptedUs: 0,
  excluded: [],
  categories: null,
  takenBackBy,
  said: [],
})

const series = (days: CategorySeries['days']): CategorySeries => ({
  id: 'a',
  fired: 0,
  evaluated: 0,
  notEvaluable: 0,
  observed: null,
  expected: null,
  firstObserved: null,
  firstExpected: null,
  band: null,
  days,
  shifts: [],
})

const out = (from: string, to: string) => ({ from, to, reason: '' })

test('excluded days are taken off once, however often they are named', () => {
  expect(countedDays('2026-03-01', '2026-03-10', [])).toBe(10)
  expect(
    countedDays('2026-03-01', '2026-03-10', [
      out('2026-03-02', '2026-03-04'),
      out('2026-03-04', '2026-03-20'),
    ]),
  ).toBe(1)
  expect(countedDays('2026-03-10', '2026-03-01', [])).toBe(0)
})

test('only what a person decided can be taken back, and once', () => {
  expect(canTakeBack(entry('chosen', null))).toBe(true)
  expect(canTakeBack(entry('accepted', null))).toBe(true)
  expect(canTakeBack(entry('accepted', 3))).toBe(false)
  expect(canTakeBack(entry('automatic', null))).toBe(false)
})

test('a day has the sessions of the category that saw the most of them', () => {
  expect(
    sessionsByDay([
      series([{ date: '2026-03-02', n: 4, k: 1, notEvaluable: 3 }]),
      series([
        { date: '2026-03-01', n: 2, k: 0, notEvaluable: 0 },
        { date: '2026-03-02', n: 5, k: 0, notEvaluable: 0 },
      ]),
    ]),
  ).toEqual([
    { date: '2026-03-01', sessions: 2 },
    { date: '2026-03-02', sessions: 7 },
  ])
})
