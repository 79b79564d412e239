import { expect, test } from 'vitest'
import { chanceFrom } from '../../testing/count-worlds.ts'
import { correlation, pairedMeans, type Pair } from './paired-means.ts'

/** Student's hours of sleep gained with two drugs, ten patients (1908): R's `sleep`. */
const SLEEP: Pair[] = [
  [0.7, 1.9],
  [-1.6, 0.8],
  [-0.2, 1.1],
  [-1.2, 0.1],
  [-0.1, -0.1],
  [3.4, 4.4],
  [3.7, 5.5],
  [0.8, 1.6],
  [0, 4.6],
  [2, 3.4],
]

test('the paired difference and correlation of Student’s sleep data are the published ones', () => {
  const { difference, ratio } = pairedMeans(SLEEP)!
  expect(difference.value).toBeCloseTo(1.58, 10)
  // Published t interval 0.70 to 2.46; the percentile bootstrap of ten pairs is a little narrower.
  expect(difference.low).toBeGreaterThan(0.7)
  expect(difference.low).toBeLessThan(1.1)
  expect(difference.high).toBeGreaterThan(2)
  expect(difference.high).toBeLessThan(2.6)
  expect(correlation(SLEEP)).toBeCloseTo(0.7952, 4)
  // Hours lost are negative: a ratio would say nothing.
  expect(ratio).toBeNull()
})

test('the same pairs give the same interval, whatever was drawn before', () => {
  expect(pairedMeans(SLEEP)).toEqual(pairedMeans(SLEEP))
})

test('the ratio of means bounds what one ruler gives more', () => {
  const pairs = SLEEP.map(([a]): Pair => [a + 5, (a + 5) * 1.2])
  const { ratio } = pairedMeans(pairs)!
  expect(ratio!.value).toBeCloseTo(1.2, 10)
  expect(ratio!.low).toBeCloseTo(1.2, 10)
  expect(ratio!.high).toBeCloseTo(1.2, 10)
})

test('one pair has no interval, and a side that never varies no correlation', () => {
  expect(pairedMeans([[1, 2]])).toBeNull()
  expect(correlation([[1, 2]])).toBeNull()
  expect(
    correlation([
      [1, 2],
      [1, 3],
    ]),
  ).toBeNull()
})

test('the interval of the difference covers the truth in about 95 of 100 samples', () => {
  const rounds = 300
  const covered = Array.from({ length: rounds }, (_, round) => {
    const chance = chanceFrom(round)
    const pairs = Array.from({ length: 60 }, (): Pair => {
      const a = chance.gauss()
      return [a, a + 0.1 + 0.5 * chance.gauss()]
    })
    const { low, high } = pairedMeans(pairs, round)!.difference
    return low <= 0.1 && high >= 0.1
  }).filter(Boolean).length
  // Four standard errors of a share of .95 in 300 are .05.
  expect(covered / rounds).toBeGreaterThan(0.9)
  expect(covered / rounds).toBeLessThan(0.99)
})
