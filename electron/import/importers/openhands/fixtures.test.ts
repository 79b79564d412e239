import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { checkFixture, readWith } from '../../../testing/importing.ts'
import { openHands } from './index.ts'

const fixture = (name: string): URL => new URL(`fixtures/${name}`, import.meta.url)
const read = (name: string) => readWith(openHands, readFileSync(fixture(name)), undefined, `x/${name}`)

test.each([
  ['trajectory.json', 7],
  ['output.jsonl', 8],
  ['sdk.jsonl', 5],
  ['completion.json', 1],
] as const)('%s gives the same %i spans however it is named, cut and chunked', async (name, spans) => {
  expect(await checkFixture(openHands, fixture(name), { cut: 'anything' })).toBe(spans)
})

test('a response with several calls is one answer, counted once, with a tool for each', async () => {
  const { spans } = await read('trajectory.json')
  expect(spans.map(({ spanId, kind, parentSpanId }) => [spanId, kind, parentSpanId])).toEqual([
    ['resp-1', 'llm', null],
    ['call_a', 'tool', 'resp-1'],
    ['call_b', 'tool', 'resp-1'],
    ['resp-2', 'llm', null],
    ['call_c', 'tool', 'resp-2'],
    ['resp-3', 'llm', null],
    ['call_d', 'tool', 'resp-3'],
  ])
  const calls = spans.filter(({ kind }) => kind === 'llm')
  expect(
    calls.map(({ inputTokens, outputTokens, cachedTokens }) => [inputTokens, outputTokens, cachedTokens]),
  ).toEqual([
    [100, 20, 40],
    [150, 10, null],
    [170, 5, null],
  ])
  expect(calls.reduce((total, { costUsd }) => total + (costUsd ?? 0), 0)).toBeCloseTo(0.035, 12)
  expect(spans.map(({ attributes }) => attributes.get('gen_ai.tool.call.result'))).toEqual([
    undefined,
    'ferry.py',
    'Your thought has been logged.',
    undefined,
    'no rule',
    undefined,
    undefined,
  ])
  expect(spans[4]).toMatchObject({ status: 'error' })
})

test('after a condensation the model is given the summary instead of what it stands for', async () => {
  const { spans } = await read('trajectory.json')
  const second = spans.find(({ spanId }) => spanId === 'resp-2')
  expect(second?.inputMessages.map(({ text }) => text)).toEqual([
    'You are a ship.',
    'Find the ferry.',
    'We looked.',
  ])
})

test('an evaluation tells the model, the outcome, why the run failed, and how long each call took', async () => {
  const { spans, scores, aliases } = await read('output.jsonl')
  const [call] = spans
  expect(call).toMatchObject({
    modelRequested: 'fjord/fjord-3',
    modelAnswered: 'fjord-3-0102',
    provider: 'fjord',
    agentName: 'CodeActAgent',
    costUsd: 0.011,
    durationNs: 1.5e9,
    status: 'error',
    statusMessage: 'RuntimeError: Agent got stuck in a loop',
  })
  expect(scores.map(({ name, value }) => [name, value])).toEqual([
    ['resolved', 0],
    ['correct', 1],
  ])
  expect(aliases.map(({ alias }) => alias)).toEqual(['fjord__ferry-7', 'fjord__ferry-8', 'fjord__ferry-9'])
  expect(spans.at(-1)).toMatchObject({
    kind: 'other',
    status: 'error',
    statusMessage: 'Runtime failed to start',
  })
})

test('pairs of the old histories are actions and what they caused', async () => {
  const { spans } = await read('output.jsonl')
  const old = spans.filter(({ traceId }) => traceId.startsWith('fjord__ferry-8'))
  expect(old.map(({ kind, name, costUsd }) => [kind, name, costUsd])).toEqual([
    ['llm', 'chat', null],
    ['tool', 'run', null],
    ['llm', 'chat', 0.5],
    ['tool', 'finish', null],
  ])
  expect(old[0]?.inputMessages).toEqual([{ role: 'user', text: 'Go.' }])
  expect(old[1]?.attributes.get('gen_ai.tool.call.arguments')).toBe('{"command":"ls"}')
})

test('events of the SDK tell calls by response, and a condensation is one of them', async () => {
  const { spans } = await read('sdk.jsonl')
  expect(
    spans.map(({ spanId, name, inputTokens, costUsd, status }) => [
      spanId,
      name,
      inputTokens,
      costUsd,
      status,
    ]),
  ).toEqual([
    ['resp-1', 'chat', 100, 0.01, 'unset'],
    ['call_a', 'terminal', null, null, 'unset'],
    ['call_b', 'terminal', null, null, 'error'],
    ['resp-2', 'condense', 90, 0.005, 'unset'],
    ['resp-3', 'chat', 120, 0.02, 'error'],
  ])
  expect(spans[0]).toMatchObject({ durationNs: 1.5e9, cachedTokens: 40 })
  expect(spans[4]).toMatchObject({ errorType: 'BudgetExceeded' })
  expect(spans[4]?.inputMessages.map(({ text }) => text)).toEqual([
    'You are a ship.',
    'Find the ferry.',
    'We looked.',
  ])
})

test('logged calls of one folder that begin alike are one trace, others are not', async () => {
  const notes = new Map<string, unknown>()
  const text = readFileSync(fixture('completion.json'), 'utf8')
  const traces = []
  for (const path of ['a/1.json', 'a/2.json', 'b/1.json']) {
    const later = text.replace('resp-2', `resp-${path}`)
    const { spans } = await readWith(openHands, later, undefined, path, notes)
    traces.push(spans[0]?.traceId)
  }
  expect(traces[0]).toBe(traces[1])
  expect(traces[2]).not.toBe(traces[0])
})

test('one event alone is told of and not read', async () => {
  const [line] = readFileSync(fixture('sdk.jsonl'), 'utf8').split('\n')
  const { spans, skipped } = await readWith(openHands, line ?? '')
  expect([spans.length, skipped.length]).toEqual([0, 1])
})
