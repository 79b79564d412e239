import { expect, test } from 'vitest'
import { judgeText } from '../../../testing/judge-text.ts'
import { toolErrorUnrecovered } from './index.ts'

const FAILED = 'status=error message="upstream 503"'

test('a tool that failed and never succeeded again fires, declared or silent, and blames the call of the model', () => {
  const judged = judgeText(
    toolErrorUnrecovered,
    `agent run
  llm chat gpt-4.1
    < call get_order {"id":"W1"} id=c1
  tool get_order call=c1 input={"id":"W1"} ${FAILED}
  tool send_mail input={"to":"ann"} output="sent"
  llm chat gpt-4.1
    < assistant: Done.`,
  )
  expect(judged.found).toMatchObject([
    {
      at: 'get_order',
      blame: 'chat',
      class: 'F',
      said: ['error', 'upstream 503'],
      signature: 'tool get_order · upstream <n>',
    },
  ])
  expect(
    judgeText(toolErrorUnrecovered, 'agent run\n  tool read input="a" output={"ok":false,"error":"no"}')
      .verdict,
  ).toBe('fired')
})

test.each([
  [
    'the same tool later',
    `  tool get_order input={"id":"W1"} ${FAILED}\n  tool get_order input={"id":"W2"} output="found"`,
  ],
  [
    'another tool with the same argument',
    `  tool get_order input={"id":"W123"} ${FAILED}\n  tool find_order input={"query":"W123"} output="found"`,
  ],
  ['nothing failed', '  tool get_order input={"id":"W1"} output="found"'],
])('a success of %s is a recovery', (_, lines) => {
  expect(judgeText(toolErrorUnrecovered, `agent run\n${lines}`).verdict).toBe('not_fired')
})

test('a success before the failure is none', () => {
  const lines = `  tool get_order input={"id":"W1"} output="found"\n  tool get_order input={"id":"W1"} ${FAILED}`
  expect(judgeText(toolErrorUnrecovered, `agent run\n${lines}`).verdict).toBe('fired')
})

test('a run that had not ended when it was exported may still recover', () => {
  expect(judgeText(toolErrorUnrecovered, `agent run ms=null\n  tool read input="a" ${FAILED}`).verdict).toBe(
    'not_evaluable',
  )
})
