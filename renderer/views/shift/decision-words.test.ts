import { expect, test } from 'vitest'
import { decisionWords } from './decision-words.ts'

test('a mute is told with its last day', () => {
  expect(decisionWords({ kind: 'mute', until: '2026-05-08' })).toBe('Muted until 8 May')
})
