import { expect, test } from 'vitest'
import { judgeText } from '../../../testing/judge-text.ts'
import { contextOverflow } from './index.ts'

test.each([
  ["Error code: 400 - {'code': 'context_length_exceeded'}", 'context_length_exceeded'],
  ['prompt is too long: 212041 tokens > 200000 maximum', 'prompt is too long'],
  ["This model's maximum context length is 8192 tokens.", 'maximum context length'],
  [
    'The input token count (1200000) exceeds the maximum number of tokens allowed',
    'input token count (1200000) exceeds the maximum',
  ],
  ['litellm.ContextWindowExceededError: too big', 'ContextWindowExceededError'],
])('%s', (message, proof) => {
  const judged = judgeText(
    contextOverflow,
    `llm chat gpt-4.1 status=error message=${JSON.stringify(message)}`,
  )
  expect(judged.found.map(({ at, said }) => [at, said])).toEqual([['chat', [proof]]])
})

test('413 is a refused prompt of a model, and a large file of a tool', () => {
  expect(
    judgeText(contextOverflow, 'llm chat gpt-4.1 status=error http.response.status_code=413').verdict,
  ).toBe('fired')
  const upload = 'llm chat gpt-4.1\ntool upload status=error http.response.status_code=413'
  expect(judgeText(contextOverflow, upload).verdict).toBe('not_fired')
})

test('the words in a prompt, in an answer or about a limit per minute are no refusal', () => {
  const text = `
    llm chat gpt-4.1 input="prompt is too long" output="context_length_exceeded" status=ok
      > user: my prompt is too long, it says context_length_exceeded
    llm chat gpt-4.1 status=error message="Request too large on tokens per min (TPM): too many tokens"
  `
  expect(judgeText(contextOverflow, text).verdict).toBe('not_fired')
})

test('without model calls nothing can be said', () => {
  expect(judgeText(contextOverflow, 'tool search status=error message="prompt is too long"').verdict).toBe(
    'not_evaluable',
  )
})
