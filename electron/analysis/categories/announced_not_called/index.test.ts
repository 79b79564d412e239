import { expect, test } from 'vitest'
import { judgeText } from '../../../testing/judge-text.ts'
import { announcedNotCalled } from './index.ts'

const TOOLS = 'gen_ai.tool.definitions=[{"name":"search_orders"}]'
const saying = (text: string, after = '') =>
  `agent run\n  llm chat ${TOOLS}\n    < assistant: ${JSON.stringify(text)}\n${after}`

test('a turn that names a tool as its next action and ends fires at the sentence', () => {
  expect(
    judgeText(announcedNotCalled, saying('One moment. I will now use search_orders to find it.')).found,
  ).toMatchObject([
    {
      at: 'chat',
      blame: 'chat',
      class: 'S',
      said: ['I will now use search_orders to find it'],
      signature: 'tool search_orders',
    },
  ])
})

const trace = (said: string) =>
  `agent run smolagents.managed_agents.0.name=helper_agent\n  llm chat\n    < assistant: ${JSON.stringify(said)}\n  llm chat\n    < assistant: next`

test('code that does not call the team member it was to ask fires', () => {
  const text = 'I will ask our helper_agent to look.\n```py\ntask = "please look"\nprint(task)\n```'
  expect(judgeText(announcedNotCalled, trace(text)).verdict).toBe('fired')
  expect(
    judgeText(announcedNotCalled, trace(text.replace('print(task)', 'helper_agent(task)'))).verdict,
  ).toBe('not_fired')
})

test.each([
  ['a tool that was called', saying('I will use search_orders now.', '  tool search_orders output="x"')],
  ['a tool that is only mentioned', saying('The result of search_orders was empty.')],
  [
    'a plan whose program goes on',
    saying('I will use search_orders first.', '  llm chat\n    < assistant: ok'),
  ],
  ['no tool at all', saying('I will think about it.')],
])('%s is none', (_, text) => {
  expect(judgeText(announcedNotCalled, text).verdict).toBe('not_fired')
})

test('without known tools nothing can be said', () => {
  expect(
    judgeText(announcedNotCalled, 'agent run\n  llm chat\n    < assistant: I will use search.').verdict,
  ).toBe('not_evaluable')
})
