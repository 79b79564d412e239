import { expect, test } from 'vitest'
import { makeTrace } from '../testing/make-trace.ts'
import { requesterOf } from './requester.ts'

function blamed(text: string, target: string): string | null {
  const trace = makeTrace(text)
  return (
    requesterOf(
      trace,
      trace.spans.find(({ name }) => name === target)!,
    )?.name ?? null
  )
}

test('the model call that asked for this very call id is found, wherever it stands', () => {
  const text = `
    agent run
      llm first gpt-4.1
        < call search {} id=c1
      llm second gpt-4.1
        < call search {} id=c2
      tool search call=c1`
  expect(blamed(text, 'search')).toBe('first')
})

test('without ids it is the nearest model call before that asked for the tool, else the nearest one', () => {
  const text = `
    agent run
      llm first gpt-4.1
        < call search {}
      llm second gpt-4.1
        < call other {}
      tool search
      tool unheard`
  expect(blamed(text, 'search')).toBe('first')
  expect(blamed(text, 'unheard')).toBe('second')
})

test("a tool under its model call is that call's; a model call asked nobody", () => {
  const text = 'agent run\n  llm first gpt-4.1\n    tool search\n  llm second gpt-4.1'
  expect(blamed(text, 'search')).toBe('first')
  expect(blamed(text, 'second')).toBeNull()
})

test('the model of another agent is not blamed, a step blames the model in it', () => {
  const text = `
    agent main
      llm plan gpt-4.1
      agent helper
        llm inner gpt-4.1
      tool search
      chain step
        llm code gpt-4.1`
  expect(blamed(text, 'search')).toBe('plan')
  expect(blamed(text, 'step')).toBe('code')
})

test('without a model call before it nobody is blamed', () => {
  expect(blamed('tool search\nllm chat gpt-4.1', 'search')).toBeNull()
})
