import { expect, test } from 'vitest'
import { ticks } from './ticks.ts'
import { fit, include, isWhole, pan, wholeTrace, zoom } from './time-window.ts'

const LENGTH = 100_000

test('zooming keeps the time under the pointer where it is', () => {
  const closer = zoom(wholeTrace(LENGTH), 0.5, 0.25, LENGTH)
  expect(closer).toEqual({ from: 12_500, to: 62_500 })
  expect(closer.from + (closer.to - closer.from) * 0.25).toBe(25_000)
})

test('neither zooming nor panning leaves the trace', () => {
  const closer = zoom(wholeTrace(LENGTH), 0.5, 1, LENGTH)
  expect(pan(closer, 1, LENGTH)).toEqual({ from: 50_000, to: 100_000 })
  expect(pan(closer, -9, LENGTH)).toEqual({ from: 0, to: 50_000 })
  expect(isWhole(zoom(closer, 100, 0.3, LENGTH), LENGTH)).toBe(true)
})

test('zooming ends at a microsecond', () => {
  const closest = zoom(wholeTrace(LENGTH), 1e-9, 0.5, LENGTH)
  expect(closest.to - closest.from).toBeCloseTo(1000)
})

test('a selected span outside the window is brought into it without changing the zoom', () => {
  const left = { from: 0, to: 10_000 }
  expect(include(left, 5000, 100, LENGTH)).toBe(left)
  expect(include(left, 50_000, 2000, LENGTH)).toEqual({ from: 46_000, to: 56_000 })
  expect(fit(50_000, 10_000, LENGTH)).toEqual({ from: 48_000, to: 62_000 })
})

function labels(lengthNs: number): string[] {
  return ticks(wholeTrace(lengthNs), 400).map((tick) => tick.label)
}

test('the ruler reads in round times of one unit', () => {
  expect(labels(41e9)).toEqual(['0', '10 s', '20 s', '30 s', '40 s'])
  expect(labels(1e6)).toEqual(['0', '200 µs', '400 µs', '600 µs', '800 µs', '1,000 µs'])
  expect(labels(11 * 60e9)).toEqual(['0', '5 min', '10 min'])
  expect(labels(3 * 3600e9)).toEqual(['0', '1:00 h', '2:00 h', '3:00 h'])
  expect(ticks(wholeTrace(0), 400)).toEqual([])
})

test('ticks keep their distance', () => {
  for (const lengthNs of [3e3, 7e7, 9.3e9, 4.2e11, 9e14]) {
    const found = ticks(wholeTrace(lengthNs), 500)
    expect(found.length).toBeGreaterThan(0)
    expect(found.length).toBeLessThanOrEqual(8)
  }
})
