import { expect, test } from 'vitest'
import { judgeText } from '../../../testing/judge-text.ts'
import { answerWithoutEvidence } from './index.ts'

const TOOLS = 'gen_ai.tool.definitions=[{"name":"search"}]'
const ANSWER = `  llm chat ${TOOLS}\n    < assistant: It is 42.\n`

test('an answer without a call fires, and one after calls that all failed', () => {
  expect(judgeText(answerWithoutEvidence, `agent run\n${ANSWER}`).found).toMatchObject([
    { at: 'chat', blame: 'chat', class: 'S', said: ['It is 42.'], signature: 'no tool was called' },
  ])
  expect(
    judgeText(answerWithoutEvidence, `agent run\n  tool search status=error message=no\n${ANSWER}`).found,
  ).toMatchObject([{ signature: 'every tool call failed' }])
})

test('the turn that first wrote the answer is blamed, not the one that repeats it', () => {
  const text = `agent run smolagents.managed_agents.0.name=helper
  llm plan
    < assistant: First ask the helper.
  chain Step 1
    llm decide
      < assistant: I know it is 607.
  chain Step 2
    llm repeat
      < assistant: "Code: final_answer(\\"607\\")"
    tool final_answer input={"args":["607"]}`
  expect(judgeText(answerWithoutEvidence, text).found).toMatchObject([
    { at: 'final_answer', blame: 'decide' },
  ])
})

test.each([
  ['a tool that succeeded', `  tool search output="42"\n${ANSWER}`],
  ['another agent that worked', `  agent helper\n    llm chat\n      < assistant: 42\n${ANSWER}`],
  ['calls that are not recorded as spans', `  llm chat ${TOOLS}\n    < call search {}\n${ANSWER}`],
])('%s is evidence', (_, lines) => {
  expect(judgeText(answerWithoutEvidence, `agent run\n${lines}`).verdict).toBe('not_fired')
})

test('an agent without tools is not judged', () => {
  expect(judgeText(answerWithoutEvidence, 'agent run\n  llm chat\n    < assistant: It is 42.').verdict).toBe(
    'not_evaluable',
  )
  expect(
    judgeText(
      answerWithoutEvidence,
      'agent run smolagents.tools_names=["final_answer"]\n  llm chat\n    < assistant: 42',
    ).verdict,
  ).toBe('not_evaluable')
})
