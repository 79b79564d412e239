import { expect, test } from 'vitest'
import { makeSeries } from '../testing/count-worlds.ts'
import { fitBaseline } from './baseline.ts'
import { planStreams } from './budget.ts'
import { daysToFind, daysToFindShift, isBlind, sightOf } from './detectability.ts'
import { foldDay } from './segment-pool.ts'
import { watchDays } from './watch.ts'

const RATES = [0.01, 0.03, 0.1]
const world = (seed: number, ratio: number, from: number) =>
  makeSeries({
    seed,
    days: from + 60,
    categories: ['rare', 'medium', 'common'],
    segments: ['s', 't', 'tiny'],
    size: (_, s) => [300, 290, 10][s]!,
    rate: (day, c) => RATES[c]! * (day >= from ? ratio : 1),
  })
const model = fitBaseline(world(1, 1, 28), world(1, 1, 28).days.slice(0, 28))

test('larger ratios and commoner categories are found sooner, never before the third day', () => {
  const [rare, medium, common] = planStreams(model).filter(({ cell }) => cell === null)
  expect(daysToFind(model, rare!, 1.5)).toBeGreaterThan(daysToFind(model, rare!, 2))
  expect(daysToFind(model, rare!, 1.5)).toBeGreaterThan(daysToFind(model, medium!, 1.5))
  expect(daysToFind(model, common!, 5)).toBe(3)
})

test('a ratio inside the bound is never found', () => {
  expect(daysToFind(model, planStreams(model)[0]!, 1)).toBe(Number.POSITIVE_INFINITY)
})

test('a small segment of a rare category is too little data to watch', () => {
  const blind = sightOf(model).filter(isBlind)
  expect(blind.map(({ stream: { category, cell } }) => [category, model.cells[cell!]])).toEqual([
    [0, 'tiny'],
    [1, 'tiny'],
  ])
})

test.each([
  [0, 1.5],
  [0, 2],
  [1, 1.5],
])('the forecast for category %i at x %f is within a third of what happens', (category, ratio) => {
  const found: number[] = []
  const forecasts: number[] = []
  for (let seed = 10; seed < 70; seed++) {
    // Two quiet weeks first: what the forecast assumes.
    const series = world(seed, ratio, 42)
    const own = fitBaseline(series, series.days.slice(0, 28))
    const days = series.days.slice(28).map((day) => foldDay(day, series.segments, own))
    forecasts.push(daysToFindShift(own, category, null, ratio))
    const incident = watchDays(own, days).find((each) => each.category === category && each.opened >= 14)
    found.push(incident ? incident.opened - 13 : Number.POSITIVE_INFINITY)
  }
  const median = found.toSorted((a, b) => a - b)[30]!
  const forecast = forecasts.toSorted((a, b) => a - b)[30]!
  expect(Math.abs(forecast / median - 1)).toBeLessThan(0.34)
})
