import { expect, test } from 'vitest'
import { isLearnedFrom, SessionSample } from './sample-sessions.ts'

const names = Array.from({ length: 5000 }, (_, index) => `session ${index}`)
function drawn(sessions: readonly string[], limit: number, seed = 1): string[] {
  const sample = new SessionSample<string>(limit, seed)
  for (const session of sessions) sample.add(session, session)
  return sample.items()
}

test('the same sessions are drawn in whatever order they come', () => {
  const sample = drawn(names, 100)
  expect(sample).toHaveLength(100)
  expect(drawn(names.toReversed(), 100)).toEqual(sample)
  expect(drawn(names, 100, 2)).not.toEqual(sample)
})

test('a smaller sample is part of a larger one, and all are kept where there are fewer', () => {
  expect(drawn(names, 300)).toEqual(expect.arrayContaining(drawn(names, 100)))
  expect(drawn(names.slice(0, 50), 100)).toHaveLength(50)
})

test('further sessions push others out, never change which of the old ones come first', () => {
  const early = drawn(names.slice(0, 2500), 100)
  const later = drawn(names, 100).filter((name) => Number(name.slice(8)) < 2500)
  expect(early).toEqual(expect.arrayContaining(later))
})

test('half of the sessions are learned from, whatever sample they are in', () => {
  const share = names.filter((name) => isLearnedFrom(name, 7)).length / names.length
  expect(share).toBeGreaterThan(0.47)
  expect(share).toBeLessThan(0.53)
  const ofSample = drawn(names, 1000, 7).filter((name) => isLearnedFrom(name, 7)).length
  expect(ofSample).toBeGreaterThan(430)
  expect(ofSample).toBeLessThan(570)
})
