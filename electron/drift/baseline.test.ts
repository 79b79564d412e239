import { expect, test } from 'vitest'
import { makeSeries, worldDate } from '../testing/count-worlds.ts'
import { certaintyOf, fitBaseline, gammaUpper } from './baseline.ts'
import { chooseWindow } from './baseline-window.ts'
import { readBaseline, writeBaseline } from './baseline-record.ts'
import { planStreams } from './budget.ts'
import { watchDays } from './watch.ts'

/** Two categories, two segments, one weekday: n 100 and 300; k [[2, 6], [10, 30]]. */
const hand = {
  categories: ['a', 'b'],
  segments: ['s', 't'],
  days: [
    {
      date: '2026-03-02',
      n: [
        [100, 300],
        [100, 300],
      ],
      k: [
        [2, 6],
        [10, 30],
      ],
    },
  ],
}

const world = (days: number, rate: number) =>
  makeSeries({ seed: 5, days, categories: ['a'], segments: ['s'], size: () => 100, rate: () => rate })

test('the rates follow the formulas on a case worked by hand', () => {
  const model = fitBaseline(hand, hand.days)
  // The segment with more sessions comes first.
  expect(model.cells).toEqual(['t', 's'])
  const [qa, qb] = [8.5 / 401, 40.5 / 401]
  const risk = (n: number, k: number) => (k + 1) / (n * (qa + qb) + 1)
  const [rt, rs] = [risk(300, 36), risk(100, 12)]
  const means = [qa * rt, qa * rs, qb * rt, qb * rs]
  const sizes = [300, 100, 300, 100]
  const fired = [6, 2, 30, 10]
  const e = means.map((m, i) => m * sizes[i]!)
  const scatter =
    e.reduce((sum, x, i) => sum + (fired[i]! - x) ** 2 - x, 0) / e.reduce((sum, x) => sum + x * x, 0)
  expect(scatter).toBeLessThan(0.0025)
  expect(model.prior).toBe(400)
  means.forEach((m, i) => {
    const [c, s] = [Math.floor(i / 2), i % 2]
    expect(model.rates[c]![s]).toBeCloseTo((fired[i]! + 400) / (sizes[i]! + 400 / m), 12)
  })
  // Only a weekday: its factor is (K + 10) / (E + 10), the weekend's stays 1.
  const expected = 300 * model.rates[0]![0]! + 100 * model.rates[0]![1]!
  expect(model.calendar[0]![0]).toBeCloseTo((8 + 10) / (expected + 10), 12)
  expect(model.calendar[0]![1]).toBe(1)
})

test('cells that scatter are shrunk less', () => {
  const uneven = {
    ...hand,
    days: [
      {
        ...hand.days[0]!,
        k: [
          [30, 2],
          [2, 60],
        ],
      },
    ],
  }
  const model = fitBaseline(uneven, uneven.days)
  expect(model.prior).toBeLessThan(5)
  expect(model.rates[0]![model.cells.indexOf('s')]).toBeGreaterThan(0.15)
})

test('the upper bound is close to the exact gamma quantile', () => {
  // Upper 2.275 % points of the chi-square with 2a degrees of freedom, halved.
  expect(gammaUpper(10, 1, 2)).toBeCloseTo(17.26, 1)
  expect(gammaUpper(100, 1, 2)).toBeCloseTo(120.95, 0)
})

test('a rate is as certain as its failures are many, and a cell never more than its category', () => {
  const often = fitBaseline(world(28, 0.3), world(28, 0.3).days)
  const seldom = fitBaseline(world(28, 0.001), world(28, 0.001).days)
  expect(certaintyOf(often, 0, null)).toBeCloseTo(often.k[0]![0]! + 0.5, 9)
  expect(certaintyOf(seldom, 0, null)).toBeLessThan(10)
  expect(certaintyOf(seldom, 0, 0)).toBeLessThan(certaintyOf(seldom, 0, null))
})

