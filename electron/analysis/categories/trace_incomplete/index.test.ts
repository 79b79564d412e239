import { expect, test } from 'vitest'
import { judgeText } from '../../../testing/judge-text.ts'
import { traceIncomplete } from './index.ts'

test.each([
  ['agent run\n  llm chat gpt-4.1 parent=gone', 'chat', 'the parent span is missing'],
  ['agent run parent=gone\n  llm chat gpt-4.1', 'run', 'the root span is missing'],
  ['agent run\n  tool search ms=-5', 'search', 'ends before it starts'],
  ['agent run\n  tool search ms=null', 'search', 'has no end'],
  ['agent run\n  llm chat gpt-4.1 ms=0 out=20', 'chat', 'a model answered in no time at all'],
  ['agent run ms=100\n  tool search at=5000', 'search', 'begins after its parent has ended'],
])('%s', (text, at, signature) => {
  expect(judgeText(traceIncomplete, text).found).toMatchObject([{ at, signature, class: 'G' }])
})

test.each([
  ['agent run\n  llm chat gpt-4.1\n  tool search output=[]'],
  ['agent run ms=null\n  tool search ms=null'],
  ['agent run\n  tool search ms=null output=[]'],
  ['agent run ms=100\n  tool search at=105'],
  ['agent run ms=100 service=a\n  tool search at=900 service=b'],
  ['agent run\n  tool cached ms=0\n  other mark ms=null'],
])('%s is whole', (text) => {
  expect(judgeText(traceIncomplete, text).verdict).toBe('not_fired')
})

test('a list of messages has neither spans nor a clock to be incomplete', () => {
  expect(judgeText(traceIncomplete, 'agent run parent=gone synthetic=true ms=0').verdict).toBe(
    'not_evaluable',
  )
})
