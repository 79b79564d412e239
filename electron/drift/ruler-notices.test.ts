import { expect, test } from 'vitest'
import type { Mark } from '../../shared/contract/shifts.ts'
import { rulerNotices } from './ruler-notices.ts'

const mark = (date: string, kind: Mark['kind'], label: string): Mark => ({ date, kind, label, agent: null })

test('a rubric and a judge that change on one day are one notice', () => {
  const notices = rulerNotices([
    mark('2026-03-02', 'rubric', 'helpfulness 3'),
    mark('2026-04-06', 'rubric', 'helpfulness 4'),
    mark('2026-03-02', 'judge', 'gemini-2.5-pro'),
    mark('2026-04-06', 'judge', 'gpt-4.1'),
  ])
  expect(notices).toHaveLength(1)
  expect(notices[0]).toMatchObject({ kind: 'ruler', on: '2026-04-06' })
  expect(notices[0]?.text).toContain(
    'Rubric helpfulness 3 became helpfulness 4, and judge gemini-2.5-pro became gpt-4.1.',
  )
})

test('rulers that were there from the start, and other versions, are no notice', () => {
  expect(
    rulerNotices([
      mark('2026-03-02', 'rubric', 'helpfulness 3'),
      mark('2026-03-02', 'rubric', 'safety 1'),
      mark('2026-03-02', 'prompt', '7'),
      mark('2026-04-06', 'prompt', '8'),
    ]),
  ).toEqual([])
})
