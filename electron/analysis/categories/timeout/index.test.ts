import { expect, test } from 'vitest'
import { judgeText } from '../../../testing/judge-text.ts'
import { timeout } from './index.ts'

test.each([
  ['error=ReadTimeout', 'ReadTimeout'],
  ['message="Request timed out."', 'timed out'],
  ['message="context deadline exceeded"', 'deadline exceeded'],
  ['error=AbortError message="This operation was aborted"', 'AbortError'],
  ['message="connect ETIMEDOUT 10.0.0.1:443"', 'ETIMEDOUT'],
  ['http.response.status_code=504', '504'],
])('a call that ended with %s ran out of time', (fields, proof) => {
  const judged = judgeText(timeout, `tool fetch status=error ${fields}`)
  expect(judged.found.map(({ said, blame }) => [said, blame])).toEqual([[[proof], null]])
})

test.each([
  ['message="The user aborted a request." error=AbortError'],
  ['message="cancelled by user"'],
  ['message="context canceled"'],
  ['error=asyncio.CancelledError'],
  ['message="invalid value for timeout: -1"'],
  ['message="ReferenceError: setTimeout is not defined"'],
  ['message="connection refused (timeout=30)"'],
  ['message="no result for \'connection timed out\'" input={"q":"connection timed out"}'],
])('a call that ended with %s did not', (fields) => {
  expect(judgeText(timeout, `tool fetch status=error ${fields}`).verdict).toBe('not_fired')
})

test('a call without an answer that lasted as long as it was allowed to is one, a slow answer is not', () => {
  const judged = judgeText(
    timeout,
    `
    agent run
      tool a timeout=30 ms=30000
      tool b timeout=30000 ms=30001
      tool c timeout=30 ms=29000
      tool d timeout=30 ms=31000 output="late, but here"
      tool e timeout_ms=500 ms=600
  `,
  )
  expect(judged.found.map(({ at }) => at)).toEqual(['a', 'b', 'e'])
})

test('endless code is the decision of the model that wrote it', () => {
  const judged = judgeText(
    timeout,
    `
    agent run
      chain step status=error message="InterpreterError: Reached the max number of operations of 10000000."
        llm write-code gpt-4.1
  `,
  )
  expect(judged.found.map(({ at, blame }) => [at, blame])).toEqual([['step', 'write-code']])
})
