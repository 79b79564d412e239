import { expect, test } from 'vitest'
import type { WatchPreview } from '../../../shared/contract/baselines.ts'
import { previewWords } from './preview-words.ts'

type Shift = WatchPreview['shifts'][number]

function shift(change: Partial<Shift>): Shift {
  return {
    id: 'own',
    category: 'tool_error',
    segment: null,
    state: 'open',
    openedOn: '2026-04-16',
    onset: '2026-04-12',
    closedOn: null,
    isAccepted: false,
    onsetUs: null,
    causes: [],
    observed: 69,
    expected: 18,
    ratio: 3.8,
    low: 2.6,
    high: 5.3,
    mix: 0,
    behaviour: 0.14,
    baselineRate: 0.05,
    currentRate: 0.19,
    sentence: 'Errors went up.',
    ...change,
  }
}

const preview = (change: Partial<WatchPreview>): WatchPreview => ({
  sentence: '',
  days: 54,
  shifts: [],
  gone: [],
  added: [],
  segments: [],
  ...change,
})

const accepted = shift({ state: 'closed', closedOn: '2026-04-24', isAccepted: true })

test('accepting one of one leaves nothing open, and that is said', () => {
  expect(previewWords(preview({ shifts: [accepted] }), 'own')).toEqual([
    'This shift would be closed as accepted on 24 April.',
    'No other shift would come or go.',
    'No shift would be open any more.',
  ])
})

test('what else would come and go is said too', () => {
  const words = previewWords(
    preview({
      shifts: [accepted, shift({ id: 'new', sentence: 'Timeouts doubled.' })],
      gone: ['x', 'y'],
      added: ['new'],
    }),
    'own',
  )
  expect(words).toContain('2 other shifts would no longer be told.')
  expect(words).toContain('This would be told anew: Timeouts doubled.')
  expect(words).toContain('1 shift would be open.')
  expect(words).not.toContain('No other shift would come or go.')
})

test('a shift that the new baseline does not know is gone', () => {
  expect(previewWords(preview({ gone: ['own'] }), 'own')[0]).toBe('This shift would no longer be told.')
})
