import { expect, test } from 'vitest'
import { numberOption, oneOf } from './option-values.ts'

test.each([
  ['0.5', 0.5],
  ['1', 1],
  ['1e-3', 0.001],
])('%s is the number %d', (text, value) => {
  expect(numberOption('--share', text, { above: 0, most: 1 })).toBe(value)
})

test.each(['0', '1.1', 'x', '', ' ', 'NaN', 'Infinity', '1;2'])('%j is refused', (text) => {
  expect(() => numberOption('--share', text, { above: 0, most: 1 })).toThrow(
    `--share takes a number above 0 up to 1, not ${text}.`,
  )
})

test('whole numbers are whole', () => {
  expect(numberOption('--port', '8080', { least: 0, most: 65_535, whole: true })).toBe(8080)
  expect(() => numberOption('--port', '80.5', { least: 0, most: 65_535, whole: true })).toThrow(
    '--port takes a whole number from 0 up to 65535, not 80.5.',
  )
})

test('a word that is not known is answered with those that are', () => {
  expect(oneOf('--format', 'a', ['a', 'b'])).toBe('a')
  expect(() => oneOf('--format', 'c', ['a', 'b'])).toThrow('--format takes a, b, not c.')
})
