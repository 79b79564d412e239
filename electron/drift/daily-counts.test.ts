import { expect, test } from 'vitest'
import { DAY_US, dayNumber } from './calendar.ts'
import { SessionCounter, type VerdictRow } from './daily-counts.ts'

const RULES = ['b@1', 'a@1']
const at = (date: string, hour: number) => dayNumber(date) * DAY_US + hour * 3_600_000_000
const row = (
  sessionKey: string,
  startUs: number,
  verdicts: string,
  more: Partial<VerdictRow> = {},
): VerdictRow => ({
  sessionKey,
  startUs,
  segment: 's',
  rules: RULES,
  verdicts,
  ...more,
})
const count = (...rows: VerdictRow[]) => {
  const counter = new SessionCounter()
  for (const each of rows) counter.add(each)
  return counter.finish()
}

test('a session fires where any of its traces fired, and is judged where any was', () => {
  const counts = count(
    row('x', at('2026-03-02', 10), 'n-'),
    row('x', at('2026-03-02', 11), 'f-'),
    row('x', at('2026-03-02', 12), 'nn'),
    row('y', at('2026-03-02', 9), '--'),
  )
  expect(counts.series).toEqual({
    categories: ['a', 'b'],
    segments: ['s'],
    days: [{ date: '2026-03-02', n: [[1], [1]], k: [[0], [1]] }],
  })
  expect(counts.notEvaluable).toEqual([[[1], [1]]])
  expect(counts.sessions).toEqual([[2]])
})

test('a session counts on the day and in the segment of its first trace, in whatever order they come', () => {
  const late = row('x', at('2026-03-03', 1), 'fn', { segment: 'late' })
  const early = row('x', at('2026-03-02', 23), 'nn', { segment: 'early' })
  expect(count(late, early)).toEqual({ ...count(early, late), series: count(early, late).series })
  expect(count(late, early).series.days.map(({ date }) => date)).toEqual(['2026-03-02'])
})

test('verdicts of an older rule version are never summed with those of a newer one', () => {
  const counts = count(
    row('x', at('2026-03-02', 1), 'f', { rules: ['a@1'] }),
    row('y', at('2026-03-02', 2), 'f', { rules: ['a@2'] }),
    row('z', at('2026-03-02', 3), 'f', { rules: ['a@1'] }),
  )
  expect(counts.series.days[0]).toMatchObject({ n: [[1]], k: [[1]] })
  expect(counts.notEvaluable).toEqual([[[2]]])
})

test('only days with data are listed, and the newest two weeks are kept in order', () => {
  const counts = count(
    row('old', at('2026-03-02', 1), 'nn'),
    row('b', at('2026-04-02', 2), 'fn'),
    row('a', at('2026-04-02', 1), '-f'),
  )
  expect(counts.series.days.map(({ date }) => date)).toEqual(['2026-03-02', '2026-04-02'])
  expect(counts.newest.map(({ verdicts }) => verdicts)).toEqual(['f-', 'nf'])
})

test('foreign keys may be named like a property of every object', () => {
  const counts = count(
    row('__proto__', at('2026-03-02', 1), 'fn', { segment: '__proto__' }),
    row('constructor', at('2026-03-02', 2), 'nn'),
  )
  expect(counts.total).toBe(2)
  expect(counts.series.segments).toEqual(['__proto__', 's'])
})

test('tens of thousands of sessions are counted as a few are', () => {
  const counter = new SessionCounter()
  for (let i = 0; i < 50_000; i++)
    counter.add(row(`session-${i}`, at('2026-03-02', 0) + i * 1_000_000, i % 10 === 0 ? 'nf' : 'nn'))
  const { series, total } = counter.finish()
  expect(total).toBe(50_000)
  expect(series.days[0]!.k).toEqual([[5000], [0]])
})
