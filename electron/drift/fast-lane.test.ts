import { expect, test } from 'vitest'
import { fitBaseline } from './baseline.ts'
import { findRuns, runLength } from './fast-lane.ts'

const series = {
  categories: ['a'],
  segments: ['s', 't'],
  days: [{ date: '2026-03-02', n: [[1000, 1000]], k: [[20, 20]] }],
}
const model = fitBaseline(series, series.days)
const sessions = (text: string) => text.split('').map((verdicts, i) => ({ startUs: i, segment: 0, verdicts }))

test('the length of a run follows from the traffic, the budget and the rate', () => {
  // ln(1000 x 90 x 2) / -ln(.02) = 12.1 / 3.9
  expect(runLength(model, 0, 0)).toBe(4)
})

test('a run is found where sessions fail one after the other', () => {
  expect(findRuns(model, series, sessions('nnffffffnn'))).toEqual([
    { category: 0, cell: 0, length: 6, fromUs: 2, toUs: 7 },
  ])
  expect(findRuns(model, series, sessions('nfffnfffnfff'))).toEqual([])
})

test('sessions that could not be judged neither end nor lengthen a run', () => {
  expect(findRuns(model, series, sessions('f-f-f-f'))[0]).toMatchObject({ length: 4 })
  expect(findRuns(model, series, sessions('f---f'))).toEqual([])
})

test('runs of different segments are apart', () => {
  const mixed = sessions('ffff').map(({ startUs, verdicts }, i) => ({ startUs, verdicts, segment: i % 2 }))
  expect(findRuns(model, series, mixed)).toEqual([])
})