test('the window is 28 days, longer where failures are few and later days remain, shorter where it must', () => {
  expect(chooseWindow(world(7, 0.1))).toBeNull()
  expect(chooseWindow(world(8, 0.1))).toBe(4)
  expect(chooseWindow(world(20, 0.1))).toBe(10)
  expect(chooseWindow(world(21, 0.1))).toBe(14)
  expect(chooseWindow(world(35, 0.1))).toBe(28)
  expect(chooseWindow(world(120, 0.1))).toBe(28)
  expect(chooseWindow(world(120, 0.0001))).toBe(56)
  expect(chooseWindow(world(66, 0.0001))).toBe(35)
  expect(chooseWindow(world(56, 0.0001))).toBe(28)
})

test('a stored baseline reads back equal', () => {
  const model = fitBaseline(hand, hand.days)
  expect(readBaseline(writeBaseline(model))).toEqual(model)
  expect(() => readBaseline('{"from":"2026-03-02"}')).toThrow('days')
})

test('the shares of the budget sum to one and rare categories get more than common ones', () => {
  const series = makeSeries({
    seed: 7,
    days: 28,
    categories: ['rare', 'common'],
    segments: ['s', 't'],
    size: () => 300,
    rate: (_, c) => (c === 0 ? 0.01 : 0.1),
  })
  const streams = planStreams(fitBaseline(series, series.days))
  expect(streams).toHaveLength(6)
  expect(streams.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12)
  const whole = streams.filter(({ cell }) => cell === null)
  expect(whole[0]!.weight).toBeGreaterThan(3 * whole[1]!.weight)
})

test('one segment only is one stream a category, with the whole budget', () => {
  const series = makeSeries({
    seed: 7,
    days: 28,
    categories: ['a'],
    segments: ['s'],
    size: () => 300,
    rate: () => 0.05,
  })
  expect(planStreams(fitBaseline(series, series.days))).toEqual([
    { category: 0, cell: null, weight: 1, threshold: 90 },
  ])
})

test('a category that always fires is not watched, and one that never fired is, without false alerts', () => {
  const series = makeSeries({
    seed: 11,
    days: 112,
    categories: ['always', 'never'],
    segments: ['s', 't'],
    size: () => 50,
    rate: (_, c) => (c === 0 ? 1 : 0),
  })
  const model = fitBaseline(series, series.days.slice(0, 28))
  expect(planStreams(model).every(({ category }) => category === 1)).toBe(true)
  expect(watchDays(model, series.days.slice(28))).toEqual([])
})

test('a category that was never judged in the window is not watched', () => {
  const series = {
    categories: ['seen', 'unseen'],
    segments: ['s'],
    days: Array.from({ length: 28 }, (_, d) => ({ date: worldDate(d), n: [[50], [0]], k: [[2], [0]] })),
  }
  const model = fitBaseline(series, series.days)
  expect(model.known).toEqual([true, false])
  expect(planStreams(model).map(({ category }) => category)).toEqual([0])
})

test('counts without any variance are watched like others', () => {
  const series = {
    categories: ['a'],
    segments: ['s', 't'],
    days: Array.from({ length: 60 }, (_, d) => ({ date: worldDate(d), n: [[100, 100]], k: [[5, 5]] })),
  }
  const model = fitBaseline(series, series.days.slice(0, 28))
  expect(model.rates[0]![0]).toBeCloseTo(0.05, 3)
  expect(watchDays(model, series.days.slice(28))).toEqual([])
})

test('a category that one segment has and the others do not is expected there at its own rate', () => {
  // Twelve categories that the segments share, and one that only the first shows: 8 of 384, none of 1,100.
  const shared = Array.from({ length: 12 }, () => ({ n: [384, 1100], k: [30, 86] }))
  const own = { n: [384, 1100], k: [8, 0] }
  const rows = [...shared, own]
  const day = { date: '2026-03-02', n: rows.map((row) => row.n), k: rows.map((row) => row.k) }
  const categories = rows.map((_, c) => `category-${c}`)
  const model = fitBaseline({ categories, segments: ['a', 'b'], days: [day] }, [day])
  const a = model.cells.indexOf('a')
  expect(model.rates[12]?.[a]).toBeGreaterThan(0.015)
  expect(model.upper[12]?.[a]).toBeGreaterThan(8 / 384)
  // The shared ones stay shrunk towards each other.
  expect(model.rates[0]?.[a]).toBeCloseTo(0.078, 2)
})
