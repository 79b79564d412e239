import { expect, test } from 'vitest'
import { emptySpan } from '../../shared/model/span.ts'
import { countProblem, emptyTally, writeTo } from './import-sink.ts'
import type { SourceTarget } from './import-target.ts'

const TARGET: Pick<SourceTarget, 'score' | 'finish'> = {
  score: () => undefined,
  finish: () => {
    throw new Error('not asked for')
  },
}

test('a span that is nested too deep to be kept is a rejected record', () => {
  const tally = emptyTally()
  const target: SourceTarget = {
    ...TARGET,
    span: ({ spanId }) => {
      if (spanId === 'deep') throw new RangeError('nested deeper than 250 levels')
    },
  }
  const sink = writeTo(target, tally, async () => undefined)
  sink.span(emptySpan('t', 'flat'), { line: 1 })
  sink.span(emptySpan('t', 'deep'), { line: 2 })
  sink.skip('Metrics.', { line: 3 }, 4)
  expect(tally).toMatchObject({ accepted: 1, rejected: 1, skipped: 4 })
  expect([...tally.problems.values()]).toEqual([
    { reason: 'A value is nested too deep to be kept.', count: 1, first: { line: 2 } },
    { reason: 'Metrics.', count: 4, first: { line: 3 } },
  ])
})

test('what goes wrong in the store is no problem of the record', () => {
  const sink = writeTo(
    {
      ...TARGET,
      span: () => {
        throw new TypeError('broken')
      },
    },
    emptyTally(),
    async () => undefined,
  )
  expect(() => sink.span(emptySpan('t', 's'), {})).toThrow('broken')
})

test('a source that is wrong in a thousand ways gives a report that can be read', () => {
  const tally = emptyTally()
  for (let number = 0; number < 1000; number++) countProblem(tally, `reason ${number}`, { line: number })
  expect(tally.problems.size).toBe(201)
  const total = [...tally.problems.values()].reduce((sum, { count }) => sum + count, 0)
  expect(total).toBe(1000)
})
