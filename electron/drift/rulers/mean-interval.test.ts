import { expect, test } from 'vitest'
import { meanInterval, student975 } from './mean-interval.ts'

test.each([
  [1, 12.706],
  [2, 4.303],
  [3, 3.182],
  [4, 2.776],
  [9, 2.262],
  [29, 2.045],
  [1000, 1.962],
])('the 97.5 %% quantile of t with %i degrees of freedom is the tabled one', (degrees, tabled) => {
  expect(Math.abs(student975(degrees) / tabled - 1)).toBeLessThan(0.003)
})

test('the mean of Student’s ten differences has the published interval 0.70 to 2.46', () => {
  const values = [1.2, 2.4, 1.3, 1.3, 0, 1, 1.8, 0.8, 4.6, 1.4]
  const sum = values.reduce((all, value) => all + value, 0)
  const squares = values.reduce((all, value) => all + value * value, 0)
  const { mean, low, high } = meanInterval({ n: 10, sum, squares }, false)!
  expect(mean).toBeCloseTo(1.58, 10)
  expect(low).toBeCloseTo(0.7, 2)
  expect(high).toBeCloseTo(2.46, 2)
})

test('a rate has Wilson’s interval, which never leaves 0 to 1', () => {
  expect(meanInterval({ n: 263, sum: 81, squares: 81 }, true)!.low).toBeCloseTo(0.2553, 4)
  expect(meanInterval({ n: 4, sum: 4, squares: 4 }, true)).toMatchObject({ mean: 1, high: 1 })
})

test('one value tells no spread, none no mean', () => {
  expect(meanInterval({ n: 1, sum: 3, squares: 9 }, false)).toEqual({ mean: 3, low: null, high: null })
  expect(meanInterval({ n: 0, sum: 0, squares: 0 }, true)).toBeNull()
})
