import { expect, test } from 'vitest'
import { extendRows, NO_ROWS, toggleRow } from './select-rows.ts'

const ROWS = ['a', 'b', 'c', 'd', 'e']

test('a range grows and shrinks from the row it began at', () => {
  const grown = extendRows(extendRows(NO_ROWS, ROWS, 1, 2), ROWS, 2, 3)
  expect([...grown.ids]).toEqual(['b', 'c', 'd'])
  const turned = extendRows(extendRows(grown, ROWS, 3, 1), ROWS, 1, 0)
  expect([...turned.ids].toSorted()).toEqual(['a', 'b'])
})

test('single rows are marked and lose their mark without touching the others', () => {
  const two = toggleRow(toggleRow(NO_ROWS, ROWS, 4), ROWS, 0)
  expect([...two.ids]).toEqual(['e', 'a'])
  expect([...toggleRow(two, ROWS, 4).ids]).toEqual(['a'])
})
