import { expect, test } from 'vitest'
import { expectedOf } from './expected-of.ts'

const row = { n: 200, baselineN: 1000, baselineK: 50, expected: 66 }

test('an accepted shift is held against the days before it, not against itself', () => {
  expect(expectedOf(row, false)).toBe(66)
  expect(expectedOf(row, true)).toBe(10)
  expect(expectedOf({ ...row, baselineN: 0, baselineK: 0 }, true)).toBeNull()
})
