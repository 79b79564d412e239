import { expect, test } from 'vitest'
import type { FindingRow } from '../../../../shared/contract/schemas.ts'
import { groupFindings } from './group-findings.ts'

function finding(spanId: string, signature: string): FindingRow {
  return {
    traceId: 't',
    spanId,
    blameSpanId: null,
    category: 'tool_error',
    version: 1,
    class: 'F',
    evidence: [],
    signature,
    signatureTraces: 1,
  }
}

test('findings of one signature are told once with every place, in order', () => {
  const groups = groupFindings([finding('a', 'x'), finding('b', 'y'), finding('c', 'x')])
  expect(groups.map((group) => group.map((one) => one.spanId))).toEqual([['a', 'c'], ['b']])
})
