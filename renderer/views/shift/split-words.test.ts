import { expect, test } from 'vitest'
import { splitWords } from './split-words.ts'

test('a change of behaviour alone and one of traffic alone are told apart', () => {
  expect(splitWords({ behaviour: 0.139, mix: 0 })).toMatch(
    /^The rate changed by \+13\.9 pp\. All of it is behaviour/,
  )
  expect(splitWords({ behaviour: 0.0001, mix: 0.02 })).toMatch(/All of it is traffic/)
})

test('parts of the same direction are told as shares, parts that pull apart by their size', () => {
  expect(splitWords({ behaviour: 0.03, mix: 0.01 })).toContain(
    '75.0 % of that is behaviour (+3.0 pp), the rest came with the traffic’s mix (+1.0 pp)',
  )
  expect(splitWords({ behaviour: -0.03, mix: -0.01 })).toContain('75.0 % of that is behaviour (−3.0 pp)')
  expect(splitWords({ behaviour: 0.05, mix: -0.02 })).toMatch(
    /\+3\.0 pp.*\+5\.0 pp.*−2\.0 pp: they pull apart/,
  )
})
