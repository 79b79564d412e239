import { expect, test } from 'vitest'
import { judgeText } from '../../../testing/judge-text.ts'
import { toolErrorSilent } from './index.ts'

test.each([
  ['{"ok":false,"error":"upstream 503"}', '"ok":false', '"upstream 503"'],
  ['{"is_error":true,"text":"boom"}', '"is_error":true', '"boom"'],
  ['{"status":404,"url":"x"}', '"status":404'],
  ['"Error: user not found"', 'Error: user not found'],
  [
    '"Traceback (most recent call last):\\n  File x\\nKeyError: 1"',
    'Traceback (most recent call last):\n  File x\nKeyError: 1',
  ],
  ['"Address: https://x.org\\nTitle: Error 403\\nViewport"', 'Title: Error 403'],
])('%s is an error that no status tells', (output, ...proof) => {
  const judged = judgeText(toolErrorSilent, `tool lookup status=ok output=${output}`)
  expect(judged.found.map(({ said }) => said)).toEqual([proof])
})

test.each([
  ['"The search string \'certain\' was not found on this page."'],
  ['"Article 404: the request timed out, said the Error: message"'],
  ['{"id":"a401f429c500","rows":[1,2]}'],
  ['{"error":null,"total":3}'],
  ['"Error handling in Python, a tutorial"'],
  ['[]'],
])('%s is a normal answer', (output) => {
  expect(judgeText(toolErrorSilent, `tool lookup status=ok output=${output}`).verdict).toBe('not_fired')
})

test("a declared error is not silent, and what the user of a benchmark called is not the agent's", () => {
  const text = 'tool a status=error message=x output={"ok":false}\ntool b by=user output={"ok":false}'
  expect(judgeText(toolErrorSilent, text).verdict).toBe('not_fired')
})

test('the model that asked is blamed, but not for a server that failed', () => {
  const judged = judgeText(
    toolErrorSilent,
    `
    agent run
      llm plan gpt-4.1
        < call a {}
      tool a output={"ok":false,"message":"bad seat"}
      tool b output={"status":503}
  `,
  )
  expect(judged.found.map(({ at, blame }) => [at, blame])).toEqual([
    ['a', 'plan'],
    ['b', null],
  ])
})

test('without tool outputs nothing can be said', () => {
  expect(judgeText(toolErrorSilent, 'tool lookup status=ok').verdict).toBe('not_evaluable')
  expect(judgeText(toolErrorSilent, 'llm chat gpt-4.1').verdict).toBe('not_evaluable')
})
