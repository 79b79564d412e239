import { expect, test } from 'vitest'
import { rulerNotices, type RulerSpan } from './ruler-notices.ts'

const span = (rubricVersion: string, firstDay: string, lastDay: string, more: Partial<RulerSpan> = {}) => ({
  score: 'helpful',
  kind: 'llm' as const,
  judge: 'gemini-2.5-pro',
  parameters: null,
  judgePrompt: null,
  rubric: 'helpfulness',
  rubricVersion,
  firstDay,
  lastDay,
  ...more,
})

test('a rubric and a judge that change on one day are one notice', () => {
  const notices = rulerNotices([
    span('3', '2026-03-02', '2026-04-05'),
    span('4', '2026-04-06', '2026-04-26', { judge: 'gpt-4.1' }),
  ])
  expect(notices).toHaveLength(1)
  expect(notices[0]).toMatchObject({ kind: 'ruler', on: '2026-04-06' })
  expect(notices[0]?.text).toContain(
    'The score helpful: rubric helpfulness 3 by gemini-2.5-pro became rubric helpfulness 4 by gpt-4.1.',
  )
})

test('a changed temperature of the judge is a changed ruler', () => {
  const [notice] = rulerNotices([
    span('3', '2026-03-02', '2026-04-05', { parameters: 'temperature 0' }),
    span('3', '2026-04-06', '2026-04-26', { parameters: 'temperature 1' }),
  ])
  expect(notice?.text).toContain('(temperature 0) became')
})

test('a ruler that came beside another says that the other went on', () => {
  const [notice] = rulerNotices([
    span('3', '2026-03-02', '2026-04-26'),
    span('4', '2026-04-06', '2026-04-26'),
  ])
  expect(notice?.text).toContain(
    'rubric helpfulness 4 by gemini-2.5-pro came beside rubric helpfulness 3 by gemini-2.5-pro, which went on to 26 April',
  )
})

test('rulers that were there from the start, and rulers of another score, are no change', () => {
  expect(
    rulerNotices([
      span('3', '2026-03-02', '2026-04-26'),
      span('9', '2026-03-02', '2026-04-26'),
      span('1', '2026-04-06', '2026-04-26', { score: 'safety', rubric: 'safety' }),
    ]),
  ).toEqual([])
})

test('many scores that change on one day are counted', () => {
  const scores = ['a', 'b', 'c', 'd', 'e'].flatMap((score) => [
    span('1', '2026-03-02', '2026-04-05', { score }),
    span('2', '2026-04-06', '2026-04-26', { score }),
  ])
  const notices = rulerNotices(scores)
  expect(notices).toHaveLength(1)
  expect(notices[0]!.text).toContain('The score c:')
  expect(notices[0]!.text).not.toContain('The score d:')
  expect(notices[0]!.text).toContain('2 more scores likewise')
})
