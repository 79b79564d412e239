import { expect, test } from 'vitest'
import { translatedSpan } from '../../../testing/translated-span.ts'

test('a chat span with numbered prompts is read in full', () => {
  const span = translatedSpan({
    'llm.request.type': 'chat',
    'gen_ai.system': 'openai',
    'gen_ai.request.model': 'gpt-4.1-mini',
    'gen_ai.response.model': 'gpt-4.1-mini-2025-04-14',
    'gen_ai.usage.prompt_tokens': '1956',
    'gen_ai.usage.completion_tokens': '117',
    'gen_ai.usage.cache_read_input_tokens': '1792',
    'gen_ai.prompt.0.role': 'user',
    'gen_ai.prompt.0.content': 'list all',
    'gen_ai.prompt.1.role': 'assistant',
    'gen_ai.prompt.1.tool_calls.0.id': 'c',
    'gen_ai.prompt.1.tool_calls.0.name': 'list',
    'gen_ai.prompt.1.tool_calls.0.arguments': '{}',
    'gen_ai.prompt.2.role': 'tool',
    'gen_ai.prompt.2.tool_call_id': 'c',
    'gen_ai.prompt.2.content': 'none',
    'gen_ai.completion.0.role': 'assistant',
    'gen_ai.completion.0.content': 'Nothing there.',
    'gen_ai.completion.0.finish_reason': 'stop',
    'traceloop.association.properties.session_id': 'se',
    'traceloop.association.properties.user_id': 'u',
    'traceloop.prompt.version': 4,
  })
  expect(span).toMatchObject({
    kind: 'llm',
    provider: 'openai',
    modelRequested: 'gpt-4.1-mini',
    modelAnswered: 'gpt-4.1-mini-2025-04-14',
    inputTokens: 1956,
    outputTokens: 117,
    cachedTokens: 1792,
    finishReason: 'stop',
    sessionId: 'se',
    userId: 'u',
    promptVersion: '4',
    inputKey: 'gen_ai.prompt.2.content',
    outputKey: 'gen_ai.completion.0.content',
  })
  expect(span.inputMessages).toEqual([
    { role: 'user', text: 'list all' },
    { role: 'assistant', text: '', toolCalls: [{ id: 'c', name: 'list', arguments: '{}' }] },
    { role: 'tool', text: 'none', toolCallId: 'c' },
  ])
})

test.each([
  ['workflow', 'chain', null, null],
  ['task', 'chain', null, null],
  ['agent', 'agent', null, 'planner'],
  ['tool', 'tool', 'planner', null],
] as const)('a %s is kind %s', (word, kind, toolName, agentName) => {
  const span = translatedSpan({
    'traceloop.span.kind': word,
    'traceloop.entity.name': 'planner',
    'traceloop.entity.input': '{}',
    'traceloop.entity.output': '7',
  })
  expect(span).toMatchObject({
    kind,
    toolName,
    agentName,
    inputKey: 'traceloop.entity.input',
    outputKey: 'traceloop.entity.output',
  })
})
