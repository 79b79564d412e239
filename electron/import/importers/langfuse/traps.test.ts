import { expect, test } from 'vitest'
import { detectImporter } from '../../detect.ts'
import type { SharedNotes } from '../../importer.ts'
import { probeOf, readWith } from '../../../testing/importing.ts'
import { langfuse } from './index.ts'
import { LANGFUSE_REASONS } from './schema.ts'

const START = '2026-02-01T10:00:00.000Z'

function observation(id: string, more: object = {}): object {
  return { id, traceId: 't', parentObservationId: 'root', type: 'SPAN', name: id, startTime: START, ...more }
}

function generation(more: object): object {
  return observation('g', { type: 'GENERATION', model: 'tiny-2', ...more })
}

async function spanOf(raw: object): Promise<Awaited<ReturnType<typeof readWith>>['spans'][number]> {
  const [span] = (await readWith(langfuse, JSON.stringify(raw))).spans
  if (!span) throw new Error('no span')
  return span
}

test.each([
  ['beside', { input: 10, input_cache_read: 30, output: 5, output_reasoning: 2, total: 47 }, [40, 7, 30]],
  ['beside, without a total', { input: 10, input_cached_tokens: 30, output: 5 }, [40, 5, 30]],
  ['within', { input: 40, input_cache_read: 30, output: 7, output_reasoning: 2, total: 47 }, [40, 7, 30]],
  ['by Anthropic’s names', { input: 1, output: 2, cache_read_input_tokens: 5, total: 8 }, [6, 2, 5]],
  ['of one side alone', { input: 9, total: 9 }, [9, null, null]],
  ['of neither', {}, [null, null, null]],
])('tokens whose parts stand %s are counted once', async (_, usageDetails, counts) => {
  const span = await spanOf(generation({ usageDetails, inputUsage: 0 }))
  expect([span.inputTokens, span.outputTokens, span.cachedTokens]).toEqual(counts)
})

test('a cost of 0 is none where nothing was priced; parts without a total are added', async () => {
  expect((await spanOf(generation({ costDetails: {}, totalCost: 0 }))).costUsd).toBeNull()
  expect((await spanOf(generation({ costDetails: { total: 0 }, totalCost: 0 }))).costUsd).toBe(0)
  expect((await spanOf(generation({ costDetails: { input: 0.5, output: 0.25 } }))).costUsd).toBe(0.75)
})

test('an agent that repeats the usage of its calls has no tokens and no cost', async () => {
  const attributes = { 'gen_ai.operation.name': 'invoke_agent', 'gen_ai.usage.input_tokens': '9' }
  const span = await spanOf(
    observation('a', { type: 'AGENT', usageDetails: { input: 9 }, totalCost: 1, metadata: { attributes } }),
  )
  expect(span).toMatchObject({ kind: 'agent', inputTokens: null, outputTokens: null, costUsd: null })
})

test('who was asked and who answered are told apart where the source does', async () => {
  const asked = { metadata: { ls_model_name: 'tiny', ls_provider: 'harbour' } }
  expect(await spanOf(generation(asked))).toMatchObject({
    modelRequested: 'tiny',
    modelAnswered: 'tiny-2',
    provider: 'harbour',
  })
  expect(await spanOf(generation({}))).toMatchObject({ modelRequested: 'tiny-2', modelAnswered: null })
})

test('a system prompt in the attributes stands before the messages that Langfuse took out of them', async () => {
  const instructions = JSON.stringify([{ type: 'text', content: 'Be brief.' }])
  const attributes = { 'gen_ai.operation.name': 'chat', 'gen_ai.system_instructions': instructions }
  const input = JSON.stringify([{ role: 'user', parts: [{ type: 'text', content: 'When?' }] }])
  const span = await spanOf(generation({ input, metadata: JSON.stringify({ attributes }) }))
  expect(span.inputMessages).toEqual([
    { role: 'system', text: 'Be brief.' },
    { role: 'user', text: 'When?' },
  ])
})

test('a tool’s name in the place of a role is read as what the tool answered', async () => {
  const input = [{ role: 'tide_table', content: 'Noon', additional_kwargs: {} }]
  const span = await spanOf(generation({ input }))
  expect(span.inputMessages).toEqual([{ role: 'tool', text: 'Noon', name: 'tide_table' }])
})

test('what a LangChain tool returns makes its span a tool, not the nodes that pass it on', async () => {
  const kwargs = { tool_call_id: 'c1', name: 'tide_table', content: 'Noon' }
  const output = JSON.stringify({ lc: 1, type: 'constructor', id: ['x', 'ToolMessage'], kwargs })
  expect(await spanOf(observation('tide_table', { output }))).toMatchObject({
    kind: 'tool',
    toolName: 'tide_table',
    toolCallId: 'c1',
  })
  expect((await spanOf(observation('RunnableSequence', { output }))).kind).toBe('other')
})

