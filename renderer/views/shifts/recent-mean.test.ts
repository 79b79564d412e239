import { expect, test } from 'vitest'
import { recentMean } from './recent-mean.ts'

const day = (date: number, traces: number, availability: number | null) => ({
  date: `2026-04-${date}`,
  traces,
  availability,
  latencyP50Ms: null,
  latencyP95Ms: null,
  tokensPerSession: null,
  costPerSession: null,
})

test('days weigh by their traces, days without the measure and older ones do not count', () => {
  const days = [day(10, 1000, 0), day(18, 300, 1), day(19, 100, 0.6), day(20, 900, null)]
  expect(recentMean(days, (one) => one.availability)).toBeCloseTo(0.9)
})

test('a measure that no day has is missing, not 0', () => {
  expect(recentMean([day(20, 10, null)], (one) => one.availability)).toBeNull()
})
