import { expect, test } from 'vitest'
import { judgeText } from '../../../testing/judge-text.ts'
import { rateLimited } from './index.ts'

test.each([
  ['http.response.status_code=429', '429'],
  ['http.status_code=529', '529'],
  ['error=RateLimitError', 'RateLimitError'],
  ['message="AnthropicError: overloaded_error"', 'overloaded_error'],
  ['message="Error code: 429 - slow down"', 'Error code: 429'],
  ['error.type="429"', '429'],
])('a model call that ended with %s failed for good', (fields, proof) => {
  const judged = judgeText(rateLimited, `agent run\n  llm chat gpt-4.1 status=error ${fields}`)
  expect(judged.found.map(({ class: level, said }) => [level, said])).toEqual([['F', [proof]]])
})

test('a limit that a later call got over is a signal only', () => {
  const judged = judgeText(
    rateLimited,
    `
    agent run
      llm chat gpt-4.1 status=error error=RateLimitError
      llm chat gpt-4o status=ok
      tool search status=error message="429 Too Many Requests"
      tool other status=ok
  `,
  )
  expect(judged.found.map(({ at, class: level }) => [at, level])).toEqual([
    ['chat', 'S'],
    ['search', 'F'],
  ])
})

test('another agent that goes on does not make up for it', () => {
  const judged = judgeText(
    rateLimited,
    `
    agent main
      agent helper
        llm chat gpt-4.1 status=error error=RateLimitError
      llm chat gpt-4.1 status=ok
  `,
  )
  expect(judged.found.map(({ class: level }) => level)).toEqual(['F'])
})

test('one limit on three nested spans counts once; a client that repeated the request itself got over it', () => {
  const nested = judgeText(
    rateLimited,
    `
    agent run status=error message="gave up: rate limit reached"
      llm outer gpt-4.1 status=error message="RateLimitError: 429"
        llm inner gpt-4.1 status=error message="RateLimitError: 429"
          other POST status=error http.response.status_code=429
  `,
  )
  expect(nested.found.map(({ at }) => at)).toEqual(['POST'])
  const retried = judgeText(
    rateLimited,
    'llm chat gpt-4.1 status=ok\n  other POST status=error http.response.status_code=429\n  other POST status=ok',
  )
  expect(retried.found.map(({ at, class: level }) => [at, level])).toEqual([['POST', 'S']])
})

test('the number 429 in data, in a query or in an id is no limit', () => {
  const text = `
    llm chat gpt-4.1 status=ok output="HTTP 429 means too many requests"
    tool search status=error message="no page for 'rate limit 429 error'" input={"query":"rate limit 429 error"}
    tool search status=error message="order 429 of a1429c is broken"
    tool search status=ok output={"rows":[429]}
  `
  expect(judgeText(rateLimited, text).verdict).toBe('not_fired')
})

test("plain services are not an agent's calls", () => {
  expect(judgeText(rateLimited, 'other GET status=error http.response.status_code=429').verdict).toBe(
    'not_evaluable',
  )
})
