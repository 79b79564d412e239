import { expect, test } from 'vitest'
import { emptySpan, type Span } from '../../shared/model/span.ts'
import { usageOf } from './model-usage.ts'
import { countTotals, failureOf, outcomeOf, USAGE_COVERS } from './run-ending.ts'

const call = (fields: Partial<Span> = {}): Span => ({ ...emptySpan('t', 's'), ...fields })

test('what a run used stands at its last call where no call tells its own, and says so', () => {
  const calls = [call(), call()]
  countTotals(calls, { inputTokens: 10, outputTokens: 2, costUsd: 0.5 })
  expect(calls.map(({ inputTokens, costUsd }) => [inputTokens, costUsd])).toEqual([
    [null, null],
    [10, 0.5],
  ])
  expect(calls[1]?.attributes.get(USAGE_COVERS)).toBe('run')
})

test('calls that tell their own are not counted a second time', () => {
  const calls = [call({ inputTokens: 5 }), call({ inputTokens: 5 })]
  countTotals(calls, { inputTokens: 10, outputTokens: 2, costUsd: 0.5 })
  expect(calls.map(({ inputTokens, outputTokens, costUsd }) => [inputTokens, outputTokens, costUsd])).toEqual(
    [
      [5, null, null],
      [5, null, 0.5],
    ],
  )
})

test('submitting is no failure, being cut off is', () => {
  expect(failureOf('submitted')).toEqual({})
  expect(failureOf('Submitted')).toEqual({})
  expect(failureOf(null)).toEqual({})
  expect(failureOf('submitted (exit_cost)')).toMatchObject({ status: 'error', errorType: 'exit_cost' })
  expect(failureOf('Timeout', 'no answer')).toEqual({
    status: 'error',
    errorType: 'Timeout',
    statusMessage: 'no answer',
  })
})

test('an outcome is a number, or true or false', () => {
  expect([true, false, 0.5, '1', null].map((value) => outcomeOf('t', 'resolved', value)?.value)).toEqual([
    1,
    0,
    0.5,
    undefined,
    undefined,
  ])
})

test('tokens sent include what came from a cache, whoever counts them', () => {
  expect(
    usageOf({ prompt_tokens: 9, completion_tokens: 2, prompt_tokens_details: { cached_tokens: 4 } }),
  ).toEqual({ inputTokens: 9, outputTokens: 2, cachedTokens: 4 })
  expect(
    usageOf({
      input_tokens: 3,
      output_tokens: 2,
      cache_read_input_tokens: 4,
      cache_creation_input_tokens: 2,
    }),
  ).toEqual({ inputTokens: 9, outputTokens: 2, cachedTokens: 4 })
  expect(usageOf({ input_tokens: 9, output_tokens: 2, input_tokens_details: { cached_tokens: 4 } })).toEqual({
    inputTokens: 9,
    outputTokens: 2,
    cachedTokens: 4,
  })
})
