import { expect, test } from 'vitest'
import { messagesFromJson } from './message-json.ts'

test('a message that LangChain has serialised is told by its class', () => {
  const id = ['langchain', 'schema', 'messages', 'AIMessage']
  const kwargs = { content: 'Hi', tool_calls: [{ id: 'c', name: 'look', args: { a: 1 } }] }
  expect(messagesFromJson({ lc: 1, type: 'constructor', id, kwargs })).toEqual([
    { role: 'assistant', text: 'Hi', toolCalls: [{ id: 'c', name: 'look', arguments: '{"a":1}' }] },
  ])
  expect(messagesFromJson({ type: 'human', content: 'Hello' })).toEqual([{ role: 'user', text: 'Hello' }])
  expect(messagesFromJson({ type: 'ai', data: { content: 'Yes', type: 'ai' } })).toEqual([
    { role: 'assistant', text: 'Yes' },
  ])
})

test('items of the Responses API are calls, answers and thoughts', () => {
  expect(
    messagesFromJson({ type: 'function_call', id: 'fc_1', call_id: 'c', name: 'look', arguments: '{}' }),
  ).toEqual([{ role: 'assistant', text: '', toolCalls: [{ id: 'c', name: 'look', arguments: '{}' }] }])
  expect(messagesFromJson({ type: 'function_call_output', call_id: 'c', output: 'seen' })).toEqual([
    { role: 'tool', text: 'seen', toolCallId: 'c' },
  ])
  expect(
    messagesFromJson({ type: 'reasoning', summary: [{ type: 'summary_text', text: 'hm' }] }),
  ).toMatchObject([{ role: 'assistant', reasoning: 'hm' }])
})

test('calls that stand beside the message alone are not lost', () => {
  const additional_kwargs = { tool_calls: [{ id: 'c', function: { name: 'look', arguments: '{}' } }] }
  expect(messagesFromJson({ role: 'assistant', content: '', additional_kwargs })[0]?.toolCalls).toHaveLength(
    1,
  )
})

test('thoughts that stand in blocks beside the message are its reasoning, once', () => {
  const thinking_blocks = [
    { type: 'thinking', thinking: 'hm', signature: 'x' },
    { type: 'redacted_thinking' },
  ]
  const message = { role: 'assistant', content: 'Yes', thinking_blocks }
  const expected = [{ role: 'assistant', text: 'Yes', reasoning: 'hm' }]
  expect(messagesFromJson(message)).toEqual(expected)
  expect(messagesFromJson({ ...message, reasoning_content: 'hm' })).toEqual(expected)
})

test('a call that stands among the content and beside it is one, with the arguments beside', () => {
  const message = {
    type: 'ai',
    content: [{ type: 'tool_use', id: 'c', name: 'look', input: '' }],
    tool_calls: [{ id: 'c', name: 'look', args: { at: 'it' } }],
  }
  expect(messagesFromJson(message)).toEqual([
    { role: 'assistant', text: '', toolCalls: [{ id: 'c', name: 'look', arguments: '{"at":"it"}' }] },
  ])
})
