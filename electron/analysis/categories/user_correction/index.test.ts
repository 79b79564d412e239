import { expect, test } from 'vitest'
import { judgeText } from '../../../testing/judge-text.ts'
import { userCorrection } from './index.ts'

const talking = (first: string, second: string) =>
  `agent run\n  llm ask\n    > user: ${JSON.stringify(first)}\n    < assistant: Fine.\n  llm reply\n    > user: ${JSON.stringify(first)}\n    > assistant: Fine.\n    > user: ${JSON.stringify(second)}\n    < assistant: Oh.`

test.each([
  ['Book a table', "That's not what I asked for.", "That's not what I", 'the user corrects'],
  ['Cancel my order', 'I already told you the number.', 'I already told', 'the user corrects'],
  [
    'Where is my order W12 now?',
    'where is my order W12 now',
    'where is my order W12 now',
    'the user asks again',
  ],
])('%s, then: %s', (first, second, said, signature) => {
  const { found } = judgeText(userCorrection, talking(first, second))
  expect(found).toMatchObject([{ at: 'reply', blame: 'ask', class: 'S', signature }])
  expect(found[0]?.said[0]?.startsWith(said.slice(0, 10))).toBe(true)
})

test.each([
  ['a thank-you', 'No, thanks, that will be all.'],
  ['an answer to a question', 'No, I do not have it with me.'],
  ['another question', 'And when does it arrive?'],
])('%s is no correction', (_, second) => {
  expect(judgeText(userCorrection, talking('Where is my order W12 now?', second)).verdict).toBe('not_fired')
})

test('with one turn, or what a program says in the user’s name, nothing is corrected', () => {
  expect(judgeText(userCorrection, talking('Where is it?', '[tool result] that is wrong')).verdict).toBe(
    'not_evaluable',
  )
  expect(
    judgeText(userCorrection, 'agent run\n  llm chat\n    > user: hi\n    < assistant: hello').verdict,
  ).toBe('not_evaluable')
})
