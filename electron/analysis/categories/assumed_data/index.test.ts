import { expect, test } from 'vitest'
import { judgeText } from '../../../testing/judge-text.ts'
import { assumedData } from './index.ts'

const answering = (text: string) => `agent run\n  llm chat\n    < assistant: ${JSON.stringify(text)}`

test.each([
  [
    'The file was not found, so I will simulate the extraction and take 12, 45.',
    'I will simulate the extraction and take 12, 45',
  ],
  ['With plausible values from the literature the share is 20 %.', 'plausible values'],
  [
    'Assuming the population is 20,000 the share is 5 %.',
    'Assuming the population is 20,000 the share is 5 %',
  ],
])('%s', (text, said) => {
  expect(judgeText(assumedData, answering(text)).found).toMatchObject([{ class: 'S', said: [said] }])
})

test('an answer that rests on what was found is none', () => {
  expect(judgeText(assumedData, answering('The table lists 20,000, which is 5 %.')).verdict).toBe('not_fired')
})

test('an earlier turn that assumes something for a plan is none', () => {
  const text =
    'agent run\n  llm chat\n    < assistant: Assuming the file is there I read it.\n  tool read output="x"\n  llm chat\n    < assistant: It says x.'
  expect(judgeText(assumedData, text).verdict).toBe('not_fired')
})

test('without a final answer nothing can be said', () => {
  expect(judgeText(assumedData, 'agent run\n  llm chat\n    < call read {}').verdict).toBe('not_evaluable')
})
