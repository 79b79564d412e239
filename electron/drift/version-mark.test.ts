import { expect, test } from 'vitest'
import { dateOfDay, dayNumber } from './calendar.ts'
import { markDay, replacedOn } from './version-mark.ts'

const START = dayNumber('2026-03-02')

/** Traces by day from 2 March on; days without any are left out. */
function days(...traces: number[]): Map<string, number> {
  return new Map(
    traces.flatMap((count, day): [string, number][] => (count > 0 ? [[dateOfDay(START + day), count]] : [])),
  )
}

const TOTAL = days(...Array.from({ length: 14 }, () => 100))
const since = (day: number, count: number) =>
  days(...Array.from({ length: 14 }, (_, at) => (at < day ? 0 : count)))

test('a version is marked on the day it comes into force', () => {
  expect(markDay(since(5, 100), TOTAL)).toBe('2026-03-07')
  // Switched on late in the evening: the day after is the first that it matters on.
  expect(markDay(days(0, 0, 0, 2, 100, 100), TOTAL)).toBe('2026-03-06')
  // A canary before it is none.
  expect(markDay(days(0, 1, 1, 1, 1, 1, 1, 100, 100), TOTAL)).toBe('2026-03-09')
})

test('what was there from the first day, is a trial, or never has the share to matter, is no mark', () => {
  expect(markDay(since(0, 100), TOTAL)).toBeNull()
  expect(markDay(since(5, 9), TOTAL)).toBeNull()
  expect(markDay(days(0, 0, 1), TOTAL)).toBeNull()
  expect(markDay(days(0, 0, 90), TOTAL)).toBe('2026-03-04')
})

test('a version took over from the one that lost its share; beside the others it took over from none', () => {
  const before = { label: '7', days: days(100, 100, 100, 100, 40) }
  const after = { label: '8', days: days(0, 0, 0, 0, 60, 100, 100) }
  expect(replacedOn('2026-03-06', '8', [before, after], TOTAL)).toBe('7')
  const kept = { label: '7', days: days(100, 100, 100, 100, 80, 80, 80, 80, 80, 80, 80, 80) }
  expect(replacedOn('2026-03-06', '8', [kept, after], TOTAL)).toBeNull()
  expect(replacedOn('2026-03-06', '8', [after], TOTAL)).toBeNull()
})
