import { expect, test } from 'vitest'
import { makeTrace } from '../testing/make-trace.ts'
import { LEAST_CALLS, learnTrace, normalsFrom } from './learn.ts'
import type { ToolCounts } from './learn.ts'

test('the share of empty results is learned per tool over traces, once enough of them were seen', () => {
  const counts: ToolCounts = new Map()
  const normals = normalsFrom(counts)
  for (let round = 0; round < LEAST_CALLS; round++) {
    expect(normals.emptyRate('think')).toBeNull()
    learnTrace(
      counts,
      makeTrace(`agent run\n  tool think output=""\n  tool search output=${round < 2 ? '[]' : '[1]'}`),
    )
  }
  expect(normals.emptyRate('think')).toBe(1)
  expect(normals.emptyRate('search')).toBe(0.2)
  expect(normals.emptyRate('unknown')).toBeNull()
})

test('calls that failed or whose result is not in the export are not counted', () => {
  const counts: ToolCounts = new Map()
  learnTrace(
    counts,
    makeTrace('agent run\n  tool a status=error message=x output=""\n  tool a\n  tool a by=user output=""'),
  )
  expect(counts.size).toBe(0)
})
