import { expect, test } from 'vitest'
import { judgeText } from '../../../testing/judge-text.ts'
import { modelSubstituted } from './index.ts'

test('another model line is a failure, another snapshot of the same line a signal', () => {
  const judged = judgeText(
    modelSubstituted,
    `
    llm a gpt-4o -> gpt-4o-mini-2024-07-18
    llm b gpt-4o-2024-05-13 -> gpt-4o-2024-08-06
    llm c openai/gpt-4.1 -> gpt-4.1-2025-04-14
  `,
  )
  expect(judged.found).toMatchObject([
    { at: 'a', class: 'F', said: ['gpt-4o', 'gpt-4o-mini-2024-07-18'], signature: 'gpt-4o → gpt-4o-mini' },
    { at: 'b', class: 'S' },
  ])
})

test.each([
  ['llm chat gpt-4o -> gpt-4o-2024-08-06'],
  ['llm chat claude-sonnet-4 -> us.anthropic.claude-sonnet-4-20250514-v1:0'],
  ['llm chat openrouter/auto -> anthropic/claude-sonnet-4'],
])('%s is what was asked for', (line) => {
  expect(judgeText(modelSubstituted, line).verdict).toBe('not_fired')
})

test.each([
  ['llm chat my-deployment -> gpt-4o-2024-08-06'],
  ['llm chat gpt-4 -> gpt-4o-2024-08-06 provider=azure.ai.openai'],
  ['llm chat azure/gpt-4 -> gpt-4o'],
  ['llm chat gpt-4o'],
  ['tool search output=[]'],
])('%s cannot be told', (line) => {
  expect(judgeText(modelSubstituted, line).verdict).toBe('not_evaluable')
})
