import { expect, test } from 'vitest'
import { judgeText } from '../../../testing/judge-text.ts'
import { pingpong } from './index.ts'

const handing = (from: string, to: string, fields = '') =>
  `  llm chat agent=${from}\n    < call transfer_to_${to} {}\n  tool transfer_to_${to} agent=${from} output="ok"${fields}\n`
const CYCLE = handing('triage', 'billing') + handing('billing', 'triage')

test('two agents that hand over three times without news fire', () => {
  expect(judgeText(pingpong, `agent run\n${CYCLE.repeat(3)}`).found).toMatchObject([
    {
      class: 'S',
      said: ['triage', 'billing', 'triage', 'billing', 'triage', 'billing'],
      signature: 'billing ↔ triage',
    },
  ])
})

test.each([
  ['twice only', CYCLE.repeat(2)],
  [
    'with a new tool result between',
    [1, 2, 3].map((n) => `${CYCLE}  tool look_up agent=billing output="row ${n}"\n`).join(''),
  ],
  ['three agents in a ring', (handing('a', 'b') + handing('b', 'c') + handing('c', 'a')).repeat(3)],
])('%s is no ping-pong', (_, lines) => {
  expect(judgeText(pingpong, `agent run\n${lines}`).verdict).toBe('not_fired')
})

const round = (n: number) =>
  `  llm chat agent=boss\n    < assistant: Go on.\n  llm chat agent=web\n    < assistant: page ${n}\n`

test('an orchestrator with a worker whose findings stand in its messages alone is left alone', () => {
  const tool = '  tool run agent=boss output="x"\n'
  expect(judgeText(pingpong, `agent run\n${tool}${[1, 2, 3, 4].map(round).join('')}`).verdict).toBe(
    'not_fired',
  )
})

test('it takes two named agents and tools', () => {
  expect(judgeText(pingpong, 'agent solo\n  tool x output="1"').verdict).toBe('not_evaluable')
  expect(judgeText(pingpong, 'agent a\n  agent b\n    llm chat\n      < assistant: hi').verdict).toBe(
    'not_evaluable',
  )
})
