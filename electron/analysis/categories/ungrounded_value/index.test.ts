import { expect, test } from 'vitest'
import { judgeText } from '../../../testing/judge-text.ts'
import { ungroundedValue } from './index.ts'

const answering = (result: string, answer: string, asked = 'What does it cost?') =>
  `agent run\n  llm chat\n    > user: ${JSON.stringify(asked)}\n    < call look_up {}\n  tool look_up output=${JSON.stringify(result)}\n  llm chat\n    > user: ${JSON.stringify(asked)}\n    < assistant: ${JSON.stringify(answer)}`

test.each([
  ['a number', 'price: 1250', 'It costs 1,349.', ['1,349'], 'number'],
  ['an id', 'order W2378156', 'Your order is W9911223.', ['W9911223'], 'id'],
  [
    'an address',
    'see https://example.org/a',
    'See https://example.org/refund-form.',
    ['https://example.org/refund-form'],
    'address',
  ],
])('%s that nobody gave fires', (_, result, answer, said, signature) => {
  expect(judgeText(ungroundedValue, answering(result, answer)).found).toMatchObject([
    { at: 'chat', blame: 'chat', class: 'S', said, signature },
  ])
})

test.each([
  ['as it was given', 'price: 1250', 'It costs 1,250.'],
  ['rounded', 'price: 1249.87', 'It costs 1,250.'],
  ['a sum', 'a: 1250, b: 349', 'Together 1,599.'],
  ['a difference', 'a: 1250, b: 349', 'That is 901 less.'],
  ['a share', 'a: 1250, b: 349', 'That is 27.9% of it.'],
  ['what the user said', 'ok', 'Your order W2378156 is on its way.', 'Where is W2378156?'],
  ['a year and a count', 'ok', 'Since 2019 there were 12 of them.'],
  ['a date and a time', 'ok', 'On 2026-05-17 at 14:30.'],
  ['a compound word', 'ok', 'A 256-bit key in utf-8.'],
])('%s is grounded: %s', (_, result, answer, asked = 'What does it cost?') => {
  expect(judgeText(ungroundedValue, answering(result, answer, asked)).verdict).toBe('not_fired')
})

test('without tool results a model answers from what it knows', () => {
  expect(judgeText(ungroundedValue, 'agent run\n  llm chat\n    < assistant: It costs 1,349.').verdict).toBe(
    'not_evaluable',
  )
})
