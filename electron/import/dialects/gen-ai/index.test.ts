import { expect, test } from 'vitest'
import { attributeText, type AttributeValue, SplitText } from '../../../../shared/model/attribute.ts'
import type { SpanEvent } from '../../../../shared/model/span.ts'
import { translatedSpan } from '../../../testing/translated-span.ts'
import { SourceMemory } from '../../translate.ts'

const MESSAGES = [
  { role: 'system', parts: [{ type: 'text', content: 'Be brief.' }] },
  {
    role: 'user',
    parts: [
      { type: 'text', content: 'Look at' },
      { type: 'uri', modality: 'image', uri: 'x' },
    ],
  },
  {
    role: 'assistant',
    parts: [
      { type: 'reasoning', content: 'hm' },
      { type: 'tool_call', id: 'c1', name: 'find', arguments: { id: 1 } },
    ],
  },
  {
    role: 'tool',
    parts: [
      { type: 'tool_call_response', id: 'c1', response: { ok: true } },
      { type: 'tool_call_response', id: 'c2', result: 'none' },
    ],
  },
]
const READ = [
  { role: 'system', text: 'Be brief.' },
  { role: 'user', text: 'Look at\n\n[image]' },
  {
    role: 'assistant',
    text: '',
    reasoning: 'hm',
    toolCalls: [{ id: 'c1', name: 'find', arguments: '{"id":1}' }],
  },
  { role: 'tool', text: '{"ok":true}', toolCallId: 'c1' },
  { role: 'tool', text: 'none', toolCallId: 'c2' },
]

test('a model call of the current conventions is read in full', () => {
  const span = translatedSpan({
    'gen_ai.operation.name': 'chat',
    'gen_ai.provider.name': 'anthropic',
    'gen_ai.request.model': 'claude-sonnet-4',
    'gen_ai.response.model': 'claude-sonnet-4-20250514',
    'gen_ai.usage.input_tokens': 10,
    'gen_ai.usage.output_tokens': 3,
    'gen_ai.usage.cache_read.input_tokens': 8,
    'gen_ai.usage.cost': 0.5,
    'gen_ai.response.finish_reasons': ['length'],
    'gen_ai.conversation.id': 'conv',
    'gen_ai.agent.name': 'helper',
    'gen_ai.prompt.version': '7',
    'gen_ai.system_instructions': '[{"type":"text","content":"You help."}]',
    'gen_ai.input.messages': JSON.stringify(MESSAGES),
    'gen_ai.output.messages':
      '[{"role":"assistant","parts":[{"type":"text","content":"Done"}],"finish_reason":"length"}]',
  })
  expect(span).toMatchObject({
    kind: 'llm',
    provider: 'anthropic',
    modelRequested: 'claude-sonnet-4',
    modelAnswered: 'claude-sonnet-4-20250514',
    inputTokens: 10,
    outputTokens: 3,
    cachedTokens: 8,
    costUsd: 0.5,
    finishReason: 'length',
    sessionId: 'conv',
    agentName: 'helper',
    promptVersion: '7',
    inputKey: 'gen_ai.input.messages',
    outputKey: 'gen_ai.output.messages',
  })
  expect(span.inputMessages).toEqual([{ role: 'system', text: 'You help.' }, ...READ])
  expect(span.outputMessages).toEqual([{ role: 'assistant', text: 'Done' }])
})

test('structured messages say the same as their JSON text', () => {
  const structured = MESSAGES.map(
    ({ role, parts }) =>
      new Map<string, AttributeValue>([
        ['role', role],
        [
          'parts',
          parts.map((part) => new Map(Object.entries(part).map(([key, value]) => [key, asAttribute(value)]))),
        ],
      ]),
  )
  const span = translatedSpan({ 'gen_ai.operation.name': 'chat', 'gen_ai.input.messages': structured })
  expect(span.inputMessages).toEqual(READ)
})

function asAttribute(value: string | object): AttributeValue {
  return typeof value === 'string' ? value : new Map<string, AttributeValue>(Object.entries(value))
}

test('a history that grows keeps its Message objects and is cut into pieces', () => {
  const memory = new SourceMemory()
  const history: { role: string; parts: { type: string; content: string }[] }[] = []
  let before = translatedSpan({}, {}, memory)
  for (let turn = 0; turn < 4; turn++) {
    history.push({
      role: 'user',
      parts: [{ type: 'text', content: `${turn} ${'word '.repeat(200)}"[{]}\\` }],
    })
    const text = JSON.stringify(history)
    const span = translatedSpan(
      { 'gen_ai.operation.name': 'chat', 'gen_ai.input.messages': text },
      {},
      memory,
    )
    const value = span.attributes.get('gen_ai.input.messages')
    expect(value).toBeInstanceOf(SplitText)
    expect(value instanceof SplitText && value.pieces).toHaveLength(turn + 1)
    expect(attributeText(value)).toBe(text)
    for (const [i, message] of before.inputMessages.entries()) expect(span.inputMessages[i]).toBe(message)
    before = span
  }
  const elsewhere = translatedSpan(
    { 'gen_ai.operation.name': 'chat', 'gen_ai.input.messages': ` ${JSON.stringify(history)}` },
    { traceId: 'other' },
    memory,
  )
  expect(elsewhere.inputMessages).toEqual(before.inputMessages)
  expect(elsewhere.inputMessages[0]).toBe(before.inputMessages[0])
})

