import { expect, test } from 'vitest'
import { isHealthy } from './is-healthy.ts'

const days = (availability: number | null, before: number, now: number) =>
  Array.from({ length: 21 }, (_, index) => ({
    date: `2026-04-${index + 10}`,
    traces: 100,
    availability,
    latencyP50Ms: null,
    latencyP95Ms: index < 14 ? before : now,
    tokensPerSession: null,
    costPerSession: null,
  }))

test('available and as fast as ever is healthy', () => {
  expect(isHealthy(days(0.999, 8000, 9000))).toBe(true)
})

test('failing roots, a slower p95 or no answer at all are not called healthy', () => {
  expect(isHealthy(days(0.95, 8000, 8000))).toBe(false)
  expect(isHealthy(days(0.999, 8000, 13_000))).toBe(false)
  expect(isHealthy(days(null, 8000, 8000))).toBe(false)
})
