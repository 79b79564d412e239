import { expect, test } from 'vitest'
import { translatedSpan } from '../../../testing/translated-span.ts'

const INNER = {
  'ai.operationId': 'ai.generateText.doGenerate',
  'ai.model.id': 'gpt-4o',
  'ai.model.provider': 'openai.chat',
  'ai.response.model': 'gpt-4o-2024-08-06',
  'ai.response.finishReason': 'tool-calls',
  'ai.response.toolCalls': '[{"toolCallId":"c","toolName":"weather","input":"{\\"city\\":\\"Kiel\\"}"}]',
  'ai.usage.inputTokens': 12,
  'ai.usage.outputTokens': 4,
  'ai.usage.cachedInputTokens': 3,
  'ai.prompt.messages':
    '[{"role":"user","content":[{"type":"text","text":"Rain?"}]},{"role":"tool","content":[{"type":"tool-result","toolCallId":"b","toolName":"clock","output":{"type":"json","value":{"h":9}}}]}]',
  'ai.telemetry.metadata.sessionId': 'se',
  'ai.telemetry.metadata.userId': 'u',
  'gen_ai.request.model': 'gpt-4o',
  'gen_ai.usage.input_tokens': 12,
}

test('the inner span is the model call, with messages, tool calls and usage', () => {
  const span = translatedSpan(INNER)
  expect(span).toMatchObject({
    kind: 'llm',
    modelRequested: 'gpt-4o',
    modelAnswered: 'gpt-4o-2024-08-06',
    provider: 'openai.chat',
    finishReason: 'tool-calls',
    inputTokens: 12,
    outputTokens: 4,
    cachedTokens: 3,
    sessionId: 'se',
    userId: 'u',
    inputKey: 'ai.prompt.messages',
    outputKey: 'ai.response.toolCalls',
  })
  expect(span.inputMessages).toEqual([
    { role: 'user', text: 'Rain?' },
    { role: 'tool', text: '{"h":9}', toolCallId: 'b', name: 'clock' },
  ])
  expect(span.outputMessages).toEqual([
    { role: 'assistant', text: '', toolCalls: [{ id: 'c', name: 'weather', arguments: '{"city":"Kiel"}' }] },
  ])
})

test.each([
  ['ai.generateText', 'agent'],
  ['ai.streamText', 'agent'],
  ['ai.streamText.doStream', 'llm'],
  ['ai.generateObject', 'chain'],
  ['ai.generateObject.doGenerate', 'llm'],
  ['ai.embed', 'chain'],
  ['ai.embedMany.doEmbed', 'embedding'],
  ['ai.toolCall', 'tool'],
] as const)('%s is kind %s', (operation, kind) => {
  const span = translatedSpan({
    'ai.operationId': operation,
    'ai.usage.inputTokens': 5,
    'ai.toolCall.name': 'x',
  })
  expect(span.kind).toBe(kind)
  expect(span.inputTokens).toBe(kind === 'llm' || kind === 'embedding' ? 5 : null)
})
