import { expect, test } from 'vitest'
import { judgeText } from '../../../testing/judge-text.ts'
import { outputTruncated } from './index.ts'

test.each([['length'], ['max_tokens'], ['MAX_TOKENS'], ['["length"]']])(
  'finish reason %s is a cut',
  (reason) => {
    const judged = judgeText(outputTruncated, `llm chat gpt-4.1 finish=${reason} out=400`)
    expect(judged.found.map(({ said }) => said)).toEqual([[reason]])
  },
)

test('as many tokens as were allowed are a cut where no finish reason says otherwise', () => {
  const judged = judgeText(
    outputTruncated,
    `
    agent run
      llm a gpt-4.1 out=512 gen_ai.request.max_tokens=512
      llm b gpt-4.1 out=512 llm.invocation_parameters={"temperature":0,"max_completion_tokens":512}
      llm c gpt-4.1 out=511 gen_ai.request.max_tokens=512
      llm d gpt-4.1 out=512 gen_ai.request.max_tokens=512 finish=stop
      llm e gpt-4.1 out=512 gen_ai.request.max_tokens=512 finish=tool_calls
  `,
  )
  expect(judged.found.map(({ at, said }) => [at, said])).toEqual([
    ['a', ['512', '512']],
    ['b', ['512', '512']],
  ])
})

test('one allowed token is a wish, not a limit', () => {
  expect(
    judgeText(outputTruncated, 'llm probe gpt-4.1 finish=length out=1 gen_ai.request.max_tokens=1').verdict,
  ).toBe('not_fired')
})

test('a call that two instrumentations recorded counts once, at the inner span', () => {
  const judged = judgeText(
    outputTruncated,
    'llm outer gpt-4.1 finish=length\n  llm inner gpt-4.1 finish=length\nllm next gpt-4.1 finish=length',
  )
  expect(judged.found.map(({ at }) => at)).toEqual(['inner', 'next'])
})

test('without finish reason or limit nothing can be said', () => {
  expect(judgeText(outputTruncated, 'llm chat gpt-4.1 out=512').verdict).toBe('not_evaluable')
  expect(judgeText(outputTruncated, 'tool search output=[]').verdict).toBe('not_evaluable')
})
