import { expect, test } from 'vitest'
import { judgeText } from '../../../testing/judge-text.ts'
import { instructionBreak } from './index.ts'

const answering = (prompt: string, answer: string) =>
  `llm chat\n  > system: ${JSON.stringify(prompt)}\n  > user: Go.\n  < assistant: ${JSON.stringify(answer)}`

test.each([
  [
    "Failure or 'I cannot answer' will not be tolerated.",
    'FINAL ANSWER: Unable to determine',
    'FINAL ANSWER: Unable to determine',
  ],
  [
    'Your answer must be at most 5 words.',
    'This answer has far more words than that.',
    'This answer has far more words than that.',
  ],
  ['Keep your reply under 20 characters.', 'This is longer than twenty.', 'This is longer than twenty.'],
  ['Always begin your answer with "Ahoy".', 'Hello there', 'Hello there'],
  ['Never use the word "guarantee".', 'We guarantee it.', 'guarantee'],
])('%s', (prompt, answer, said) => {
  expect(judgeText(instructionBreak, answering(prompt, answer)).found).toMatchObject([
    { at: 'chat', blame: 'chat', class: 'S', said: [said] },
  ])
})

test.each([
  ["Failure or 'I cannot answer' will not be tolerated.", 'FINAL ANSWER: 42'],
  ['Your answer must be at most 5 words.', 'It is forty two.'],
  ['Always begin your answer with "Ahoy".', 'Ahoy, sailor'],
  ['Never use the word "guarantee".', 'We promise it.'],
])('%s is kept by: %s', (prompt, answer) => {
  expect(judgeText(instructionBreak, answering(prompt, answer)).verdict).toBe('not_fired')
})

test('a prompt without such demands, or one that brings a document along, is not judged', () => {
  expect(judgeText(instructionBreak, answering('Be kind.', 'No.')).verdict).toBe('not_evaluable')
  expect(
    judgeText(
      instructionBreak,
      answering(`Never use the word "guarantee". ${'x'.repeat(70_000)}`, 'We guarantee it.'),
    ).verdict,
  ).toBe('not_evaluable')
})
