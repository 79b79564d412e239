import { expect, test } from 'vitest'
import { judgeText } from '../../../testing/judge-text.ts'
import { noFinalAnswer } from './index.ts'

const ASKING = '  llm chat\n    < call search {"q":"x"} id=c1\n'

test.each([
  ['a call of a tool', ASKING, 'search', ['search'], 'the last step asks for a tool'],
  [
    'the result of a tool',
    `${ASKING}  tool search call=c1 output="row"\n`,
    'search',
    ['row'],
    'tool search · the last step is a tool',
  ],
  [
    'an error',
    `${ASKING}  tool search call=c1 output="row"\n  llm chat status=error message="overloaded"\n`,
    'chat',
    ['error', 'overloaded'],
    'the last step failed',
  ],
])('a run that ends with %s fires', (_, lines, at, said, signature) => {
  const judged = judgeText(noFinalAnswer, `agent run\n${lines}`)
  expect(judged.found).toMatchObject([{ class: 'F', said, signature }])
  expect(judged.found[0]?.at === at || judged.found[0]?.at === 'chat').toBe(true)
})

test.each([
  ['a text', `${ASKING}  tool search output="row"\n  llm chat\n    < assistant: Here it is.`],
  [
    'the tool that ends a run',
    '  llm chat\n    < call final_answer {"answer":"42"}\n  tool final_answer input={"answer":"42"}',
  ],
  [
    'handing over to a person',
    '  llm chat\n    < call transfer_to_human_agents {"summary":"x"}\n  tool transfer_to_human_agents output="Transfer successful"',
  ],
])('a run that ends with %s has answered', (_, lines) => {
  expect(judgeText(noFinalAnswer, `agent run\n${lines}`).verdict).toBe('not_fired')
})

test('the output of the run is an answer, unless it is the last tool’s', () => {
  const lines = `${ASKING}  tool search output="row"\n`
  expect(judgeText(noFinalAnswer, `agent run output="Here it is."\n${lines}`).verdict).toBe('not_fired')
  expect(judgeText(noFinalAnswer, `agent run output="row"\n${lines}`).verdict).toBe('fired')
})

test('a sub-agent need not speak to the user', () => {
  const text = `agent boss\n  llm plan\n    < call ask {}\n  agent helper\n  ${ASKING.replaceAll('\n', '\n  ')}\n  llm answer\n    < assistant: Done.`
  expect(judgeText(noFinalAnswer, text).verdict).toBe('not_fired')
})

test.each([
  ['a run that goes on', `agent run ms=null\n${ASKING}`],
  ['a single model call', 'llm chat\n  < call search {}'],
  ['a trace whose beginning is missing', `agent run parent=gone\n${ASKING}`],
  ['an export without contents', 'agent run\n  llm chat finish=stop out=20\n  llm chat finish=stop out=20'],
])('%s cannot be judged', (_, text) => {
  expect(judgeText(noFinalAnswer, text).verdict).toBe('not_evaluable')
})
