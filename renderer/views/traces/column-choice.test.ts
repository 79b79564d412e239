import { expect, test } from 'vitest'
import { moveColumn, readColumns, toggleColumn, USUAL_COLUMNS, writeColumns } from './column-choice.ts'

test('columns are read from an address: unknown and repeated ones are left out, the name is always there', () => {
  expect(readColumns('cost,bogus,time,cost')).toEqual(['name', 'cost', 'time'])
  expect(readColumns('')).toBe(USUAL_COLUMNS)
  expect(writeColumns(readColumns(null))).toBeNull()
  expect(writeColumns(['name', 'cost'])).toBe('name,cost')
})

test('a column comes back at its usual place and moves by one', () => {
  const without = toggleColumn(USUAL_COLUMNS, 'model')
  expect(without).not.toContain('model')
  expect(toggleColumn(without, 'model')).toEqual(USUAL_COLUMNS)
  expect(toggleColumn(['name', 'cost'], 'name')).toEqual(['name', 'cost'])
  expect(moveColumn(['name', 'cost', 'time'], 'time', -1)).toEqual(['name', 'time', 'cost'])
  expect(moveColumn(['name', 'cost'], 'cost', 1)).toEqual(['name', 'cost'])
})
