import { expect, test } from 'vitest'
import { judgeText } from '../../../testing/judge-text.ts'
import { errorLoop } from './index.ts'

const failing = (text: string, fields = '') =>
  `  llm chat\n    < assistant: again\n  tool read ${fields} status=error message="${text}"\n`

test('the same error three times in a row fires at the last call, whatever the numbers in it', () => {
  const judged = judgeText(
    errorLoop,
    `agent run\n${[1, 2, 3].map((n) => failing(`row ${n} is locked`)).join('')}`,
  )
  expect(judged.found).toMatchObject([
    {
      at: 'read',
      class: 'F',
      said: ['row 1 is locked', 'row 2 is locked', 'row 3 is locked'],
      signature: 'tool read · row <n> is locked',
    },
  ])
})

test('steps that fail without a call count as well', () => {
  const step =
    '  chain Step status=error error=AgentExecutionError message="Error: bad code"\n    llm chat\n      < assistant: code\n'
  expect(judgeText(errorLoop, `agent run\n${step.repeat(3)}`).verdict).toBe('fired')
})

test.each([
  ['twice only', failing('locked').repeat(2)],
  ['with a success between', `${failing('locked').repeat(2)}  tool read output="row"\n${failing('locked')}`],
  ['other errors between', `${failing('locked')}${failing('gone')}${failing('locked')}`],
  ['retries of one call by its client', '  tool read call=c1 status=error message="reset"\n'.repeat(4)],
  [
    'a client that asks again with the same request until it is answered',
    `${'  llm chat status=error message="overloaded"\n    > user: hi\n'.repeat(3)}  llm chat\n    > user: hi\n    < assistant: Hello`,
  ],
])('%s is no loop', (_, lines) => {
  expect(judgeText(errorLoop, `agent run\n${lines}`).verdict).toBe('not_fired')
})

test('a trace of plain services is not evaluable', () => {
  expect(
    judgeText(errorLoop, 'other GET status=error\nother GET status=error\nother GET status=error').verdict,
  ).toBe('not_evaluable')
})
