import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { checkFixture, readWith } from '../../../testing/importing.ts'
import { datadog } from './index.ts'
import { DATADOG_REASONS } from './schema.ts'

const fixture = (name: string): URL => new URL(`fixtures/${name}`, import.meta.url)

test.each([
  ['export.json', 3],
  ['intake.jsonl', 2],
  ['apm-search.json', 1],
  ['agent-payload.json', 2],
  ['download.json', 2],
] as const)('%s gives the same %i spans however it is named, cut and chunked', async (name, spans) => {
  expect(await checkFixture(datadog, fixture(name))).toBe(spans)
})

test('an export has kinds, exact times, messages, tokens of the model calls alone, and sessions of tags', async () => {
  const { spans, rejected } = await readWith(datadog, readFileSync(fixture('export.json')))
  expect(
    spans.map(({ kind, parentSpanId, startSubNs, inputTokens, outputTokens, status }) => [
      kind,
      parentSpanId,
      startSubNs,
      inputTokens,
      outputTokens,
      status,
    ]),
  ).toEqual([
    ['agent', null, 123, null, null, 'ok'],
    ['llm', '8101', 124, 40, 9, 'ok'],
    ['tool', '8101', 123, null, null, 'error'],
  ])
  expect(spans[0]).toMatchObject({
    sessionId: 'chat-9',
    userId: 'ann',
    service: 'shop-api',
    environment: 'prod',
    agentName: 'shop_agent',
    inputKey: 'input.value',
    durationNs: 4_500_000_000,
  })
  expect(spans[1]).toMatchObject({
    modelRequested: 'gpt-4.1',
    provider: 'openai',
    cachedTokens: 16,
    costUsd: 0.000_15,
    finishReason: 'tool_calls',
    promptVersion: 'shop@7',
    inputMessages: [
      { role: 'system', text: 'Be brief.' },
      { role: 'user', text: 'Where is order 12?' },
    ],
    outputMessages: [
      {
        role: 'assistant',
        text: '',
        toolCalls: [{ id: 'call_1', name: 'find_order', arguments: '{"id":12}' }],
      },
    ],
  })
  expect(spans[2]).toMatchObject({
    toolName: 'find_order',
    toolCallId: 'call_1',
    statusMessage: 'no order 12',
    errorType: 'KeyError',
  })
  expect(rejected.map(({ reason }) => reason)).toEqual([DATADOG_REASONS.other])
})

test('evaluations are scores: measures with a verdict, categories, and who judged where it was tagged', async () => {
  const { scores } = await readWith(datadog, readFileSync(fixture('export.json')))
  expect(
    scores.map(({ spanId, name, value, label, explanation, judge }) => [
      spanId,
      name,
      value,
      label,
      explanation,
      judge,
    ]),
  ).toEqual([
    ['8101', 'Faithfulness', 0.8, 'pass', 'It said so.', 'judge-1'],
    ['8101', 'Topic', null, 'shipping', null, null],
  ])
})

test('what an SDK sends tells of all its spans at once, and evaluations by the span they join', async () => {
  const { spans, scores, rejected } = await readWith(datadog, readFileSync(fixture('intake.jsonl')))
  expect(spans[1]).toMatchObject({
    sessionId: '1',
    userId: '12',
    service: 'weather',
    environment: 'staging',
    status: 'error',
    errorType: 'Timeout',
    costUsd: 0.25,
    inputMessages: [
      { role: 'user', text: 'Rain?' },
      { role: 'tool', text: 'wet', toolCallId: 'c' },
    ],
    outputMessages: [{ role: 'assistant', text: 'Yes.' }],
  })
  expect(
    scores.map(({ traceId, spanId, name, value, judge }) => [traceId, spanId, name, value, judge]),
  ).toEqual([['t1', 's1', 'Polite', 0, 'ann']])
  expect(rejected.map(({ reason }) => reason)).toEqual([DATADOG_REASONS.noSpan])
})

test('ids of APM are whole beyond 2^53, as text or as numbers, and times exact', async () => {
  const search = await readWith(datadog, readFileSync(fixture('apm-search.json')))
  expect(search.spans[0]).toMatchObject({
    traceId: '14639012345678901234',
    spanId: '17638912345678901234',
    parentSpanId: null,
    name: 'flask.request',
    startSubNs: 789,
    durationNs: 1_000_000_000,
    otelKind: 2,
    status: 'error',
    statusMessage: 'bad',
    errorType: 'ValueError',
  })
  expect(search.spans[0]?.attributes.get('http.status_code')).toBe('500')
  const agent = await readWith(datadog, readFileSync(fixture('agent-payload.json')))
  expect(agent.spans[1]).toMatchObject({
    traceId: '14639012345678901234',
    spanId: '9007199254740993',
    parentSpanId: '17638912345678901234',
    startSubNs: 124,
    kind: 'llm',
    modelRequested: 'gpt-4.1',
    inputTokens: 7,
    errorType: 'APITimeout',
  })
  expect(agent.rejected.map(({ reason }) => reason)).toEqual([DATADOG_REASONS.other])
})

test('the download of a trace tells seconds, and may speak OpenTelemetry', async () => {
  const { spans } = await readWith(datadog, readFileSync(fixture('download.json')))
  expect(
    spans.map(({ kind, startUs, durationNs, inputTokens }) => [kind, startUs, durationNs, inputTokens]),
  ).toEqual([
    ['agent', 1_772_442_000_250_000, 1_250_000_000, null],
    ['llm', 1_772_442_000_500_000, 500_000_000, 3],
  ])
})
