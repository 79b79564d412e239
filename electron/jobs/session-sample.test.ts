import { expect, test } from 'vitest'
import type { Place } from '../../shared/model/span.ts'
import { emptySpan } from '../../shared/model/span.ts'
import { collectingSink } from '../testing/importing.ts'
import { createSessionSample, keepsSession, LEFT_OUT, sampled } from './session-sample.ts'

const IDS = Array.from({ length: 5000 }, (_, number) => `session ${number}`)
const NOWHERE: Place = {}

test('a share of the sessions is kept, and a larger share keeps them too', () => {
  for (const share of [0.01, 0.1, 0.5, 0.9]) {
    const kept = IDS.filter((id) => keepsSession(id, share))
    const spread = 4 * Math.sqrt((share * (1 - share)) / IDS.length)
    expect(Math.abs(kept.length / IDS.length - share)).toBeLessThan(spread)
    expect(kept.filter((id) => !keepsSession(id, share + 0.05))).toEqual([])
  }
  expect(IDS.every((id) => keepsSession(id, 1))).toBe(true)
})

test('the same session is kept on every machine and in every version', () => {
  // printf 'session 0' | sha256sum begins with 6a97, 'session 1' with 7dbd.
  expect(keepsSession('session 0', 0.417)).toBe(true)
  expect(keepsSession('session 0', 0.416)).toBe(false)
  expect(keepsSession('session 1', 0.491)).toBe(false)
  expect(keepsSession('session 1', 0.492)).toBe(true)
})

test('a trace goes with its session wherever in the trace that is named, one without a session by its own id', () => {
  const sample = createSessionSample(0.5)
  const [inside = '', outside = ''] = [true, false].map((kept) =>
    IDS.find((id) => keepsSession(id, 0.5) === kept),
  )
  const learning = sample.learn(async () => undefined)
  learning.span(emptySpan('t1', 'child'), NOWHERE)
  learning.span({ ...emptySpan('t1', 'root'), sessionId: inside }, NOWHERE)
  learning.span({ ...emptySpan('t2', 'root'), sessionId: outside }, NOWHERE)
  learning.span({ ...emptySpan('t2', 'other'), sessionId: inside }, NOWHERE)
  expect([sample.keeps('t1'), sample.keeps('t2')]).toEqual([true, false])
  for (const id of IDS.slice(0, 50)) expect(sample.keeps(id)).toBe(keepsSession(id, 0.5))
})

test('what is left out counts as skipped, and nothing else does', () => {
  const { sink, got } = collectingSink()
  const through = sampled(sink, { ...createSessionSample(1), keeps: (traceId) => traceId === 'kept' })
  const score = { name: 's', value: 1 } as Parameters<typeof sink.score>[0]
  for (const traceId of ['kept', 'left']) {
    through.span(emptySpan(traceId, 'a'), { line: 1 })
    through.score({ ...score, traceId }, { line: 2 })
  }
  through.reject('broken', { line: 3 })
  expect(got.spans.map(({ traceId }) => traceId)).toEqual(['kept'])
  expect(got.scores.map(({ traceId }) => traceId)).toEqual(['kept'])
  expect(got.skipped.map(({ reason, place }) => [reason, place.line])).toEqual([
    [LEFT_OUT, 1],
    [LEFT_OUT, 2],
  ])
  expect(got.rejected).toHaveLength(1)
})
