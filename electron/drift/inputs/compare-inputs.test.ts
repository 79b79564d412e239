import { expect, test } from 'vitest'
import { chanceFrom } from '../../testing/count-worlds.ts'
import { inventInput, inventInputs, type InventedTopic } from '../../testing/invented-inputs.ts'
import {
  compareInputs,
  type InputChange,
  type InputText,
  placeInputs,
  type TooFewInputs,
} from './compare-inputs.ts'
import { learnReference, readReference, writeReference } from './input-reference.ts'
import { termsOf } from './terms.ts'

const USUAL = { refund: 0.2, flight: 0.5, password: 0.1, delivery: 0.2 }
const reference = learnReference(inventInputs(1, 600, USUAL), 1)

function compare(
  before: readonly InputText[],
  after: readonly InputText[],
  seed = 1,
): InputChange | TooFewInputs {
  return compareInputs(placeInputs(before, reference), placeInputs(after, reference), reference, { seed })
}

/** Each input a block of its own: nothing but chance makes two of them alike. */
const alone = (texts: readonly string[]): InputText[] =>
  texts.map((text, index) => ({ text, block: String(index), stratum: 0 }))

function tested(before: readonly InputText[], after: readonly InputText[], seed = 1): InputChange {
  const result = compare(before, after, seed)
  if (result.verdict !== 'tested') throw new Error(result.sentence)
  return result
}

/** Jensen-Shannon distance of the words of two sets of texts: what other tools alert on above .1. */
function jensenShannon(a: readonly string[], b: readonly string[]): number {
  const [p, q] = [a, b].map((texts) => {
    const counts = new Map<string, number>()
    let total = 0
    for (const text of texts) {
      for (const [term, count] of termsOf(text)) {
        counts.set(term, (counts.get(term) ?? 0) + count)
        total += count
      }
    }
    return new Map(Array.from(counts, ([term, count]) => [term, count / total]))
  })
  let divergence = 0
  for (const term of new Set([...p!.keys(), ...q!.keys()])) {
    const [x, y] = [p!.get(term) ?? 0, q!.get(term) ?? 0]
    const middle = (x + y) / 2
    if (x > 0) divergence += (x / 2) * Math.log2(x / middle)
    if (y > 0) divergence += (y / 2) * Math.log2(y / middle)
  }
  return Math.sqrt(divergence)
}

test('on unchanged windows it is wrong no more often than the level says, where Jensen-Shannon above .1 is nearly always', () => {
  const rounds = 100
  let wrong = 0
  let wrongOfOthers = 0
  for (let round = 0; round < rounds; round++) {
    const texts = inventInputs(round + 10, 600, USUAL)
    const [before, after] = [texts.slice(0, 300), texts.slice(300)]
    if (tested(alone(before), alone(after), round).p <= 0.05) wrong++
    if (jensenShannon(before.slice(0, 100), after.slice(0, 100)) > 0.1) wrongOfOthers++
  }
  // 5 expected; 12 or more would happen once in 250 times.
  expect(wrong).toBeLessThan(12)
  expect(wrongOfOthers).toBeGreaterThan(0.85 * rounds)
})

/** Days on which much of what is asked is about one thing: inputs of a day are alike. */
function burstyDays(
  seed: number,
  from: number,
  days: number,
  share: (day: number) => typeof USUAL,
): InputText[] {
  const chance = chanceFrom(seed)
  return Array.from({ length: days }, (_, index) => from + index).flatMap((day) => {
    const topics = Object.keys(USUAL) as InventedTopic[]
    const burst = topics[Math.floor(chance.uniform() * topics.length)]!
    const shares = { ...share(day), [burst]: share(day)[burst as keyof typeof USUAL] + 0.4 }
    return Array.from({ length: 45 }, () => ({
      text: inventInput(chance, shares),
      block: String(day),
      stratum: day % 7 >= 5 ? 1 : 0,
    }))
  })
}

