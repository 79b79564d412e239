import { expect, test } from 'vitest'
import { chartPoints, firstColumns } from './chart-series.ts'

test('days stand at their time and in its order, rows without a number are counted', () => {
  const { points, kind, left } = chartPoints(
    {
      columns: ['day', 'n'],
      rows: [
        ['2026-04-02', 5],
        ['2026-04-01', 3],
        ['2026-04-03', null],
      ],
    },
    'day',
    'n',
  )
  expect({ kind, left }).toEqual({ kind: 'day', left: 1 })
  expect(points.map(({ label, value }) => [label, value])).toEqual([
    ['2026-04-01', 3],
    ['2026-04-02', 5],
  ])
})

test('only the largest series are drawn, and the rows of the others are counted', () => {
  const rows = Array.from({ length: 10 }, (_, index) => [index, 1, `s${index}`])
  const { points, left } = chartPoints({ columns: ['x', 'y', 'by'], rows }, 'x', 'y', 'by')
  expect({ series: new Set(points.map(({ series }) => series)).size, left }).toEqual({ series: 8, left: 2 })
})

test('words keep the order of the answer', () => {
  const rows = [
    ['b', 1],
    ['a', 2],
  ]
  expect(chartPoints({ columns: ['name', 'n'], rows }, 'name', 'n').points.map(({ at }) => at)).toEqual([
    0, 1,
  ])
})

test('a chart begins with the first column that is no number and the last that is one', () => {
  const columns = ['day', 'tool', 'calls', 'percent'].map((name, index) => ({ name, isNumber: index > 1 }))
  expect(firstColumns(columns)).toEqual({ x: 'day', y: 'percent', by: 'tool' })
  expect(firstColumns([{ name: 'only', isNumber: false }])).toBeNull()
})
