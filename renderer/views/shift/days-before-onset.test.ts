import { expect, test } from 'vitest'
import { daysBeforeOnset } from './days-before-onset.ts'

test('days before, on and after the onset are told in words', () => {
  expect([3, 1, 0, -1].map(daysBeforeOnset)).toEqual([
    '3 days before the onset',
    '1 day before the onset',
    'on the day of the onset',
    '1 day after the onset',
  ])
})