test('both generations of a download give the same ids and scores', async () => {
  const score = { id: 's', traceId: 't', name: 'mood', value: 1, source: 'EVAL', dataType: 'NUMERIC' }
  const trace = { id: 't', timestamp: START, name: 'answer' }
  const older = {
    trace: { ...trace, scores: [{ ...score, metadata: '{}' }] },
    observations: [observation('root', { parentObservationId: null, input: { a: 1 } })],
  }
  const newer = {
    observations: [observation('root', { parentObservationId: null, input: '{"a":1}' })],
    scores: [{ executionTraceId: null, longStringValue: '', ...score }],
  }
  const [first, second] = [
    await readWith(langfuse, JSON.stringify(older)),
    await readWith(langfuse, JSON.stringify(newer)),
  ]
  expect(second.spans.map(({ traceId, spanId }) => [traceId, spanId])).toEqual([['t', 'root']])
  expect(first.spans.map(({ traceId, spanId }) => [traceId, spanId])).toEqual([['t', 'root']])
  expect(second.scores).toEqual(first.scores)
})

test('a score is judged by the model of its evaluation where that came before, or by code', async () => {
  const notes: SharedNotes = new Map()
  const environment = 'langfuse-llm-as-a-judge'
  const judges = [
    generation({ traceId: 'judge', environment, model: 'big-1' }),
    observation('c', {
      traceId: 'code',
      environment: 'langfuse-code-eval',
      name: 'Execute evaluator: Short',
    }),
    generation({ traceId: 'other', environment: 'default' }),
  ]
  await readWith(langfuse, JSON.stringify(judges), undefined, 'observations.json', notes)
  const scores = ['judge', 'code', 'other'].map((executionTraceId) => ({
    traceId: 't',
    name: 'good',
    value: 1,
    source: 'EVAL',
    dataType: 'NUMERIC',
    executionTraceId,
  }))
  const got = await readWith(langfuse, JSON.stringify(scores), undefined, 'scores.json', notes)
  expect(got.scores.map(({ judge, evaluatorKind }) => [judge, evaluatorKind])).toEqual([
    ['big-1', 'llm'],
    ['Short', 'code'],
    [null, 'llm'],
  ])
})

test('a trace without observations is not lost', async () => {
  const trace = { id: 't', timestamp: START, name: 'alone', userId: 'u', input: 'What?' }
  const { spans } = await readWith(langfuse, JSON.stringify({ trace, observations: [] }))
  expect(spans).toMatchObject([{ traceId: 't', spanId: 't', name: 'alone', userId: 'u', inputKey: 'input' }])
})

test('a latency beyond all bounds is no duration', async () => {
  const row = { id: 't', timestamp: START, name: 'slow', release: null, bookmarked: false }
  expect((await spanOf({ ...row, latency: 1.5 })).durationNs).toBe(1_500_000_000)
  expect((await spanOf({ ...row, latency: 1e300 })).durationNs).toBeNull()
})

test('a row of another kind among good ones is rejected, the others are read', async () => {
  const got = await readWith(langfuse, JSON.stringify([observation('a'), { hello: 1 }, observation('b')]))
  expect(got.spans.map(({ spanId }) => spanId)).toEqual(['a', 'b'])
  expect(got.rejected).toEqual([{ reason: LANGFUSE_REASONS.other, place: { offset: 0 } }])
})

test('rows of the sessions table and scores of a session are left out with a sentence', async () => {
  const sessions =
    '"id","createdAt","userIds","countTraces","sessionDuration"\n"s","2026-02-01","[]","2","3"\n'
  expect(detectImporter(probeOf(sessions)).importer?.id).toBe('langfuse')
  const score = { sessionId: 's', name: 'mood', value: 1, source: 'API', dataType: 'NUMERIC' }
  const got = [
    ...(await readWith(langfuse, sessions)).skipped,
    ...(await readWith(langfuse, JSON.stringify([score]))).skipped,
  ]
  expect(got.map(({ reason }) => reason)).toEqual([LANGFUSE_REASONS.session, LANGFUSE_REASONS.ofSession])
})

test('text that speaks of Langfuse is no export of it', () => {
  const line = JSON.stringify({ role: 'user', content: '{"parentObservationId":null,"traceId":"t"}' })
  expect(detectImporter(probeOf(`${line}\n${line}\n`)).importer?.id).not.toBe('langfuse')
})
