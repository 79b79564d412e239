import { expect, test } from 'vitest'
import { normalsFrom } from '../../learn.ts'
import { judgeText } from '../../../testing/judge-text.ts'
import { evalGap } from './index.ts'

const TRACE = 'agent run\n  llm chat gpt-4.1 -> gpt-4.1-2025-04-14\n    < assistant: hi\n'
const EVALUATED = normalsFrom(new Map(), { evaluated: true })

test('a trace without any score fires where others were evaluated', () => {
  expect(judgeText(evalGap, TRACE, EVALUATED).found).toMatchObject([
    { at: 'run', class: 'G', said: ['run'], signature: 'no score or annotation' },
  ])
  expect(judgeText(evalGap, TRACE, normalsFrom(new Map())).verdict).toBe('not_evaluable')
})

const judged = (score: string) => judgeText(evalGap, `${TRACE}score helpful value=1 ${score}`, EVALUATED)

test('a judge of the generator’s own maker fires, another one or a person does not', () => {
  expect(judged('judge=gpt-4o by=llm').found).toMatchObject([
    {
      at: 'chat',
      class: 'G',
      said: ['gpt-4.1-2025-04-14'],
      signature: 'judge gpt-4o of openai · generator gpt-4.1',
    },
  ])
  expect(judged('judge=claude-sonnet-4 by=llm').verdict).toBe('not_fired')
  expect(judged('judge=gpt-4o by=human').verdict).toBe('not_fired')
  expect(judged('by=code').verdict).toBe('not_fired')
  expect(judged('judge=our-own-judge by=llm').verdict).toBe('not_fired')
})
