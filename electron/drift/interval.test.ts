import { expect, test } from 'vitest'
import { ratioInterval } from './interval.ts'

test('the interval of a count against a known expectation is the exact Poisson one', () => {
  // Exact 95 % limits of 10 are 4.80 and 18.39.
  const { ratio, low, high } = ratioInterval(10, 10, 0)
  expect(ratio).toBe(1)
  expect(low).toBeCloseTo(0.48, 2)
  expect(high).toBeCloseTo(1.839, 2)
})

test('an uncertain expectation widens it', () => {
  const sure = ratioInterval(412, 139, 0)
  const unsure = ratioInterval(412, 139, 0.01)
  expect(unsure.low).toBeLessThan(sure.low)
  expect(unsure.high).toBeGreaterThan(sure.high)
})

test('nothing observed gives a ratio of zero with an upper limit', () => {
  const { ratio, low, high } = ratioInterval(0, 5, 0)
  expect([ratio, low]).toEqual([0, 0])
  expect(high).toBeCloseTo(3.69 / 5, 1)
})
