import { expect, test } from 'vitest'
import { oddsRatio } from './odds-ratio.ts'

test('the odds ratio of a textbook table, within what half a session moves it', () => {
  // Agresti, Categorical Data Analysis (2nd ed.), p. 72: aspirin and heart attack, 1.83 (1.44 to 2.33).
  const { ratio, low, high } = oddsRatio({ n: 11037, k: 104 }, { n: 11034, k: 189 })!
  expect(ratio).toBeCloseTo(1.83, 1)
  expect(low).toBeCloseTo(1.44, 1)
  expect(high).toBeCloseTo(2.33, 1)
})

test('an empty cell has a ratio with an interval, no session at all has none', () => {
  const { low, high } = oddsRatio({ n: 50, k: 0 }, { n: 50, k: 5 })!
  expect(low).toBeLessThan(1)
  expect(Number.isFinite(high)).toBe(true)
  expect(oddsRatio({ n: 0, k: 0 }, { n: 50, k: 5 })).toBeNull()
})
