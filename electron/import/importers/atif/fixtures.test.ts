import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { checkFixture, readWith } from '../../../testing/importing.ts'
import { atif } from './index.ts'

const fixture = (name: string): URL => new URL(`fixtures/${name}`, import.meta.url)
const read = (name: string) => readWith(atif, readFileSync(fixture(name)))

test.each([
  ['run.json', 6],
  ['side-by-side.json', 4],
  ['lines.jsonl', 6],
] as const)('%s gives the same %i spans however it is named, cut and chunked', async (name, spans) => {
  expect(await checkFixture(atif, fixture(name), { cut: 'anything' })).toBe(spans)
})

test('each step of the agent is a call, each of its tool calls has its own result', async () => {
  const { spans, scores } = await read('run.json')
  expect(spans.map(({ spanId, kind, parentSpanId }) => [spanId, kind, parentSpanId])).toEqual([
    ['step-3', 'llm', null],
    ['call_2', 'tool', 'step-3'],
    ['call_1', 'tool', 'step-3'],
    ['step-4', 'agent', null],
    ['call_3', 'tool', 'step-4'],
    ['step-5', 'llm', null],
  ])
  expect(spans.map(({ attributes }) => attributes.get('gen_ai.tool.call.result'))).toEqual([
    undefined,
    'fog',
    'nothing',
    undefined,
    'ding',
    undefined,
  ])
  expect(spans[2]?.status).toBe('error')
  expect(spans[0]).toMatchObject({
    modelRequested: 'fjord-2-0102',
    modelAnswered: 'fjord-2-0102',
    inputTokens: 100,
    cachedTokens: 60,
    costUsd: 0.001,
    durationNs: null,
    agentName: 'harbour',
    sessionId: 'sess-ferry-1',
  })
  expect(spans[5]).toMatchObject({ modelRequested: 'fjord-2', modelAnswered: null })
  expect(scores.map(({ name, value }) => [name, value])).toEqual([['reward', 0.5]])
})

test('a sub-agent beside its parent hangs below the call that began it, whichever comes first', async () => {
  const { spans } = await read('side-by-side.json')
  expect(spans.map(({ traceId, spanId, parentSpanId }) => [traceId, spanId, parentSpanId])).toEqual([
    ['sess-parent-1', 'step-2', null],
    ['sess-parent-1', 'call_1', 'step-2'],
    ['sess-parent-1', 'sess-child-1/step-3', 'call_1'],
    ['sess-parent-1', 'sess-child-1/call_1', 'sess-child-1/step-3'],
  ])
})

test('steps that were copied are told again and not counted', async () => {
  const { spans } = await read('side-by-side.json')
  const [, call] = spans.filter(({ kind }) => kind === 'llm')
  expect(call?.inputTokens).toBe(40)
  expect(call?.inputMessages.map(({ role }) => role)).toEqual(['user', 'assistant', 'tool'])
})

test('an embedded sub-agent is part of the trace, totals count where no call tells its own', async () => {
  const { spans } = await read('lines.jsonl')
  const calls = spans.filter(({ kind }) => kind === 'llm')
  expect(
    calls.map(({ traceId, spanId, parentSpanId, inputTokens }) => [
      traceId,
      spanId,
      parentSpanId,
      inputTokens,
    ]),
  ).toEqual([
    ['sess-parent-2', 'traj-main/step-2', null, 80],
    ['sess-parent-2', 'traj-scout/step-3', 'traj-main/call_1', 40],
    ['sess-parent-3', 'step-2', null, 300],
  ])
  expect(calls[2]).toMatchObject({ outputTokens: 20, costUsd: 0.25 })
})

test('a sub-agent in a file of its own joins the trace of the parent that was read before', async () => {
  const notes = new Map<string, unknown>()
  const { parent, child } = JSON.parse(readFileSync(fixture('side-by-side.json'), 'utf8')) as {
    parent: unknown
    child: unknown
  }
  await readWith(atif, JSON.stringify(parent), undefined, 'trajectory.json', notes)
  const { spans } = await readWith(atif, JSON.stringify(child), undefined, 'trajectory.scout.json', notes)
  expect(spans.map(({ traceId, parentSpanId }) => [traceId, parentSpanId])).toEqual([
    ['sess-parent-1', 'call_1'],
    ['sess-parent-1', 'sess-child-1/step-3'],
  ])
})
