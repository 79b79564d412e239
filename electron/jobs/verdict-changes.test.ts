import { expect, test } from 'vitest'
import type { Verdict } from '../../shared/model/finding.ts'
import { VerdictChanges } from './verdict-changes.ts'

const verdicts = (told: Record<string, Verdict>) =>
  Object.entries(told).map(([category, verdict]) => ({ category, version: 2, verdict, why: null }))

test('transitions are counted by category, with examples, and new categories are named', () => {
  const changes = new VerdictChanges()
  const before = new Map<string, Verdict>([
    ['timeout', 'not_fired'],
    ['loop', 'fired'],
  ])
  changes.note('t1', before, verdicts({ timeout: 'fired', loop: 'fired', fresh: 'fired' }))
  changes.note('t2', before, verdicts({ timeout: 'fired', loop: 'not_evaluable', fresh: 'not_fired' }))
  changes.note('t3', before, verdicts({ timeout: 'not_fired', loop: 'fired', fresh: 'not_fired' }))
  expect(changes.result()).toEqual({
    traces: 3,
    changed: 2,
    added: ['fresh'],
    categories: [
      {
        category: 'timeout',
        changes: [{ before: 'not_fired', now: 'fired', traces: 2 }],
        examples: [
          { traceId: 't1', before: 'not_fired', now: 'fired' },
          { traceId: 't2', before: 'not_fired', now: 'fired' },
        ],
      },
      {
        category: 'loop',
        changes: [{ before: 'fired', now: 'not_evaluable', traces: 1 }],
        examples: [{ traceId: 't2', before: 'fired', now: 'not_evaluable' }],
      },
    ],
  })
})

test('examples stop at twenty, the count does not', () => {
  const changes = new VerdictChanges()
  for (let at = 0; at < 30; at++)
    changes.note(`t${at}`, new Map([['loop', 'fired']]), verdicts({ loop: 'not_fired' }))
  const [loop] = changes.result()?.categories ?? []
  expect(loop?.changes).toEqual([{ before: 'fired', now: 'not_fired', traces: 30 }])
  expect(loop?.examples).toHaveLength(20)
})

test('where nothing was looked at twice there is no difference', () => {
  expect(new VerdictChanges().result()).toBeNull()
})
