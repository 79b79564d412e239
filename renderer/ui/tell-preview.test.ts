import { expect, test } from 'vitest'
import type { WatchPreview } from '../../shared/contract/baselines.ts'
import { previewHeadline, previewRows } from './tell-preview.ts'

function shift(category: string, openedOn: string): WatchPreview['shifts'][number] {
  return {
    id: `${category}@${openedOn}`,
    category,
    segment: null,
    state: 'open',
    openedOn,
    onset: openedOn,
    closedOn: null,
    isAccepted: false,
    onsetUs: null,
    causes: [],
    observed: 30,
    expected: 10,
    ratio: 3,
    low: 2,
    high: 4,
    mix: 0,
    behaviour: 0.1,
    baselineRate: 0.05,
    currentRate: 0.15,
    sentence: `${category} rose.`,
  }
}

function preview(shifts: WatchPreview['shifts'], added: string[], gone: string[]): WatchPreview {
  return { sentence: 'Watched.', days: 56, shifts, added, gone, segments: [] }
}

test('what would be said and what would be gone come in the order of days', () => {
  const tried = preview(
    [shift('timeout', '2026-04-20'), shift('refusal', '2026-04-02')],
    ['refusal@2026-04-02'],
    ['tool_error@2026-04-11', 'not_found@2026-04-30'],
  )
  const rows = previewRows(tried, [shift('tool_error', '2026-04-11'), shift('timeout', '2026-04-20')])
  expect(rows.map((row) => [row.fate, row.shift.category, row.shift.sentence])).toEqual([
    ['new', 'refusal', 'refusal rose.'],
    ['gone', 'tool_error', 'tool_error rose.'],
    ['same', 'timeout', 'timeout rose.'],
    ['gone', 'not_found', 'It is said now and would not be.'],
  ])
})

test('the headline counts how often it would have alerted and what differs from now', () => {
  const [a, b, c] = [shift('a', '2026-04-01'), shift('b', '2026-04-02'), shift('c', '2026-04-03')]
  expect(previewHeadline(preview([a, b, c], [a.id], ['x@2026-04-09']))).toBe(
    'Would have alerted 3 times in 8 weeks: 2 as now, 1 new. 1 alert of now would be gone.',
  )
  expect(previewHeadline(preview([a], [], []))).toBe('Would have alerted once in 8 weeks, as now.')
  expect(previewHeadline(preview([], [], ['x@2026-04-09']))).toBe(
    'Would have stayed silent for all 8 weeks. 1 alert of now would be gone.',
  )
})
