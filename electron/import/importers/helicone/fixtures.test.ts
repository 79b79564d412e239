import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { checkFixture, readWith } from '../../../testing/importing.ts'
import { helicone } from './index.ts'
import { HELICONE_REASONS } from './schema.ts'

const fixture = (name: string): URL => new URL(`fixtures/${name}`, import.meta.url)

test.each([
  ['requests.jsonl', 5],
  ['page.json', 1],
  ['table.csv', 2],
] as const)('%s gives the same %i spans however it is named, cut and chunked', async (name, spans) => {
  expect(await checkFixture(helicone, fixture(name))).toBe(spans)
})

test('requests of a session are one trace, others traces of their own', async () => {
  const { spans } = await readWith(helicone, readFileSync(fixture('requests.jsonl')))
  expect(spans.map(({ traceId, kind, name, sessionId }) => [traceId, kind, name, sessionId])).toEqual([
    ['s-1', 'llm', 'plan', 's-1'],
    ['s-1', 'tool', 'weather', 's-1'],
    ['s-1', 'llm', 'plan', 's-1'],
    ['q-4', 'llm', 'gpt-4.1', null],
    ['q-5', 'llm', 'gpt-4.1', null],
  ])
})

test('tokens are those of the response, which counts what was cached as its provider does', async () => {
  const { spans } = await readWith(helicone, readFileSync(fixture('requests.jsonl')))
  expect(
    spans.map(({ inputTokens, outputTokens, cachedTokens, costUsd, durationNs }) => [
      inputTokens,
      outputTokens,
      cachedTokens,
      costUsd,
      durationNs,
    ]),
  ).toEqual([
    [12, 5, 4, 0.0004, 1_250_000_000],
    [null, null, null, null, 400_000_000],
    [23, 2, 20, 0.000_052, 1_900_000_000],
    [null, null, null, null, 1_000_000_000],
    [null, null, null, null, null],
  ])
})

test('bodies of either provider are messages; a refused request says why', async () => {
  const { spans } = await readWith(helicone, readFileSync(fixture('requests.jsonl')))
  expect(spans[0]).toMatchObject({
    promptVersion: 'plan@v3',
    environment: 'prod',
    finishReason: 'tool_calls',
    inputMessages: [{ role: 'user', text: 'Weather in Rome?' }],
    outputMessages: [
      {
        role: 'assistant',
        text: '',
        toolCalls: [{ id: 'c1', name: 'weather', arguments: '{"city":"Rome"}' }],
      },
    ],
  })
  expect(spans[2]).toMatchObject({
    finishReason: 'end_turn',
    inputMessages: [
      { role: 'system', text: 'Be brief.' },
      { role: 'user', text: 'Weather in Rome?' },
    ],
    outputMessages: [{ role: 'assistant', text: 'Rain.' }],
  })
  expect(spans[3]).toMatchObject({
    status: 'error',
    statusMessage: 'Rate limit reached.',
    errorType: 'rate_limit_exceeded',
    outputMessages: [],
  })
  expect(spans[3]?.attributes.get('http.response.status_code')).toBe(429)
})

test('scores keep their names without the mark of booleans, and tell a judging model', async () => {
  const { scores } = await readWith(helicone, readFileSync(fixture('requests.jsonl')))
  expect(
    scores.map(({ spanId, name, value, evaluatorKind }) => [spanId, name, value, evaluatorKind]),
  ).toEqual([
    ['q-1', 'fit', 1, null],
    ['q-1', 'tone-laj-v1', 80, 'llm'],
    ['q-1', 'feedback', 1, 'human'],
  ])
})

test('a request without an id is told of', async () => {
  const { rejected } = await readWith(helicone, readFileSync(fixture('page.json')))
  expect(rejected.map(({ reason }) => reason)).toEqual([HELICONE_REASONS.noId])
})
