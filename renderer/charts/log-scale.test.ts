import { expect, test } from 'vitest'
import { decadesOf, logY } from './log-scale.ts'

test('each power of ten is as high as every other', () => {
  const y = logY({ low: -3, high: 1 }, 0, 100)
  expect([0.001, 0.01, 0.1, 1, 10].map(y)).toEqual([100, 75, 50, 25, 0])
})

test('what lies beyond the axis stands at its edge, and nothing at all at the bottom', () => {
  const y = logY({ low: -3, high: 1 }, 0, 100)
  expect([0, 1e-9, 5000].map(y)).toEqual([100, 100, 0])
})

test('the axis reaches over the threshold and over the highest value', () => {
  expect(decadesOf([])).toEqual({ low: -3, high: 1 })
  expect(decadesOf([0.2, 3])).toEqual({ low: -3, high: 1 })
  expect(decadesOf([0.2, 300])).toEqual({ low: -3, high: 3 })
  expect(decadesOf([1e30]).high).toBe(6)
})
