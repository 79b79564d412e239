import { expect, test } from 'vitest'
import { emptySpan } from '../../shared/model/span.ts'
import { countProblem, emptyTally, writeTo } from './import-sink.ts'
import type { SourceTarget } from './import-target.ts'

/** A target that fails at the span with the id `broken`, as a store with a defect does. */
const TARGET: SourceTarget = {
  span: ({ spanId }) => {
    if (spanId === 'broken') throw new RangeError('Too many parameter values were provided')
  },
  score: () => undefined,
  alias: () => undefined,
  finish: () => {
    throw new Error('not asked for')
  },
}

test('every record is counted once, with its reason and its first place', () => {
  const tally = emptyTally()
  const sink = writeTo(TARGET, tally, async () => undefined)
  sink.span(emptySpan('t', 's'), { line: 1 })
  sink.reject('Broken.', { line: 2 })
  sink.skip('Metrics.', { line: 3 }, 4)
  sink.reject('Broken.', { line: 9 })
  sink.note('Replaced.', { line: 1 })
  expect(tally).toMatchObject({ accepted: 1, rejected: 2, skipped: 4 })
  expect([...tally.problems.values()]).toEqual([
    { reason: 'Broken.', count: 2, first: { line: 2 } },
    { reason: 'Metrics.', count: 4, first: { line: 3 } },
    { reason: 'Replaced.', count: 1, first: { line: 1 } },
  ])
})

test('what goes wrong in the store ends the import: it is no problem of the record', () => {
  const tally = emptyTally()
  const sink = writeTo(TARGET, tally, async () => undefined)
  expect(() => sink.span(emptySpan('t', 'broken'), {})).toThrow('Too many parameter values')
  expect(tally).toMatchObject({ accepted: 0, rejected: 0 })
})

test('a source that is wrong in a thousand ways gives a report that can be read', () => {
  const tally = emptyTally()
  for (let number = 0; number < 1000; number++) countProblem(tally, `reason ${number}`, { line: number })
  expect(tally.problems.size).toBe(201)
  const total = [...tally.problems.values()].reduce((sum, { count }) => sum + count, 0)
  expect(total).toBe(1000)
})
