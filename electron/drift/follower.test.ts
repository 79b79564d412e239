import { expect, test } from 'vitest'
import type { Shift } from '../../shared/model/shift.ts'
import { splitFollowers } from './follower.ts'

const CATEGORIES = [{ id: 'error' }, { id: 'unrecovered', follows: ['error'] }]

function shift(category: string, segment: string | null, onset: string): Shift {
  const rates = {
    observed: 9,
    expected: 3,
    ratio: 3,
    low: 2,
    high: 4,
    mix: 0,
    behaviour: 0.1,
    baselineRate: 0.1,
    currentRate: 0.2,
  }
  return {
    id: `${category}@${onset}`,
    category,
    segment,
    state: 'open',
    openedOn: onset,
    onset,
    closedOn: null,
    isAccepted: false,
    onsetUs: null,
    causes: [],
    sentence: '',
    ...rates,
  }
}

test('a shift of the same events in the same place and days is told by the other one', () => {
  const [error, unrecovered] = [
    shift('error', 'booking', '2026-04-12'),
    shift('unrecovered', 'booking', '2026-04-14'),
  ]
  const { shifts, followers } = splitFollowers([unrecovered, error], CATEGORIES)
  expect(shifts).toEqual([error])
  expect(followers).toEqual([{ shift: unrecovered, leader: error }])
})

test.each([
  ['in another segment', shift('error', 'refunds', '2026-04-12')],
  ['weeks before', shift('error', 'booking', '2026-03-12')],
  ['of another category', shift('timeout', 'booking', '2026-04-12')],
])('beside a shift %s it stays an alert of its own', (_, other) => {
  expect(
    splitFollowers([shift('unrecovered', 'booking', '2026-04-14'), other], CATEGORIES).shifts,
  ).toHaveLength(2)
})

test('a shift of the whole category leads one of its segments', () => {
  const { followers } = splitFollowers(
    [shift('unrecovered', 'booking', '2026-04-14'), shift('error', null, '2026-04-12')],
    CATEGORIES,
  )
  expect(followers).toHaveLength(1)
})
