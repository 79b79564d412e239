import { expect, test } from 'vitest'
import type { Decision } from '../../shared/model/decision.ts'
import { groupShifts, mutedUntil, type StandingShift, standingTags } from './shift-standing.ts'

const LAST_DAY = '2026-04-24'

function decision(kind: Decision['kind'], until: string | null = null): Decision {
  return { id: 1, shift: 's', kind, text: '', until, author: '', atUs: 0, undoneUs: null }
}

function shift(change: Partial<StandingShift> = {}): StandingShift {
  return {
    id: 's',
    state: 'open',
    openedOn: '2026-04-16',
    closedOn: null,
    isAccepted: false,
    decisions: [],
    ...change,
  }
}

test('a shift is muted through the day it was muted until, counted in days of the data', () => {
  const muted = (until: string) => mutedUntil(shift({ decisions: [decision('mute', until)] }), LAST_DAY)
  expect(muted('2026-04-24')).toBe('2026-04-24')
  expect(muted('2026-04-23')).toBeNull()
  // Far before the wall clock, and holding all the same.
  expect(mutedUntil(shift({ decisions: [decision('mute', '2020-01-09')] }), '2020-01-02')).toBe('2020-01-09')
})

test('of several mutes the newest holds', () => {
  const decisions = [decision('mute', '2026-04-20'), decision('mute', '2026-06-01')]
  expect(mutedUntil(shift({ decisions }), LAST_DAY)).toBeNull()
})

const words = (change: Partial<StandingShift>) =>
  standingTags(shift(change), LAST_DAY).map(({ text }) => text)

test('the tags tell the state and what people decided', () => {
  expect(words({})).toEqual(['opened 16 April'])
  expect(words({ decisions: [decision('regression'), decision('acknowledge')] })).toEqual([
    'opened 16 April',
    'regression',
    'acknowledged',
  ])
  expect(words({ decisions: [decision('mute', '2026-05-01')] })).toEqual([
    'opened 16 April',
    'muted until 1 May',
  ])
  expect(words({ state: 'closed', closedOn: '2026-04-20' })).toEqual(['closed 20 April'])
  expect(words({ state: 'closed', closedOn: '2026-04-20', isAccepted: true })).toEqual(['accepted 20 April'])
})

test('muted and closed shifts stand apart from those that call for attention', () => {
  const all = [
    shift({ id: 'a' }),
    shift({ id: 'b', decisions: [decision('mute', '2026-05-01')] }),
    shift({ id: 'c', decisions: [decision('mute', '2026-04-01')] }),
    shift({
      id: 'd',
      state: 'closed',
      closedOn: '2026-04-20',
      decisions: [decision('mute', '2026-05-01')],
    }),
  ]
  const { open, muted, closed } = groupShifts(all, LAST_DAY)
  expect([open, muted, closed].map((group) => group.map(({ id }) => id))).toEqual([['a', 'c'], ['b'], ['d']])
})
