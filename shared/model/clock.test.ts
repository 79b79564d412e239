import { expect, test } from 'vitest'
import { withClock } from './clock.ts'

test('days of a clock that was made up are left out beside real ones, and stay alone', () => {
  const [fake, real] = [{ date: '1970-01-01' }, { date: '2026-03-02' }]
  expect(withClock([fake, real])).toEqual([real])
  expect(withClock([fake])).toEqual([fake])
  expect(withClock([])).toEqual([])
})
