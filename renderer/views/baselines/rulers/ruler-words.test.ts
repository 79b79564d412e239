import { expect, test } from 'vitest'
import type { RulerRow } from '../../../../shared/contract/rulers.ts'
import { formatScore, judgeText, periodText, rubricText, rulerColor, standingOf } from './ruler-words.ts'

const row = (more: Partial<RulerRow> = {}): RulerRow => ({
  id: '1',
  name: 'tone 3',
  score: 'helpful',
  kind: 'llm',
  judge: 'gpt-4.1',
  parameters: null,
  judgePrompt: null,
  rubric: 'tone',
  rubricVersion: '3',
  scale: 'binary',
  scores: 10,
  valued: 10,
  traces: 10,
  coverage: 0.5,
  firstDay: '2026-03-02',
  lastDay: '2026-04-05',
  mean: 0.8,
  low: 0.49,
  high: 0.94,
  labels: [],
  independence: { verdict: 'independent', models: [] },
  ...more,
})

test('a rate stands in percent, a mean in its own units, both with their interval', () => {
  expect(standingOf(row())).toEqual({ text: '80.0 %', interval: '49.0 % to 94.0 %' })
  expect(standingOf(row({ scale: 'graded', mean: 4.125, low: 4, high: 4.25 }))).toEqual({
    text: '4.13',
    interval: '4 to 4.25',
  })
  expect(formatScore(-0.5, 'graded')).toBe('-0.5')
})

test('labels stand by their two largest shares', () => {
  const labels = [
    { label: 'good', traces: 6 },
    { label: 'bad', traces: 3 },
    { label: 'odd', traces: 1 },
  ]
  const told = standingOf(row({ scale: 'label', mean: null, low: null, high: null, labels }))
  expect(told).toEqual({ text: 'good 60.0 %, bad 30.0 %, 1 more', interval: null })
})

test('hashes are cut, dates and counts are not', () => {
  expect(rubricText({ rubric: 'tone', rubricVersion: '605e8404e23a' })).toBe('tone · 605e840')
  expect(rubricText({ rubric: 'tone', rubricVersion: '20260302' })).toBe('tone · 20260302')
  expect(rubricText({ rubric: 'af94c82e-ac66-400d-add5-75cdfa77915d', rubricVersion: null })).toBe('af94c82')
  expect(rubricText({ rubric: null, rubricVersion: null })).toBe('none named')
})

test('a judge is told with how it was asked, people and code by their kind', () => {
  expect(judgeText(row({ parameters: 'temperature 0', judgePrompt: '7' }))).toBe(
    'gpt-4.1 · temperature 0 · prompt 7',
  )
  expect(judgeText(row({ kind: 'human', judge: null }))).toBe('people')
  expect(judgeText(row({ kind: null, judge: null }))).toBe('nobody named')
})

test('days without a clock are no days', () => {
  expect(periodText(row({ firstDay: null, lastDay: null }))).toBe('no clock')
  expect(periodText(row({ lastDay: '2026-03-02' }))).toBe('2 Mar')
})

test('the latest ruler has the accent, the one before it another colour', () => {
  expect(rulerColor(1, 2)).toBe('var(--accent)')
  expect(rulerColor(0, 2)).not.toBe('var(--accent)')
})
