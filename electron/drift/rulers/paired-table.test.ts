import { expect, test } from 'vitest'
import { mcnemarExact, pairedRatio, wilsonLimits } from './paired-table.ts'

/** Complete response before (a) and after (b) consolidation therapy, Cavo et al. 2012, turned so that b is the row. */
const CAVO = { both: 59, onlyB: 6, onlyA: 16, neither: 80 }

test('McNemar’s exact p is that of the published example (Fagerland et al. 2017, chapter 8)', () => {
  expect(mcnemarExact(CAVO)).toBeCloseTo(0.052479, 6)
})

test('McNemar’s exact p of airway hyper-responsiveness (Bentur et al. 2009): 1 against 7', () => {
  expect(mcnemarExact({ both: 1, onlyA: 7, onlyB: 1, neither: 12 })).toBeCloseTo((2 * 9) / 256, 12)
})

test('McNemar: no disagreement is p 1, even sides are p 1, and thousands of pairs do not underflow', () => {
  expect(mcnemarExact({ both: 5, onlyA: 0, onlyB: 0, neither: 5 })).toBe(1)
  expect(mcnemarExact({ both: 0, onlyA: 4, onlyB: 4, neither: 0 })).toBe(1)
  const p = mcnemarExact({ both: 0, onlyA: 2400, onlyB: 2600, neither: 0 })
  // Normal approximation with continuity: z = 199 / sqrt(5000) = 2.814, p = .0049.
  expect(p).toBeGreaterThan(0.0044)
  expect(p).toBeLessThan(0.0054)
})

test('the paired ratio and its interval are those of the published example', () => {
  const { ratio, low, high } = pairedRatio(CAVO)
  expect(ratio).toBeCloseTo(0.8667, 4)
  expect(low).toBeCloseTo(0.7579, 4)
  expect(high).toBeCloseTo(0.991, 4)
})

test('a paired ratio turned round is its reciprocal', () => {
  const turned = pairedRatio({ ...CAVO, onlyA: CAVO.onlyB, onlyB: CAVO.onlyA })
  const { low, high } = pairedRatio(CAVO)
  expect(turned.low).toBeCloseTo(1 / high, 10)
  expect(turned.high).toBeCloseTo(1 / low, 10)
})

test('no pair, or none with the outcome, bounds nothing', () => {
  const open = { ratio: null, low: 0, high: Number.POSITIVE_INFINITY }
  expect(pairedRatio({ both: 0, onlyA: 0, onlyB: 0, neither: 9 })).toEqual(open)
  expect(pairedRatio({ both: 0, onlyA: 0, onlyB: 3, neither: 9 })).toMatchObject({
    ratio: null,
    high: Number.POSITIVE_INFINITY,
  })
})

test('Wilson’s limits are those of Newcombe’s example 81/263 (1998): .2553 to .3662', () => {
  const { low, high } = wilsonLimits(81, 263)
  expect(low).toBeCloseTo(0.2553, 4)
  expect(high).toBeCloseTo(0.3662, 4)
  expect(wilsonLimits(0, 10).low).toBe(0)
  expect(wilsonLimits(10, 10).high).toBe(1)
})
