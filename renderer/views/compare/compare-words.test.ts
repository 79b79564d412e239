import { expect, test } from 'vitest'
import { formatInterval, formatMeasure, formatScore, narrow } from './compare-words.ts'

test('a side with alternatives stays whole when a term is added', () => {
  expect(narrow('', 'category:timeout')).toBe('category:timeout')
  expect(narrow('import:a', 'category:timeout')).toBe('import:a category:timeout')
  expect(narrow('import:a OR import:b', 'category:timeout')).toBe('(import:a OR import:b) category:timeout')
})

test('differences keep their sign, intervals may have no bound', () => {
  expect(formatMeasure('ns', -1_500_000_000)).toBe('−1.5 s')
  expect(formatMeasure('share', 0.25)).toBe('25.0 %')
  expect(formatScore(-0.13)).toBe('−0.130')
  expect(formatScore(-0.0001)).toBe('0.000')
  expect(formatInterval(1.3, null)).toBe('1.3 to ∞')
  expect(formatInterval(null, null)).toBe('–')
})
