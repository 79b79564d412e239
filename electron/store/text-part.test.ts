import { expect, test } from 'vitest'
import { textPart } from './text-part.ts'

test('a part tells the length of the whole', () => {
  expect(textPart('abcdef', 2, 3)).toEqual({ text: 'cde', length: 6 })
  expect(textPart('abc', 5, 3)).toEqual({ text: '', length: 3 })
})

test('a part never ends within a character', () => {
  expect(textPart('a😀b', 0, 2).text).toBe('a')
  expect(textPart('a😀b', 1, 2).text).toBe('😀')
})
