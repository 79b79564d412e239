import { expect, test } from 'vitest'
import { makeSeries } from '../testing/count-worlds.ts'
import { backtestWorld, runBacktest } from './backtest.ts'

const series = makeSeries({
  seed: 21,
  days: 70,
  categories: ['a', 'b'],
  segments: ['s', 't'],
  size: () => 300,
  rate: (day, c) => (c === 1 && day >= 45 ? 0.09 : 0.03),
})
const world = {
  id: 'w',
  baselineDays: 28,
  categories: series.categories,
  segments: series.segments,
  days: series.days.map(({ date, n, k }) => ({ date, n: n[0]!, k })),
}

test('a world of counts is answered with its alerts', () => {
  const { id, alerts } = backtestWorld(JSON.stringify(world))
  expect(id).toBe('w')
  expect(alerts).toHaveLength(1)
  expect(alerts[0]).toMatchObject({ category: 'b', segment: null, onset: world.days[45]!.date })
})

test('an alert of a day uses the days up to it only', () => {
  const [alert] = backtestWorld(JSON.stringify(world)).alerts
  const until = world.days.findIndex(({ date }) => date === alert!.date) + 1
  const cut = (length: number) =>
    backtestWorld(JSON.stringify({ ...world, days: world.days.slice(0, length) })).alerts
  expect(cut(until)).toEqual([alert])
  expect(cut(until - 1)).toEqual([])
})

async function* lines() {
  yield JSON.stringify(world)
  yield ''
  yield JSON.stringify({ ...world, id: 'short', days: world.days.slice(0, 10) })
}

test('one line is answered with one line, empty lines are passed over', async () => {
  const answers: string[] = []
  for await (const line of runBacktest(lines())) answers.push(line)
  expect(answers).toHaveLength(2)
  expect(JSON.parse(answers[1]!)).toEqual({ id: 'short', alerts: [] })
})

test('a line that is no world is refused with a sentence', () => {
  expect(() => backtestWorld('{"id":"x"}')).toThrow('baselineDays')
  const ragged = { ...world, days: [{ ...world.days[0]!, n: [1] }] }
  expect(() => backtestWorld(JSON.stringify(ragged))).toThrow(/n of 2026-03-02 has 1 values, not 2/)
})
