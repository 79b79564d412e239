import { expect, test } from 'vitest'
import { chanceFrom, worldDate } from '../../testing/count-worlds.ts'
import { inventInput, inventInputs, type InventedTopic } from '../../testing/invented-inputs.ts'
import { weekendOf } from '../calendar.ts'
import type { InputText } from './compare-inputs.ts'
import { learnReference } from './input-reference.ts'
import { findInputChanges, inputNotice, type InputStream } from './watch-inputs.ts'

type Shares = Partial<Record<InventedTopic, number>>
const USUAL: Shares = { refund: 0.2, flight: 0.5, password: 0.1, delivery: 0.2 }
const reference = learnReference(inventInputs(1, 600, USUAL), 1)
const WEEKS = [28, 35]
const LAST = worldDate(35)

function texts(seed: number, from: number, days: number, aDay: number, shares: Shares): InputText[] {
  const chance = chanceFrom(seed)
  return Array.from({ length: days }, (_, index) => worldDate(from + index)).flatMap((date) =>
    Array.from({ length: aDay }, () => ({
      text: inventInput(chance, shares),
      block: date,
      stratum: weekendOf(date),
    })),
  )
}
/** Four weeks of a baseline and two after it, each with its shares of topics. */
function stream(segment: string | null, seed: number, weeks: readonly Shares[], aDay = 45): InputStream {
  return {
    segment,
    before: texts(seed, 0, 28, 20, USUAL),
    weeks: weeks.map((shares, week) => ({
      from: worldDate(WEEKS[week]!),
      texts: texts(seed + 100 + week, WEEKS[week]!, 7, aDay, shares),
    })),
  }
}
const grown = { ...USUAL, refund: 0.5, flight: 0.2 }
const told = (streams: InputStream[]) => inputNotice(findInputChanges(streams, reference), LAST)

test('what all sessions ask changed and what the segments ask did not: the traffic mix', () => {
  const notice = told([stream(null, 1, [USUAL, grown]), stream('booking', 2, [USUAL, USUAL])])!
  expect(notice).toMatchObject({ kind: 'inputs', title: 'Inputs changed', on: worldDate(35) })
  expect(notice.text).toMatch(/^Over all sessions, since the week from 6 April: inputs about /)
  expect(notice.text).toMatch(/grew from \d+\.\d % to \d+\.\d %/)
  expect(notice.text).toContain('Inside booking nothing changed: it is the traffic mix.')
  expect(notice.text).toContain('Input text raises no alert')
})

test('where no segment has enough inputs the mix is only a guess', () => {
  const notice = told([stream(null, 1, [USUAL, grown]), stream('booking', 2, [USUAL, USUAL], 5)])!
  expect(notice.text).toContain('No segment had 300 inputs in a week to be looked at by itself')
})

test('a segment that is asked other things is named, with when that began and ended', () => {
  const notice = told([stream(null, 3, [grown, grown]), stream('billing', 4, [grown, USUAL])])!
  expect(notice.text).toMatch(/^In billing, since the week from 30 March \(until that from 6 April\): /)
  expect(notice.text).not.toContain('traffic mix')
  expect(notice.on).toBe(worldDate(28))
})

test('unchanged inputs of four streams and two weeks give a wrong notice about once in fifty looks', () => {
  const looks = 40
  const wrong = Array.from({ length: looks }, (_, look) => {
    const names = [null, ...Array.from({ length: 3 }, (_name, index) => `segment ${index}`)]
    return told(names.map((name, index) => stream(name, 1000 * look + 10 * index + 7, [USUAL, USUAL])))
  }).filter((notice) => notice !== null).length
  // 0.8 expected; five or more would happen once in 700 times.
  expect(wrong).toBeLessThan(5)
})

test('too few inputs are no finding and no notice', () => {
  const few = stream(null, 5, [grown, grown], 20)
  expect(findInputChanges([few], reference)).toEqual({ tested: [], changed: [] })
  expect(told([few])).toBeNull()
})
