import { expect, test } from 'vitest'
import { recentMean } from './recent-mean.ts'

const day = (traces: number, availability: number | null) => ({
  date: '2026-04-01',
  traces,
  availability,
  latencyP50Ms: null,
  latencyP95Ms: null,
  tokensPerSession: null,
  costPerSession: null,
})

test('days weigh by their traces, days without the measure do not count', () => {
  const days = [day(1000, 0), day(300, 1), day(100, 0.6), day(900, null)]
  expect(recentMean(days, (one) => one.availability, 3)).toBeCloseTo(0.9)
})

test('a measure that no day has is missing, not 0', () => {
  expect(recentMean([day(10, null)], (one) => one.availability)).toBeNull()
})
