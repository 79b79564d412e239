import { expect, test } from 'vitest'
import { dataRange, rangePresets } from './range-presets.ts'

test('presets count back from the last day of the data and never reach before its first', () => {
  const presets = rangePresets({ from: '2026-04-01', to: '2026-04-20' })
  expect(presets.map((preset) => preset.label)).toEqual([
    'All (20 days)',
    'Last day (20 Apr 2026)',
    'Last 7 days',
    'Last 14 days',
  ])
  expect(presets[2]?.range).toEqual({ from: '2026-04-14', to: '2026-04-20' })
})

test('the range of a workspace is its first and last day, and none without data', () => {
  const first = Date.UTC(2026, 2, 2, 23, 59) * 1000
  expect(dataRange({ firstUs: first, lastUs: Date.UTC(2026, 3, 26) * 1000 })).toEqual({
    from: '2026-03-02',
    to: '2026-04-26',
  })
  expect(dataRange({ firstUs: null, lastUs: null })).toBeNull()
})
