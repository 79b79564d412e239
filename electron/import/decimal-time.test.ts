import { expect, test } from 'vitest'
import { repeatable } from '../testing/invented-spans.ts'
import { instantOfIso, microsOfNanos, nanosBetween, nanosOfIsoDuration, subNanosOf } from './decimal-time.ts'

test.each([
  ['1767225600000000123', 1767225600000000, 123],
  ['999', 0, 999],
  ['1000', 1, 0],
  ['0', 0, 0],
  ['soon', Number.NaN, Number.NaN],
  ['', Number.NaN, 0],
  ['99999999999999999999', Number.NaN, 999],
])('%s nanoseconds are %d microseconds and %d nanoseconds', (text, us, subNs) => {
  expect([microsOfNanos(text), subNanosOf(text)]).toEqual([us, subNs])
})

test('a difference is exact to the nanosecond, also when it is negative', () => {
  expect(nanosBetween(1767225600000000, 999, 1767225600000001, 1)).toBe(2)
  expect(nanosBetween(5, 0, 4, 999)).toBe(-1)
})

test.each([
  ['2026-01-01T00:00:00.000001Z', 1767225600000001, 0],
  ['2026-01-01T00:00:00.123456789', 1767225600123456, 789],
  ['2026-01-01 01:00:00,5+01:00', 1767225600500000, 0],
  ['2026-01-01T00:00Z', 1767225600000000, 0],
])('%s is read, without a zone as UTC', (text, us, subNs) => {
  expect(instantOfIso(text)).toEqual({ us, subNs })
})

test.each(['', 'yesterday', '2026-13-01T00:00:00Z', '2026-01-01'])('%j is no time', (text) => {
  expect(instantOfIso(text)).toBeNull()
})

test.each([
  ['PT2M37.16S', 157_160_000_000],
  ['PT0.000001S', 1000],
  ['P1DT1H', 90_000_000_000_000],
  ['-PT1S', -1_000_000_000],
  ['PT', null],
  ['P', null],
  ['2 seconds', null],
])('the duration %s is %j nanoseconds', (text, nanos) => {
  expect(nanosOfIsoDuration(text)).toBe(nanos)
})

test('times as they are usually written are read as the general way reads them', () => {
  const random = repeatable(3)
  const two = (below: number): string => String(Math.floor(random() * below)).padStart(2, '0')
  for (let round = 0; round < 5000; round++) {
    const digits = Math.floor(random() * 11)
    const fraction = digits === 0 ? '' : `.${String(random()).slice(2).padEnd(digits, '7').slice(0, digits)}`
    const text = `${1890 + Math.floor(random() * 200)}-${two(14)}-${two(33)}T${two(26)}:${two(62)}:${two(62)}${fraction}`
    const general = instantOfIso(`${text}+00:00`)
    expect({ text, instant: instantOfIso(text) }).toEqual({ text, instant: general })
    expect({ text, instant: instantOfIso(`${text.replace('T', ' ')}Z`) }).toEqual({ text, instant: general })
  }
})
