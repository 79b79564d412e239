import { expect, test } from 'vitest'
import { chanceFrom } from '../testing/count-worlds.ts'
import { splitDifference } from './mix.ts'

test('a change of shares alone is all mix', () => {
  const split = splitDifference({ n: [800, 200], k: [8, 20] }, { n: [200, 800], k: [2, 80] })
  expect(split.before).toBeCloseTo(0.028)
  expect(split.after).toBeCloseTo(0.082)
  expect(split.mix).toBeCloseTo(0.054)
  expect(split.behaviour).toBeCloseTo(0)
})

test('a change of rates alone is all behaviour', () => {
  const split = splitDifference({ n: [500, 500], k: [10, 20] }, { n: [50, 50], k: [2, 4] })
  expect(split.mix).toBeCloseTo(0)
  expect(split.behaviour).toBeCloseTo(0.03)
})

test('new traffic without a baseline of its own counts as mix', () => {
  const split = splitDifference({ n: [1000, 0], k: [20, 0] }, { n: [500, 500], k: [10, 50] })
  expect(split.mix).toBeCloseTo(0.04)
  expect(split.behaviour).toBeCloseTo(0)
})

test('a segment without verdicts before is held against its usual rate', () => {
  const split = splitDifference({ n: [1000, 0], k: [20, 0] }, { n: [0, 1000], k: [0, 60] }, [0.02, 0.02])
  expect(split.behaviour).toBeCloseTo(0.02)
  expect(split.mix).toBeCloseTo(0.02)
})

test('mix and behaviour add up to the difference whatever the counts are', () => {
  const chance = chanceFrom(1)
  for (let i = 0; i < 500; i++) {
    const strata = () => {
      const n = [0, 1, 2, 3].map(() => (chance.uniform() < 0.2 ? 0 : Math.floor(chance.uniform() * 1000)))
      return { n, k: n.map((size) => chance.binomial(size, chance.uniform())) }
    }
    const [a, b] = [strata(), strata()]
    const { mix, behaviour, before, after } = splitDifference(a, b)
    expect(mix + behaviour).toBeCloseTo(after - before, 12)
  }
})
