import { expect, test } from 'vitest'
import type { CountSeries } from '../../shared/model/counts.ts'
import { makeSeries } from '../testing/count-worlds.ts'
import { fitBaseline } from './baseline.ts'
import { planStreams } from './budget.ts'
import { BUDGET_DAYS } from './policy.ts'
import { foldDay } from './segment-pool.ts'
import { watchDays } from './watch.ts'

const BASE = 28
const RATES = [0.01, 0.03, 0.1]
const SHARES = [0.4, 0.3, 0.2, 0.1]
const RISKS = [0.8, 1, 1.2, 1.6]

function watch(series: CountSeries) {
  const model = fitBaseline(series, series.days.slice(0, BASE))
  const days = series.days.slice(BASE).map((day) => foldDay(day, series.segments, model))
  return { model, days, incidents: watchDays(model, days) }
}

function world(
  seed: number,
  days: number,
  factor: (day: number, c: number, s: number) => number,
  volume = 600,
) {
  return makeSeries({
    seed,
    days,
    categories: ['rare', 'medium', 'common'],
    segments: SHARES.map((_, s) => `segment-${s}`),
    size: (_, s) => volume * SHARES[s]!,
    rate: (day, c, s) => Math.min(0.9, RATES[c]! * RISKS[s]! * factor(day, c, s)),
  })
}

test('a doubled category is found within days, with its onset, and said once', () => {
  const { incidents } = watch(world(1, BASE + 60, (day, c) => (c === 1 && day >= BASE + 20 ? 2 : 1)))
  expect(incidents).toHaveLength(1)
  const [incident] = incidents
  expect(incident).toMatchObject({ category: 1, cell: null, ended: null })
  expect(Math.abs(incident!.onset - 20)).toBeLessThanOrEqual(1)
  expect(incident!.opened).toBeLessThanOrEqual(20 + 6)
  expect(incident!.alerts).toHaveLength(1)
})

test('a shift in one segment names it', () => {
  const { incidents, model } = watch(
    world(2, BASE + 60, (day, c, s) => (c === 2 && s === 3 && day >= BASE + 20 ? 3 : 1)),
  )
  expect(incidents).toHaveLength(1)
  expect(model.cells[incidents[0]!.cell!]).toBe('segment-3')
})

test('an incident closes after a week back inside the band, and the next one opens a new incident', () => {
  const raised = (day: number) => (day >= BASE + 10 && day < BASE + 24) || day >= BASE + 50
  const { incidents } = watch(world(3, BASE + 80, (day, c) => (c === 1 && raised(day) ? 2.5 : 1)))
  expect(incidents).toHaveLength(2)
  expect(Math.abs(incidents[0]!.ended! - 24)).toBeLessThanOrEqual(2)
  expect(Math.abs(incidents[1]!.onset - 50)).toBeLessThanOrEqual(1)
  expect(incidents[1]!.ended).toBeNull()
})

test('an open incident speaks again only when it is worse by half', () => {
  const steps = (day: number) => (day < BASE + 10 ? 1 : day < BASE + 30 ? 2 : 5)
  const { incidents } = watch(world(4, BASE + 60, (day, c) => (c === 1 ? steps(day) : 1)))
  expect(incidents).toHaveLength(1)
  expect(incidents[0]!.alerts.map(({ kind }) => kind)).toEqual(['opened', 'worse'])
  expect(incidents[0]!.alerts[1]!.day).toBeGreaterThanOrEqual(30)
})

test('a change of the mix alone raises nothing', () => {
  const shift = makeSeries({
    seed: 5,
    days: BASE + 84,
    categories: ['a', 'b'],
    segments: ['calm', 'rough'],
    size: (day, s) => (day < BASE + 20 ? [500, 100] : [150, 450])[s]!,
    rate: (_, c, s) => [0.02, 0.05][c]! * [0.7, 2][s]!,
  })
  expect(watch(shift).incidents).toEqual([])
})

test('days without data change nothing but the calendar', () => {
  const series = world(6, BASE + 40, (day, c) => (c === 1 && day >= BASE + 20 ? 2.5 : 1))
  const empty = series.days.map((day, d) =>
    d >= BASE + 5 && d < BASE + 10
      ? { ...day, n: day.n.map((row) => row.map(() => 0)), k: day.k.map((row) => row.map(() => 0)) }
      : day,
  )
  const { incidents } = watch({ ...series, days: empty })
  expect(incidents).toHaveLength(1)
  expect(Math.abs(incidents[0]!.onset - 20)).toBeLessThanOrEqual(1)
})

test('later days never change what was said before them', () => {
  const series = world(7, BASE + 80, (day, c, s) =>
    day >= BASE + 15 + 10 * c && day < BASE + 60 && s !== 1 ? 2.2 : 1,
  )
  const whole = watch(series).incidents.flatMap(({ alerts, category, onset }) =>
    alerts.map(({ day, kind }) => ({ category, onset, day, kind })),
  )
  expect(whole.length).toBeGreaterThanOrEqual(3)
  for (let cut = BASE + 1; cut < series.days.length; cut += 3) {
    const part = watch({ ...series, days: series.days.slice(0, cut) }).incidents.flatMap(
      ({ alerts, category, onset }) => alerts.map(({ day, kind }) => ({ category, onset, day, kind })),
    )
    expect(part).toEqual(whole.filter(({ day }) => day < cut - BASE))
  }
})

test('quiet worlds give far fewer false alerts than the budget allows', () => {
  let alerts = 0
  let days = 0
  for (let seed = 100; seed < 130; seed++) {
    const series = world(seed, BASE + 84, () => 1, 300)
    alerts += watch(series).incidents.length
    days += 84
  }
  expect(alerts).toBeLessThanOrEqual(days / BUDGET_DAYS / 3)
})

test('the strongest stream decides where a shift is said to be, and every stream has its own threshold', () => {
  const { model } = watch(world(8, BASE + 1, () => 1))
  const streams = planStreams(model)
  expect(streams).toHaveLength(3 + 3 * 4)
  for (const { weight, threshold } of streams) expect(weight * threshold).toBeCloseTo(BUDGET_DAYS, 9)
})
