import { expect, test } from 'vitest'
import { evidenceText } from './evidence-text.ts'

test('evidence is told as a share of what raises an alert, and never as all of it before it is', () => {
  expect([2.98, 1, 0.9999, 0.17, 0.0122, 0.0002].map(evidenceText)).toEqual([
    '3.0 times what raises an alert',
    '1.0 times what raises an alert',
    '99 % of what raises an alert',
    '17 % of what raises an alert',
    '1.2 % of what raises an alert',
    'less than a thousandth of what raises an alert',
  ])
})
