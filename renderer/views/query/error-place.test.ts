import { expect, test } from 'vitest'
import { errorPlace } from './error-place.ts'

test('a syntax error points at the word it is near', () => {
  const sql = 'SELECT form FROM spans FORM traces'
  expect(errorPlace(sql, 'The query failed: near "FORM": syntax error')).toEqual({ from: 23, to: 27 })
})

test('an unknown name is found as a whole word, with or without its table', () => {
  expect(errorPlace('SELECT idx, id FROM t', 'no such column: id')).toEqual({ from: 12, to: 14 })
  expect(errorPlace('SELECT agnt FROM traces', 'no such column: traces.agnt')).toEqual({ from: 7, to: 11 })
})

test('a message that names no place points nowhere', () => {
  expect(errorPlace('SELECT 1', 'The query was stopped after 20 s.')).toBeNull()
})
