import { expect, test } from 'vitest'
import { SplitText } from '../../../../shared/model/attribute.ts'
import { translatedSpan } from '../../../testing/translated-span.ts'
import { SourceMemory } from '../../translate.ts'

test('flattened messages, models, tokens and cost of a model call are read', () => {
  const span = translatedSpan({
    'openinference.span.kind': 'LLM',
    'llm.model_name': 'gpt-4o-2024-08-06',
    'llm.invocation_parameters': '{"model":"gpt-4o","temperature":0}',
    'llm.provider': 'openai',
    'llm.token_count.prompt': '31',
    'llm.token_count.completion': 7,
    'llm.token_count.prompt_details.cache_read': 2,
    'llm.cost.total': 0.01,
    'llm.finish_reason': 'stop',
    'session.id': 'se',
    'user.id': 'u',
    'llm.prompt_template.version': 'v2',
    'llm.input_messages.10.message.role': 'user',
    'llm.input_messages.10.message.contents.1.message_content.type': 'image',
    'llm.input_messages.10.message.contents.0.message_content.type': 'text',
    'llm.input_messages.10.message.contents.0.message_content.text': 'What is this?',
    'llm.input_messages.2.message.role': 'tool',
    'llm.input_messages.2.message.content': '3',
    'llm.input_messages.2.message.tool_call_id': 'c',
    'llm.output_messages.0.message.role': 'assistant',
    'llm.output_messages.0.message.tool_calls.0.tool_call.id': 'd',
    'llm.output_messages.0.message.tool_calls.0.tool_call.function.name': 'look',
    'llm.output_messages.0.message.tool_calls.0.tool_call.function.arguments': '{"a":1}',
    'input.value': '{"messages":[]}',
    'output.value': 'x',
  })
  expect(span).toMatchObject({
    kind: 'llm',
    modelRequested: 'gpt-4o',
    modelAnswered: 'gpt-4o-2024-08-06',
    provider: 'openai',
    inputTokens: 31,
    outputTokens: 7,
    cachedTokens: 2,
    costUsd: 0.01,
    finishReason: 'stop',
    sessionId: 'se',
    userId: 'u',
    promptVersion: 'v2',
    inputKey: 'input.value',
    outputKey: 'output.value',
  })
  expect(span.inputMessages).toEqual([
    { role: 'tool', text: '3', toolCallId: 'c' },
    { role: 'user', text: 'What is this?\n\n[image]' },
  ])
  expect(span.outputMessages).toEqual([
    { role: 'assistant', text: '', toolCalls: [{ id: 'd', name: 'look', arguments: '{"a":1}' }] },
  ])
})

test.each([
  ['CHAIN', 'chain'],
  ['RETRIEVER', 'retrieval'],
  ['RERANKER', 'reranker'],
  ['EMBEDDING', 'embedding'],
  ['GUARDRAIL', 'guardrail'],
  ['EVALUATOR', 'evaluator'],
  ['agent', 'agent'],
  ['UNKNOWN', 'other'],
])('%s is kind %s', (word, kind) => {
  expect(translatedSpan({ 'openinference.span.kind': word }).kind).toBe(kind)
})

test('a tool is named by tool.name, else by its span; tokens stay with the model call', () => {
  expect(
    translatedSpan({ 'openinference.span.kind': 'TOOL', 'tool.name': 'search' }, { name: 'SearchTool' })
      .toolName,
  ).toBe('search')
  expect(translatedSpan({ 'openinference.span.kind': 'TOOL' }, { name: 'SearchTool' }).toolName).toBe(
    'SearchTool',
  )
  expect(
    translatedSpan({ 'openinference.span.kind': 'AGENT', 'llm.token_count.prompt': 9 }).inputTokens,
  ).toBeNull()
})

test('messages repeated by later spans are the same objects, and a long input.value is cut at its messages', () => {
  const memory = new SourceMemory()
  const system = 'Answer briefly. '.repeat(40)
  const call = (extra: Record<string, string>) =>
    translatedSpan(
      {
        'openinference.span.kind': 'LLM',
        'llm.input_messages.0.message.role': 'system',
        'llm.input_messages.0.message.content': system,
        'input.value': `{"messages": [{"role": "system", "content": "${system}"}, {"role": "user"}], "stop": ["x"]}`,
        ...extra,
      },
      {},
      memory,
    )
  const first = call({})
  const second = call({
    'llm.input_messages.1.message.role': 'user',
    'llm.input_messages.1.message.content': 'Hi',
  })
  expect(second.inputMessages[0]).toBe(first.inputMessages[0])
  expect(second.inputMessages).toHaveLength(2)
  const value = second.attributes.get('input.value')
  expect(value).toMatchObject({ open: '{"messages": [', separator: ', ', close: '], "stop": ["x"]}' })
  expect(value instanceof SplitText && value.pieces).toHaveLength(2)
})

test('without flattened messages those of input.value count', () => {
  const span = translatedSpan({
    'openinference.span.kind': 'LLM',
    'input.value': '{"messages":[{"role":"user","content":[{"type":"text","text":"Hi"}]}]}',
  })
  expect(span.inputMessages).toEqual([{ role: 'user', text: 'Hi' }])
})