test('days that have their own topics make no change: the day is what is drawn', () => {
  const rounds = 40
  const count = (drawn: (texts: InputText[]) => InputText[]) =>
    Array.from({ length: rounds }, (_, round) => {
      const days = burstyDays(round, 0, 35, () => USUAL)
      const [before, after] = [
        days.filter(({ block }) => Number(block) < 28),
        days.filter(({ block }) => Number(block) >= 28),
      ]
      return tested(drawn(before), drawn(after), round).p <= 0.05
    }).filter(Boolean).length
  expect(count((texts) => texts)).toBeLessThan(7)
  // The same days drawn input by input would be taken for a change most of the time.
  expect(count((texts) => alone(texts.map(({ text }) => text)))).toBeGreaterThan(20)
})

test('a topic that grows from 20 to 35 % is found, named, and measured', () => {
  const grown = { ...USUAL, refund: 0.35, flight: 0.35 }
  const found = Array.from({ length: 20 }, (_, round) =>
    tested(alone(inventInputs(round + 300, 300, USUAL)), alone(inventInputs(round + 500, 300, grown)), round),
  )
  expect(found.filter(({ p }) => p <= 0.05).length).toBeGreaterThanOrEqual(17)
  const { topics, unlike, words } = tested(
    alone(inventInputs(31, 1000, USUAL)),
    alone(inventInputs(32, 1000, grown)),
  )
  const refund = topics.find(({ terms }) => terms.includes('refund'))!
  expect(refund.after - refund.before).toBeGreaterThan(0.05)
  expect(words[0]).toMatchObject({ terms: ['flight'] })
  expect(words[0]!.before - words[0]!.after).toBeGreaterThan(0.1)
  expect(unlike).toBeNull()
})

test('a topic nobody asked about before is told as unlike the baseline, with its words', () => {
  const { p, unlike, words } = tested(
    alone(inventInputs(41, 600, USUAL)),
    alone(inventInputs(42, 600, { ...USUAL, voucher: 0.25 })),
  )
  expect(p).toBeLessThan(0.001)
  expect(unlike!.after).toBeGreaterThan(unlike!.before + 0.05)
  expect(words[0]).toMatchObject({ terms: ['voucher'], before: 0 })
})

const overDays = (texts: InputText[], count: number) =>
  texts.map((text, index) => ({ ...text, block: String(index % count) }))

test('too few inputs, and too few days, decide nothing and say what is wanted', () => {
  const few = compare(alone(inventInputs(1, 23, USUAL)), alone(inventInputs(2, 400, USUAL)))
  expect(few).toMatchObject({ verdict: 'not_enough', texts: [23, 400] })
  expect(few).toHaveProperty(
    'sentence',
    'Too few inputs to say whether they changed: 23 inputs before and 400 after, at least 300 are needed on each side (277 more).',
  )
  const [a, b] = [alone(inventInputs(1, 400, USUAL)), alone(inventInputs(2, 400, USUAL))]
  expect(compare(overDays(a, 28), overDays(b, 2))).toMatchObject({
    verdict: 'not_enough',
    sentence: expect.stringContaining('Too few days'),
  })
})

test('inputs that are all the same, or empty, are no change', () => {
  const same = alone(Array.from({ length: 300 }, () => 'ping'))
  expect(tested(same, same).p).toBe(1)
  const empty = alone(Array.from({ length: 300 }, () => ''))
  expect(tested(empty, empty).p).toBe(1)
})

test('a stored reference decides and explains as the one that was written', () => {
  const stored = readReference(writeReference(reference))!
  expect(stored).toEqual(reference)
  expect(readReference('{"buckets":7}')).toBeNull()
})

test('the same inputs give the same answer', () => {
  const [a, b] = [alone(inventInputs(3, 300, USUAL)), alone(inventInputs(4, 300, USUAL))]
  expect(tested(a, b)).toEqual(tested(a, b))
})
