import { expect, test } from 'vitest'
import { candidateCauses, type KnownMark } from './cause.ts'
import { describeShift } from './sentence.ts'

const mark = (label: string, date: string, share: number, rest: Partial<KnownMark> = {}): KnownMark => ({
  date,
  kind: 'prompt',
  label,
  agent: 'booking',
  shareIn: () => share,
  ...rest,
})
const labels = (marks: readonly KnownMark[]) =>
  candidateCauses(marks, '2026-04-12', 'booking × gpt-4.1').map(({ mark: { label } }) => label)

test('the nearest of two that all traces have comes first', () => {
  expect(labels([mark('old', '2026-04-07', 1), mark('new', '2026-04-10', 1)])).toEqual(['new', 'old'])
})

test('one that few traces of the shift have gives way to one that all have', () => {
  expect(labels([mark('canary', '2026-04-12', 0.2), mark('all', '2026-04-09', 1)])).toEqual(['all', 'canary'])
})

test('one that too few of them have to move a rate is no cause', () => {
  expect(labels([mark('stray', '2026-04-12', 0.05)])).toEqual([])
})

test('the share is asked of the traces of the shift, from its onset on', () => {
  const asked: unknown[] = []
  const told = mark('8', '2026-04-10', 1, { shareIn: (...question) => asked.push(question) })
  candidateCauses([told], '2026-04-12', 'booking × gpt-4.1')
  candidateCauses([told], '2026-04-12', null)
  expect(asked).toEqual([
    ['booking × gpt-4.1', '2026-04-12'],
    [null, '2026-04-12'],
  ])
})

test('a version that replaced none is not said to', () => {
  const shift = {
    id: 'loop@2026-04-17',
    category: 'loop',
    segment: null,
    state: 'open' as const,
    openedOn: '2026-04-17',
    onset: '2026-04-12',
    closedOn: null,
    isAccepted: false,
    onsetUs: null,
    observed: 1,
    expected: 1,
    ratio: 1,
    low: 1,
    high: 1,
    mix: 0,
    behaviour: 0.1,
    baselineRate: 0.1,
    currentRate: 0.2,
  }
  const told = (rest: Partial<KnownMark>) =>
    describeShift(shift, 'Error loop', candidateCauses([mark('8', '2026-04-11', 1, rest)], shift.onset, null))
  expect(told({ before: null })).toMatch(/a day after prompt 8 came into use\./)
  expect(told({ before: '7' })).toMatch(/a day after prompt 7 became 8\./)
  expect(told({ before: 't-1', kind: 'tools', label: 't-2' })).toMatch(/after tool set t-1 became t-2\./)
})
