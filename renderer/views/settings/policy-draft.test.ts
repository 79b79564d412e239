import { expect, test } from 'vitest'
import { DEFAULT_POLICY } from '../../../shared/model/policy.ts'
import { isSamePolicy, moveLeft, policyProblems, toggled, withPart } from './policy-draft.ts'

test('numbers out of range and half a range of days are told at their field', () => {
  expect(policyProblems(DEFAULT_POLICY)).toEqual({})
  expect(policyProblems({ ...DEFAULT_POLICY, budgetDays: 3 }).budgetDays).toContain('7 to 3650')
  expect(policyProblems({ ...DEFAULT_POLICY, budgetDays: Number.NaN }).budgetDays).toContain('7 to 3650')
  expect(policyProblems({ ...DEFAULT_POLICY, share: 0 }).share).toContain('above 0')
  const quiet = [{ from: '2026-03-05', to: '2026-03-01', reason: '' }]
  expect(Object.values(policyProblems({ ...DEFAULT_POLICY, quiet }))).toEqual([
    'The range ends before it begins.',
  ])
})

test('parts are added once, up to four, and moved to the left', () => {
  expect(withPart(['agent'], 'model')).toEqual(['agent', 'model'])
  expect(withPart(['agent', 'model'], 'agent')).toEqual(['agent', 'model'])
  expect(withPart(['agent', 'model', 'user', 'name'], 'prompt')).toHaveLength(4)
  expect(moveLeft(['agent', 'model', 'user'], 'user')).toEqual(['agent', 'user', 'model'])
  expect(moveLeft(['agent', 'model'], 'agent')).toEqual(['agent', 'model'])
})

test('a policy is the same whatever the order of what it leaves out, but not of its segments', () => {
  const policy = { ...DEFAULT_POLICY, unwatchedCategories: toggled(['timeout'], 'refusal', true) }
  expect(isSamePolicy(policy, { ...policy, unwatchedCategories: ['refusal', 'timeout'] })).toBe(true)
  expect(
    isSamePolicy(policy, { ...policy, unwatchedCategories: toggled(['timeout'], 'timeout', false) }),
  ).toBe(false)
  expect(isSamePolicy(policy, { ...policy, segmenter: ['model', 'agent'] })).toBe(false)
})
