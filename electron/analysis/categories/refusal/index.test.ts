import { expect, test } from 'vitest'
import { judgeText } from '../../../testing/judge-text.ts'
import { refusal } from './index.ts'

test.each([
  ['a finish reason', 'llm chat finish=content_filter\n  < assistant: ""', 'finish reason content_filter'],
  [
    'a refusal field',
    'llm chat gen_ai.response.refusal="I cannot help."\n  < assistant: ""',
    'gen_ai.response.refusal',
  ],
  [
    'a guardrail’s error',
    'agent run\n  llm chat status=error error=InputGuardrailTripwireTriggered message="Guardrail triggered"',
    'llm · InputGuardrailTripwireTriggered · Guardrail triggered',
  ],
  [
    'the words of the last answer',
    'llm chat finish=stop\n  < assistant: "I\'m sorry, but I cannot help with that."',
    'the last answer says so',
  ],
])('%s fires as a signal', (_, text, signature) => {
  expect(judgeText(refusal, text).found).toMatchObject([{ class: 'S', signature }])
})

test.each([
  ['an apology that goes on to help', "I'm sorry for the delay. Here is your order."],
  ['a limit that is told in passing', 'Here it is. Unfortunately the shop is closed today.'],
  ['a plain answer', 'It is 42.'],
])('%s is none', (_, said) => {
  expect(judgeText(refusal, `llm chat finish=stop\n  < assistant: ${JSON.stringify(said)}`).verdict).toBe(
    'not_fired',
  )
})

test('a refusal in an earlier turn is not the end of it', () => {
  const text =
    'agent run\n  llm chat finish=stop\n    < assistant: "I\'m sorry, but I cannot help with that."\n  llm chat finish=stop\n    < assistant: Now it works.'
  expect(judgeText(refusal, text).verdict).toBe('not_fired')
})

test('without finish reasons and texts nothing can be said', () => {
  expect(judgeText(refusal, 'agent run\n  llm chat out=4').verdict).toBe('not_evaluable')
})
