import { expect, test } from 'vitest'
import { judgeText } from '../../../testing/judge-text.ts'
import { outputEmpty } from './index.ts'

const SPEAKING = '  llm chat finish=stop\n    < assistant: Hello\n'

test('a turn with neither text nor call fires', () => {
  expect(
    judgeText(outputEmpty, `agent run\n${SPEAKING}  llm chat finish=end_turn out=3\n    < assistant: ""`)
      .found,
  ).toMatchObject([
    {
      at: 'chat',
      blame: 'chat',
      class: 'F',
      said: ['', 'end_turn', '3'],
      signature: 'finish reason end_turn · neither text nor tool call',
    },
  ])
  expect(judgeText(outputEmpty, 'llm chat finish=stop out=1\n  < assistant: ""').verdict).toBe('fired')
})

test.each([
  ['a turn that only calls a tool', '  llm chat finish=tool_calls\n    < call search {}'],
  ['an image', '  llm chat finish=stop\n    < assistant: [image]'],
  ['a turn whose tools are spans', '  llm chat finish=stop\n    < assistant: ""\n  tool search output="x"'],
  ['a completion as plain text', '  llm chat finish=stop output="Hello"'],
])('%s says something', (_, lines) => {
  expect(judgeText(outputEmpty, `agent run\n${SPEAKING}${lines}`).verdict).toBe('not_fired')
})

test.each([
  ['an export without contents', 'llm chat finish=stop out=412\n  < assistant: ""'],
  ['a call without any output', 'llm chat finish=stop out=412'],
  ['an answer that was cut', 'llm chat finish=length out=0\n  < assistant: ""'],
  ['a call that failed', 'llm chat status=error'],
])('%s cannot be judged', (_, text) => {
  expect(judgeText(outputEmpty, text).verdict).toBe('not_evaluable')
})
