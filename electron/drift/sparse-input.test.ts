import { expect, test } from 'vitest'
import type { CountSeries } from '../../shared/model/counts.ts'
import { makeSeries, worldDate } from '../testing/count-worlds.ts'
import { fitBaseline } from './baseline.ts'
import { dateOfDay, dayNumber } from './calendar.ts'
import { sightOf } from './detectability.ts'
import { foldDay } from './segment-pool.ts'
import { watchDays } from './watch.ts'

const BASE = 28

function watch(series: CountSeries) {
  const model = fitBaseline(series, series.days.slice(0, BASE))
  const days = series.days.slice(BASE).map((day) => foldDay(day, series.segments, model))
  return { model, incidents: watchDays(model, days) }
}

function world(size: (day: number, segment: number) => number, rate: (day: number) => number, segments = 2) {
  return makeSeries({
    seed: 12,
    days: BASE + 60,
    categories: ['a'],
    segments: Array.from({ length: segments }, (_, s) => `segment-${s}`),
    size,
    rate,
  })
}

const numbersIn = (value: unknown): number[] =>
  typeof value === 'number' ? [value] : Array.isArray(value) ? value.flatMap(numbersIn) : []

test('no days at all: nothing is watched and nothing breaks', () => {
  const model = fitBaseline({ categories: ['a'], segments: ['s'], days: [] }, [])
  expect(watchDays(model, [])).toEqual([])
  expect(sightOf(model)).toEqual([])
})

test('a baseline of ten sessions gives finite numbers, is not known, and raises nothing', () => {
  const series: CountSeries = {
    categories: ['a'],
    segments: ['s'],
    days: Array.from({ length: 40 }, (_, d) => ({
      date: worldDate(d),
      n: [[d < 10 ? 1 : 50]],
      k: [[d < 10 ? 0 : 25]],
    })),
  }
  const model = fitBaseline(series, series.days.slice(0, 10))
  expect(model.known).toEqual([false])
  expect(numbersIn(Object.values(model)).every(Number.isFinite)).toBe(true)
  expect(watchDays(model, series.days.slice(10))).toEqual([])
})

test('days that are a constant, all failing or none, have no scatter to learn and stay finite', () => {
  for (const k of [0, 50]) {
    const days = Array.from({ length: 90 }, (_, d) => ({ date: worldDate(d), n: [[50]], k: [[k]] }))
    const { model, incidents } = watch({ categories: ['a'], segments: ['s'], days })
    expect(numbersIn(Object.values(model)).every(Number.isFinite)).toBe(true)
    expect(model.spread).toEqual([1])
    expect(incidents).toEqual([])
  }
})

test('a category that never fired is found when it starts to', () => {
  const { incidents } = watch(
    world(
      () => 100,
      (day) => (day >= BASE + 20 ? 0.05 : 0),
    ),
  )
  expect(incidents).toHaveLength(1)
  expect(Math.abs(incidents[0]!.onset - 20)).toBeLessThanOrEqual(1)
})

test('one segment only is watched as a whole', () => {
  const { incidents } = watch(
    world(
      () => 300,
      (day) => (day >= BASE + 20 ? 0.12 : 0.05),
      1,
    ),
  )
  expect(incidents).toHaveLength(1)
  expect(incidents[0]!.cell).toBeNull()
})

test('weeks without data between two days change nothing that is said', () => {
  const series = world(
    () => 200,
    (day) => (day >= BASE + 20 ? 0.12 : 0.05),
  )
  // Whole weeks, so that weekdays stay weekdays.
  const later = series.days.map((day, d) =>
    d < BASE + 15 ? day : { ...day, date: dateOfDay(dayNumber(day.date) + 35) },
  )
  expect(watch({ ...series, days: later }).incidents).toEqual(watch(series).incidents)
})

test('a cell without sessions in the baseline or later is left out, and the rest is watched', () => {
  const early = world(
    (day, s) => (s === 1 && day >= BASE ? 0 : 200),
    (day) => (day >= BASE + 20 ? 0.12 : 0.05),
  )
  expect(watch(early).incidents).toHaveLength(1)
  const late = world(
    (day, s) => (s === 1 && day < BASE ? 0 : 200),
    (day) => (day >= BASE + 20 ? 0.12 : 0.05),
  )
  expect(watch(late).incidents).toHaveLength(1)
})

test('the same counts give the same incidents', () => {
  const series = world(
    () => 200,
    (day) => (day >= BASE + 20 ? 0.12 : 0.05),
  )
  expect(watch(series)).toEqual(watch(structuredClone(series)))
})
