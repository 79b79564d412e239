import { expect, test } from 'vitest'
import { DAY_US, dayNumber, weekendOf } from './calendar.ts'
import { dateOf, isFakeClock, lastClosedDay } from './clock.ts'

test('a day is closed 24 hours after its end', () => {
  const midnight = dayNumber('2026-04-26') * DAY_US
  expect(lastClosedDay(midnight)).toBe('2026-04-24')
  expect(lastClosedDay(midnight - 1)).toBe('2026-04-23')
  expect(lastClosedDay(midnight + DAY_US - 1)).toBe('2026-04-24')
  expect(dateOf(midnight - 1)).toBe('2026-04-25')
})

test('a clock that says one moment for everything is none', () => {
  const span = { oldestUs: 0, newestUs: 5_000_000, sessions: 200, syntheticSessions: 0 }
  expect(isFakeClock(span)).toBe(true)
  expect(isFakeClock({ ...span, newestUs: 3 * DAY_US })).toBe(false)
  expect(isFakeClock({ ...span, newestUs: 3 * DAY_US, syntheticSessions: 200 })).toBe(true)
  expect(isFakeClock({ ...span, sessions: 3 })).toBe(false)
})

test('Saturday and Sunday are the weekend', () => {
  expect(['2026-04-24', '2026-04-25', '2026-04-26', '2026-04-27'].map(weekendOf)).toEqual([0, 1, 1, 0])
})
