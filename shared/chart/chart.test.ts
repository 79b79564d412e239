import { expect, test } from 'vitest'
import { areaPath, linePath, lonePoints } from './line-path.ts'
import { fillDays, joinDays, poissonInterval, recentRate, wilson } from './rate.ts'
import { dayAt, dayScale, dayTicks, roundUp, ticksTo } from './scale.ts'
import { markText } from './mark-text.ts'
import { placeMarks } from './place-marks.ts'

const day = (date: string, n: number, k: number) => ({ date, n, k, notEvaluable: 0 })

test('the Wilson interval holds the share, stays inside 0..1 and is absent without observations', () => {
  expect(wilson(0, 0)).toBeNull()
  expect(wilson(0, 20)?.low).toBe(0)
  // Agresti and Coull 1998, table for n = 20, k = 4.
  expect(wilson(4, 20)?.low).toBeCloseTo(0.081, 3)
  expect(wilson(4, 20)?.high).toBeCloseTo(0.416, 3)
})

test('joining days keeps every count', () => {
  const days = Array.from({ length: 10 }, (_, index) =>
    day(`2026-03-${String(index + 1).padStart(2, '0')}`, 10, index),
  )
  const joined = joinDays(days, 4)
  expect(joined).toHaveLength(4)
  expect(joined.map((one) => one.date)).toEqual(['2026-03-01', '2026-03-04', '2026-03-07', '2026-03-10'])
  expect(joined.reduce((sum, one) => sum + one.k, 0)).toBe(45)
})

test('the recent rate pools counts instead of averaging rates', () => {
  expect(recentRate([day('2026-03-01', 1, 1), day('2026-03-02', 99, 0)])).toBe(0.01)
  expect(recentRate([])).toBeNull()
})

test('a day and its pixel find each other', () => {
  const span = { from: '2026-03-01', to: '2026-04-26' }
  const x = dayScale(span, 10, 570)
  expect(x('2026-03-01')).toBe(10)
  expect(x('2026-04-26')).toBe(570)
  expect(dayAt(span, 10, 570, x('2026-03-30'))).toBe('2026-03-30')
  expect(dayAt(span, 10, 570, 9000)).toBe('2026-04-26')
})

test('ticks are round and few', () => {
  expect(roundUp(0.064)).toBeCloseTo(0.08)
  expect(ticksTo(0.08, 4)).toHaveLength(4)
  expect(dayTicks({ from: '2026-03-02', to: '2026-04-26' }, 500)).toEqual([
    '2026-03-02',
    '2026-03-16',
    '2026-03-30',
    '2026-04-13',
  ])
})

test('a line breaks where a day has no data', () => {
  const points = [
    { x: 0, y: 1 },
    { x: 1, y: 2 },
    { x: 2, y: null },
    { x: 3, y: 3 },
  ]
  expect(linePath(points)).toBe('M0.0 1.0L1.0 2.0M3.0 3.0')
  expect(lonePoints(points)).toEqual([{ x: 3, y: 3 }])
  expect(areaPath([{ x: 0, low: 1, high: 2 }])).toBe('')
})

test('labels of marks do not lie on one another: the last of a crowd speaks for it', () => {
  const marks = placeMarks(
    [
      { x: 100, label: 'prompt 7' },
      { x: 108, label: 'prompt 8' },
      { x: 300, label: 'gpt-4.1' },
    ],
    { left: 0, right: 400 },
  )
  expect(marks).toEqual([
    { x: 100, text: 'prompt 8 +1', side: 'left' },
    { x: 300, text: 'gpt-4.1', side: 'left' },
  ])
})

test('a label stands beside the lines of its crowd, never across one', () => {
  const near = [
    { x: 20, label: 'prompt 7' },
    { x: 40, label: 'prompt 8' },
  ]
  expect(placeMarks(near, { left: 0, right: 400 })).toEqual([{ x: 40, text: 'prompt 8 +1', side: 'right' }])
})

test('the interval of observed over expected is the Poisson one, and open at 0 without events', () => {
  // Exact 95 % limits of a Poisson count of 10: 4.795 to 18.39 (Breslow and Day 1987, table 2.11).
  const ten = poissonInterval(10, 10)
  expect(ten?.low).toBeCloseTo(0.48, 2)
  expect(ten?.high).toBeCloseTo(1.839, 2)
  expect(poissonInterval(0, 2)?.low).toBe(0)
  expect(poissonInterval(3, 0)).toBeNull()
})

test('a prompt is told by its kind and number, a model by its name, a hash in part', () => {
  expect(markText({ kind: 'prompt', label: '8' })).toBe('prompt 8')
  expect(markText({ kind: 'prompt', label: 'prompt 8' })).toBe('prompt 8')
  expect(markText({ kind: 'model', label: 'gpt-4.1' })).toBe('gpt-4.1')
  expect(markText({ kind: 'rubric', label: 'a'.repeat(64) })).toHaveLength(29)
})

test('days without a row are gaps, not neighbours', () => {
  const filled = fillDays([day('2026-03-01', 5, 1), day('2026-03-04', 5, 0)])
  expect(filled.map((one) => [one.date, one.n])).toEqual([
    ['2026-03-01', 5],
    ['2026-03-02', 0],
    ['2026-03-03', 0],
    ['2026-03-04', 5],
  ])
  const farApart = [day('1970-01-01', 1, 0), day('2026-03-04', 5, 0)]
  expect(fillDays(farApart)).toEqual(farApart)
})

test('a chart of one day has it in the middle', () => {
  expect(dayScale({ from: '2026-03-01', to: '2026-03-01' }, 0, 100)('2026-03-01')).toBe(50)
})