test('arguments nested too deep to be written out do not stop the import', () => {
  const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`
  const span = translatedSpan({
    'gen_ai.operation.name': 'chat',
    'gen_ai.output.messages': `[{"role":"assistant","parts":[{"type":"tool_call","name":"f","arguments":${deep}}]}]`,
  })
  expect(span.outputMessages[0]?.toolCalls).toEqual([{ id: null, name: 'f', arguments: '' }])
})

const event = (name: string, attributes: Record<string, string | Map<string, string>>): SpanEvent => ({
  name,
  atUs: 1,
  atSubNs: 0,
  attributes: new Map(Object.entries(attributes)),
})

test.each<[generation: string, events: SpanEvent[]]>([
  [
    'message events with attributes',
    [
      event('gen_ai.system.message', { content: 'Be brief.' }),
      event('gen_ai.user.message', { content: 'Hi' }),
      event('gen_ai.tool.message', { content: '7', id: 'c1' }),
      event('gen_ai.choice', { finish_reason: 'stop', message: '{"role":"assistant","content":"Hello"}' }),
    ],
  ],
  [
    'log records with bodies',
    [
      event('gen_ai.system.message', { body: new Map([['content', 'Be brief.']]) }),
      event('gen_ai.user.message', { body: '{"content":"Hi"}' }),
      event('gen_ai.tool.message', { body: '{"content":"7","id":"c1"}' }),
      event('gen_ai.choice', {
        body: '{"finish_reason":"stop","message":{"role":"assistant","content":"Hello"}}',
      }),
    ],
  ],
  [
    'content events',
    [
      event('gen_ai.content.prompt', {
        'gen_ai.prompt':
          '[{"role":"system","content":"Be brief."},{"role":"user","content":"Hi"},{"role":"tool","content":"7","tool_call_id":"c1"}]',
      }),
      event('gen_ai.content.completion', { 'gen_ai.completion': '[{"role":"assistant","content":"Hello"}]' }),
    ],
  ],
])('older %s give the messages', (_, events) => {
  const span = translatedSpan({ 'gen_ai.system': 'openai', 'gen_ai.request.model': 'gpt-4o' }, { events })
  expect(span.kind).toBe('llm')
  expect(span.inputMessages).toEqual([
    { role: 'system', text: 'Be brief.' },
    { role: 'user', text: 'Hi' },
    { role: 'tool', text: '7', toolCallId: 'c1' },
  ])
  expect(span.outputMessages).toEqual([{ role: 'assistant', text: 'Hello' }])
})

test('a tool span has its name, call, arguments and result; an agent has no tokens of its own', () => {
  expect(
    translatedSpan(
      {
        'gen_ai.operation.name': 'execute_tool',
        'gen_ai.tool.call.id': 'c1',
        'gen_ai.tool.call.arguments': '{}',
        'gen_ai.tool.call.result': 'x',
        'error.type': 'timeout',
      },
      { name: 'execute_tool search' },
    ),
  ).toMatchObject({
    kind: 'tool',
    toolName: 'search',
    toolCallId: 'c1',
    inputKey: 'gen_ai.tool.call.arguments',
    outputKey: 'gen_ai.tool.call.result',
    errorType: 'timeout',
  })
  expect(
    translatedSpan({
      'gen_ai.operation.name': 'invoke_agent',
      'gen_ai.agent.name': 'a',
      'gen_ai.usage.input_tokens': 5,
    }),
  ).toMatchObject({
    kind: 'agent',
    agentName: 'a',
    inputTokens: null,
  })
})

test('a plain service span stays other, keeps its HTTP attributes and names its exception', () => {
  const span = translatedSpan(
    { 'http.response.status_code': 500, 'gen_ai.conversation.id': 'c' },
    {
      events: [event('exception', { 'exception.type': 'OSError' })],
      resource: {
        attributes: new Map([
          ['service.name', 'shop'],
          ['deployment.environment', 'prod'],
        ]),
      },
    },
  )
  expect(span).toMatchObject({
    kind: 'other',
    errorType: 'OSError',
    service: 'shop',
    environment: 'prod',
    sessionId: 'c',
  })
  expect(span.attributes.get('http.response.status_code')).toBe(500)
})

test('a Google ADK call is read from its request and answer', () => {
  const span = translatedSpan({
    'gen_ai.system': 'gcp.vertex.agent',
    'gen_ai.request.model': 'gemini-2.5',
    'gen_ai.response.finish_reasons': '["stop"]',
    'gcp.vertex.agent.llm_request':
      '{"model":"gemini-2.5","contents":[{"role":"user","parts":[{"text":"Hi"}]},{"role":"user","parts":[{"function_response":{"id":"f","name":"find","response":{"result":1}}}]}]}',
    'gcp.vertex.agent.llm_response':
      '{"content":{"role":"model","parts":[{"function_call":{"id":"f","name":"find","args":{}}}]},"partial":false}',
  })
  expect(span).toMatchObject({ kind: 'llm', finishReason: 'stop' })
  expect(span.inputMessages).toEqual([
    { role: 'user', text: 'Hi' },
    { role: 'user', text: '{"result":1}', toolCallId: 'f', name: 'find' },
  ])
  expect(span.outputMessages).toEqual([
    { role: 'model', text: '', toolCalls: [{ id: 'f', name: 'find', arguments: '{}' }] },
  ])
})
