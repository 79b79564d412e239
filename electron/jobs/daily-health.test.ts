import { expect, test } from 'vitest'
import type { TraceHealth } from '../store/drift-reader.ts'
import { summariseHealth } from './daily-health.ts'

const DAY_US = 86_400_000_000
const START_US = Date.UTC(2026, 2, 2) * 1000

function trace(day: number, more: Partial<TraceHealth> = {}): TraceHealth {
  return {
    startUs: START_US + day * DAY_US,
    sessionKey: 's1',
    agent: 'booking',
    rootName: '',
    model: 'gpt-4.1',
    isError: false,
    durationNs: 1e9,
    tokens: null,
    costUsd: null,
    ...more,
  }
}

test('each day has a row for all and one for each segment', () => {
  const rows = [...summariseHealth([trace(0), trace(0, { agent: 'billing' }), trace(2)])]
  expect(rows.map(({ date, segment, traces }) => [date, segment, traces])).toEqual([
    ['2026-03-02', '', 2],
    ['2026-03-02', 'booking × gpt-4.1', 1],
    ['2026-03-02', 'billing × gpt-4.1', 1],
    ['2026-03-04', '', 1],
    ['2026-03-04', 'booking × gpt-4.1', 1],
  ])
})

test('sessions count once, errors each, percentiles are durations that were there', () => {
  const durations = Array.from({ length: 20 }, (_, at) => trace(0, { durationNs: (at + 1) * 1e6 }))
  const [all] = [
    ...summariseHealth([
      ...durations,
      trace(0, { sessionKey: 's2', isError: true, durationNs: -5 }),
      trace(0, { durationNs: null }),
    ]),
  ]
  expect(all).toMatchObject({ traces: 22, sessions: 2, errors: 1, latencyP50Ms: 10, latencyP95Ms: 19 })
})

test('tokens and cost are summed where they are known, and unknown where none is', () => {
  const [known] = summariseHealth([trace(0, { tokens: 5 }), trace(0), trace(0, { tokens: 7, costUsd: 0.5 })])
  expect(known).toMatchObject({ tokens: 12, costUsd: 0.5 })
  const [unknown] = summariseHealth([trace(0, { durationNs: null })])
  expect(unknown).toMatchObject({ tokens: null, costUsd: null, latencyP50Ms: null })
})
