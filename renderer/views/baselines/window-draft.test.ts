import { expect, test } from 'vitest'
import { watchChangeSchema } from '../../../shared/model/baseline.ts'
import { chooseChange, freshDraft, windowKey } from './window-draft.ts'

const DAYS = [{ date: '2026-03-01' }, { date: '2026-04-26' }]

test('a draft begins with the first proposal, else with all days', () => {
  expect(freshDraft({ from: '2026-03-02', to: '2026-03-29' }, DAYS)).toMatchObject({
    from: '2026-03-02',
    to: '2026-03-29',
  })
  expect(freshDraft(null, DAYS)).toMatchObject({ from: '2026-03-01', to: '2026-04-26' })
})

test('a draft becomes a decision as soon as it has a reason', () => {
  const draft = freshDraft(null, DAYS)
  expect(watchChangeSchema.safeParse(chooseChange(draft)).success).toBe(false)
  expect(watchChangeSchema.safeParse(chooseChange({ ...draft, reason: 'A calm spring.' })).success).toBe(true)
})

test('other days make a trial stale, other words do not', () => {
  const draft = freshDraft(null, DAYS)
  const range = { from: '2026-03-05', to: '2026-03-06', reason: 'outage' }
  expect(windowKey({ ...draft, reason: 'Because.', name: 'spring' })).toBe(windowKey(draft))
  expect(windowKey({ ...draft, excluded: [range] })).not.toBe(windowKey(draft))
  expect(windowKey({ ...draft, to: '2026-04-25' })).not.toBe(windowKey(draft))
})
