import { expect, test } from 'vitest'
import type { Mark } from '../../shared/contract/shifts.ts'
import { candidateCauses } from './cause.ts'
import { describeShift } from './sentence.ts'
import { asSubject, dayRange, percent } from './wording.ts'

const mark = (
  date: string,
  label: string,
  kind: Mark['kind'] = 'prompt',
  agent: string | null = 'booking',
): Mark => ({
  date,
  kind,
  label,
  agent,
})
const shift = {
  id: 'tool_error_silent@2026-04-17',
  category: 'tool_error_silent',
  segment: 'booking × gpt-4.1',
  state: 'open' as const,
  openedOn: '2026-04-17',
  onset: '2026-04-12',
  closedOn: null,
  isAccepted: false,
  onsetUs: null,
  observed: 412,
  expected: 139,
  ratio: 2.96,
  low: 2.7,
  high: 3.3,
  mix: 0.003,
  behaviour: 0.04,
  baselineRate: 0.021,
  currentRate: 0.064,
}

test('a shift is told in one breath, with the change before it and what traffic explains', () => {
  const causes = candidateCauses(
    [mark('2026-03-20', '7'), mark('2026-04-09', '8')],
    shift.onset,
    shift.segment,
  )
  expect(describeShift(shift, 'Silent tool error', causes)).toBe(
    'Silent tool errors in booking × gpt-4.1 went from 2.1 % to 6.4 % of sessions since 12 April, three days after prompt 7 became 8. Traffic mix explains 0.3 of the 4.3 points.',
  )
})

test('a closed shift says between which days it was', () => {
  const closed = { ...shift, state: 'closed' as const, closedOn: '2026-04-20', mix: 0 }
  expect(describeShift(closed, 'Run ended without an answer', [])).toBe(
    'Run ended without an answer in booking × gpt-4.1 went from 2.1 % to 6.4 % of sessions between 12 April and 20 April. Traffic mix explains none of the 4.0 points. It is back inside its band.',
  )
})

test('causes are the marks of the same agent up to seven days before, nearest first', () => {
  const marks = [
    mark('2026-04-04', 'too early'),
    mark('2026-04-05', 'a week'),
    mark('2026-04-11', 'a day', 'model', null),
    mark('2026-04-10', 'another agent', 'prompt', 'billing'),
    mark('2026-04-13', 'a day late', 'provider', null),
    mark('2026-04-14', 'after'),
  ]
  const causes = candidateCauses(marks, '2026-04-12', 'booking × gpt-4.1')
  expect(causes.map(({ mark: { label } }) => label)).toEqual(['a day', 'a day late', 'a week'])
  expect(candidateCauses(marks, '2026-04-12', null).map(({ mark: { label } }) => label)).toContain(
    'another agent',
  )
})

test('numbers and names are worded for reading', () => {
  expect([percent(0.0643), percent(0), percent(0.0004), percent(1)]).toEqual([
    '6.4 %',
    '0.0 %',
    '0.04 %',
    '100.0 %',
  ])
  expect(dayRange('2026-03-02', '2026-03-29')).toBe('2 – 29 March')
  expect(dayRange('2026-03-30', '2026-04-26')).toBe('30 March – 26 April')
  expect(asSubject('Tool raised an error')).toBe('Tool raised an error')
  expect(asSubject('Same call repeated')).toBe('Same call repeated')
})
