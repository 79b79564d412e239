import { expect, test } from 'vitest'
import { makeTrace } from '../testing/make-trace.ts'
import { LEAST_CALLS, learnTrace, normalsFrom } from './learn.ts'
import type { ToolCounts } from './learn.ts'

test('the share of empty results is learned per tool over traces, once enough of them were seen', () => {
  const counts: ToolCounts = new Map()
  const normals = normalsFrom(counts)
  for (let round = 0; round < LEAST_CALLS; round++) {
    expect(normals.emptyRate('think', null)).toBeNull()
    learnTrace(
      counts,
      makeTrace(`agent run\n  tool think output=""\n  tool search output=${round < 2 ? '[]' : '[1]'}`),
    )
  }
  expect(normals.emptyRate('think', null)).toBe(1)
  expect(normals.emptyRate('search', null)).toBe(0.2)
  expect(normals.emptyRate('unknown', null)).toBeNull()
})

test('calls that failed or whose result is not in the export are not counted', () => {
  const counts: ToolCounts = new Map()
  learnTrace(
    counts,
    makeTrace('agent run\n  tool a status=error message=x output=""\n  tool a\n  tool a by=user output=""'),
  )
  expect(counts.size).toBe(0)
})

test('what is normal for one agent need not be for another with the same tool', () => {
  const counts: ToolCounts = new Map()
  for (let round = 0; round < LEAST_CALLS; round++) {
    learnTrace(counts, makeTrace('agent clerk\n  tool find output=[]'))
    learnTrace(counts, makeTrace('agent scout\n  tool find output=[1]'))
  }
  learnTrace(counts, makeTrace('agent novice\n  tool find output=[1]'))
  const { emptyRate } = normalsFrom(counts)
  expect(emptyRate('find', 'clerk')).toBe(1)
  expect(emptyRate('find', 'scout')).toBe(0)
  // With few calls of its own, what all agents see is the best guess.
  expect(emptyRate('find', 'novice')).toBeCloseTo(10 / 21)
})
