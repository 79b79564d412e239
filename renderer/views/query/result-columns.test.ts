import { expect, test } from 'vitest'
import { describeColumns, sortRows } from './result-columns.ts'

test('a column is of numbers where every value it has is one', () => {
  const columns = describeColumns({
    columns: ['trace_id', 'n', 'mixed', 'empty'],
    rows: [
      ['a', 1, 1, null],
      ['b', null, 'x', null],
    ],
  })
  expect(columns.map(({ isNumber }) => isNumber)).toEqual([false, true, false, false])
  expect(columns[0]?.opens).toBe('trace')
})

test('what is not there comes last in either direction', () => {
  const rows = [[2], [null], [10], [1]]
  expect(sortRows(rows, 0, 'asc').flat()).toEqual([1, 2, 10, null])
  expect(sortRows(rows, 0, 'desc').flat()).toEqual([10, 2, 1, null])
  expect(sortRows([['b'], [null], ['a']], 0, 'asc').flat()).toEqual(['a', 'b', null])
})
