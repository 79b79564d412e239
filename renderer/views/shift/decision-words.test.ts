import { expect, test } from 'vitest'
import type { Decision } from '../../../shared/model/decision.ts'
import { decisionWords, newestOfSession } from './decision-words.ts'

const decision = (id: number, undoneUs: number | null = null): Decision => ({
  id,
  shift: 's',
  kind: 'note',
  text: 'x',
  until: null,
  author: '',
  atUs: id,
  undoneUs,
})

test('undo takes the newest decision of this session that still holds, never one of another', () => {
  const decisions = [decision(5), decision(4, 9), decision(3), decision(2)]
  expect(newestOfSession(decisions, new Set([4, 3, 2]))?.id).toBe(3)
  expect(newestOfSession(decisions, new Set([4]))).toBeUndefined()
  expect(newestOfSession(decisions, new Set())).toBeUndefined()
})

test('a mute is told with its last day', () => {
  expect(decisionWords({ kind: 'mute', until: '2026-05-08' })).toBe('Muted until 8 May')
})
