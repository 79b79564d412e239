import { expect, test } from 'vitest'
import { findInText } from './find-in-text.ts'

test('a text is found whatever its case, at places of the text as it is', () => {
  expect(findInText('Refund, REFUND, refund', 'refund')).toEqual({ count: 3, at: [0, 8, 16] })
  expect(findInText('aaaa', 'aa')).toEqual({ count: 2, at: [0, 2] })
})

test('where lower case would move the places, the case counts', () => {
  expect(findInText('İx refund', 'refund')).toEqual({ count: 1, at: [3] })
})

test('of very many matches all are counted and the first are named', () => {
  const { count, at } = findInText('a'.repeat(12_000), 'a')
  expect([count, at.length]).toEqual([12_000, 10_000])
})
