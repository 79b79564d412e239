import { expect, test } from 'vitest'
import * as format from './format.ts'

test.each([
  [0, '0 %'],
  [0.00001, '< 0.01 %'],
  [0.0004, '0.04 %'],
  [0.021, '2.1 %'],
  [0.064, '6.4 %'],
  [0.26, '26.0 %'],
  [0.2649, '26.5 %'],
  [0.9998, '99.98 %'],
  [1, '100 %'],
  [null, '–'],
])('the rate %s reads %s', (value, text) => {
  expect(format.formatRate(value)).toBe(text)
})

test.each([
  [0, '0'],
  [999, '999'],
  [11_240, '11.2k'],
  [412_380, '412k'],
  [999_999, '1 M'],
  [5_100_000, '5.1 M'],
  [Number.NaN, '–'],
])('the count %s is shortened to %s', (value, text) => {
  expect(format.formatShortCount(value)).toBe(text)
})

test.each([
  [118_204, '118,204'],
  [-1234, '−1,234'],
  [12, '12'],
])('the count %s is grouped as %s', (value, text) => {
  expect(format.formatCount(value)).toBe(text)
})

test.each([
  [0.04, '+4.0 pp'],
  [-0.003, '−0.3 pp'],
  [0, '0.0 pp'],
  [0.0003, '+0.03 pp'],
  [0.000001, '0.0 pp'],
])('the difference %s reads %s', (value, text) => {
  expect(format.formatPoints(value)).toBe(text)
})

test.each([
  [3.24, '3.2'],
  [0.871, '0.87'],
  [0.997, '1.0'],
  [63.3, '63'],
])('the ratio %s reads %s', (value, text) => {
  expect(format.formatRatio(value)).toBe(text)
})

test.each([
  [0.9, '0.9'],
  [139.4, '139'],
  [0, '0'],
])('the expected count %s reads %s', (value, text) => {
  expect(format.formatExpected(value)).toBe(text)
})

test.each([
  [0, '0 ns'],
  [820_000, '820 µs'],
  [41_000_000, '41 ms'],
  [8_400_000_000, '8.4 s'],
  [41_200_000_000, '41.2 s'],
  [185_000_000_000, '3 min 5 s'],
  [7_800_000_000_000, '2 h 10 min'],
  [-2_000_000, '−2 ms'],
  [null, '–'],
])('%s nanoseconds read %s', (value, text) => {
  expect(format.formatDuration(value)).toBe(text)
})

test.each([
  [10, '10 s'],
  [59.7, '1 min'],
  [3600, '1 h'],
  [90_000, '1 d 1 h'],
])('%s seconds read %s', (value, text) => {
  expect(format.formatSeconds(value)).toBe(text)
})

test.each([
  [512, '512 B'],
  [1_200_000_000, '1.2 GB'],
  [96_000_000, '96 MB'],
  [999_900, '1 MB'],
])('%s bytes read %s', (value, text) => {
  expect(format.formatBytes(value)).toBe(text)
})

test.each([
  [0.0412, '$0.041'],
  [0.00213, '$0.0021'],
  [1.2, '$1.20'],
  [1204.4, '$1,204'],
  [0, '$0'],
])('%s dollars read %s', (value, text) => {
  expect(format.formatCost(value)).toBe(text)
})

test('days are written with the month in words and the year told once', () => {
  expect(format.formatDay('2026-04-12')).toBe('12 April')
  expect(format.formatShortDay('2026-03-02')).toBe('2 Mar')
  expect(format.formatDayRange('2026-03-02', '2026-04-26')).toBe('2 Mar – 26 Apr 2026')
  expect(format.formatDayRange('2025-12-30', '2026-01-02')).toBe('30 Dec 2025 – 2 Jan 2026')
  expect(format.formatDayRange('2026-04-26', '2026-04-26')).toBe('26 Apr 2026')
  expect(format.formatDays(56)).toBe('8 weeks')
  expect(format.formatDays(1)).toBe('1 day')
})

test('times are UTC whatever the zone of the machine', () => {
  expect(format.formatTime(Date.UTC(2026, 3, 14, 9, 12, 7) * 1000)).toBe('14 April 09:12:07')
  expect(format.formatTimestamp(Date.UTC(2026, 3, 14, 9, 12, 7, 123) * 1000)).toBe('2026-04-14 09:12:07.123')
  expect(format.dayOf(1e300)).toBeNull()
})

test('days are counted over the change to summer time', () => {
  expect(format.addDays('2026-03-28', 2)).toBe('2026-03-30')
  expect(format.daysBetween('2026-03-02', '2026-04-26')).toBe(55)
})
