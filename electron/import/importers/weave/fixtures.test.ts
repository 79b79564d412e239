import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { checkFixture, readWith } from '../../../testing/importing.ts'
import { weave } from './index.ts'
import { WEAVE_REASONS } from './schema.ts'

const fixture = (name: string): URL => new URL(`fixtures/${name}`, import.meta.url)

test.each([
  ['calls.jsonl', 7],
  ['evaluation.json', 5],
  ['table.csv', 2],
  ['feedback.json', 0],
] as const)('%s gives the same %i spans however it is named, cut and chunked', async (name, spans) => {
  // Whether calls are below one is not known where the file was cut before them.
  expect(await checkFixture(weave, fixture(name), { cut: 'ids' })).toBe(spans)
})

test('tokens are those of the model calls, not of the callers that repeat them', async () => {
  const { spans } = await readWith(weave, readFileSync(fixture('calls.jsonl')))
  const told = spans
    .toSorted((a, b) => (a.spanId < b.spanId ? -1 : 1))
    .map(({ spanId, kind, inputTokens, outputTokens, cachedTokens }) => [
      spanId,
      kind,
      inputTokens,
      outputTokens,
      cachedTokens,
    ])
  expect(told).toEqual([
    ['c-1', 'chain', null, null, null],
    ['c-2', 'llm', 40, 9, 16],
    ['c-3', 'tool', null, null, null],
    ['c-4', 'llm', 50, 6, null],
    // Without a name that tells: no call is below it. What was cached stands beside the input.
    ['c-5', 'llm', 12, 3, 5],
    ['c-6', 'evaluator', null, null, null],
    ['c-7', 'llm', 3, 1, null],
  ])
})

test('calls in the order of their ends, callers last, tell the same', async () => {
  const lines = readFileSync(fixture('calls.jsonl'), 'utf8').trim().split('\n')
  const forward = await readWith(weave, lines.join('\n'))
  const backward = await readWith(weave, lines.toReversed().join('\n'))
  const told = ({ spans }: typeof forward): unknown[] =>
    spans
      .map(({ spanId, kind, inputTokens, outputTokens }) => [spanId, kind, inputTokens, outputTokens].join())
      .toSorted()
  expect(told(backward)).toEqual(told(forward))
})

test('a model call has its messages, its cost, its prompt; a tool that failed its exception', async () => {
  const { spans } = await readWith(weave, readFileSync(fixture('calls.jsonl')))
  expect(spans.find(({ spanId }) => spanId === 'c-2')).toMatchObject({
    name: 'openai.chat.completions.create',
    sessionId: 'chat-9',
    modelRequested: 'gpt-4.1',
    modelAnswered: 'gpt-4.1-2025-04-14',
    finishReason: 'tool_calls',
    promptVersion: 'shop-prompt@v7',
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
  expect(spans.find(({ spanId }) => spanId === 'c-2')?.costUsd).toBeCloseTo(0.000_15, 12)
  expect(spans.find(({ kind }) => kind === 'tool')).toMatchObject({
    toolName: 'find_order',
    status: 'error',
    errorType: 'KeyError',
  })
})

test('feedback on a call is one score for each measure, with the model of the scorer that gave it', async () => {
  const { scores } = await readWith(weave, readFileSync(fixture('calls.jsonl')))
  expect(
    scores.map(({ spanId, name, value, label, explanation, evaluatorKind, judge, rubricVersion }) => [
      spanId,
      name,
      value,
      label,
      explanation,
      evaluatorKind,
      judge,
      rubricVersion,
    ]),
  ).toEqual([
    ['c-1', 'reaction', null, '👍', null, 'human', 'ann', null],
    ['c-1', 'Grounded.grounded', 1, null, 'It said so.', 'llm', 'judge-1', 'v2'],
    ['c-1', 'Grounded.confidence', 0.5, null, 'It said so.', 'llm', 'judge-1', 'v2'],
  ])
})

test('an evaluation gives the scores of its predictions, and who judged', async () => {
  const { scores, spans } = await readWith(weave, readFileSync(fixture('evaluation.json')))
  expect(
    scores.map(({ spanId, name, value, label, evaluatorKind, judge }) => [
      spanId,
      name,
      value,
      label,
      evaluatorKind,
      judge,
    ]),
  ).toEqual([
    ['e-2', 'Exact', 1, null, 'code', 'Exact'],
    ['e-2', 'Tone', null, null, 'llm', 'judge-1'],
  ])
  // What came to Weave as OpenTelemetry speaks for itself.
  expect(spans.find(({ spanId }) => spanId === 'e-5')).toMatchObject({
    kind: 'llm',
    modelRequested: 'm-1',
    inputTokens: 4,
    durationNs: null,
  })
})

test('feedback in a file of its own names the calls it judges', async () => {
  const { scores, rejected } = await readWith(weave, readFileSync(fixture('feedback.json')))
  expect(
    scores.map(({ traceId, name, value, label, explanation }) => [traceId, name, value, label, explanation]),
  ).toEqual([
    ['span:c-4', 'quality', 4, null, null],
    ['span:c-4', 'note', null, null, 'Too short.'],
    ['span:c-9', 'star', null, 'great', null],
  ])
  expect(rejected.map(({ reason }) => reason)).toEqual([WEAVE_REASONS.noCall])
})

test('columns of a CSV are paths, of which models hold dots in their names', async () => {
  const { spans: rows } = await readWith(weave, readFileSync(fixture('table.csv')))
  const spans = rows.toSorted((a, b) => (a.spanId < b.spanId ? -1 : 1))
  const own = await readWith(weave, readFileSync(fixture('calls.jsonl')))
  const call = own.spans.find(({ spanId }) => spanId === 'c-2')
  expect(spans[0]).toMatchObject({ spanId: 'c-1', kind: 'chain', inputTokens: null })
  expect(spans[1]).toMatchObject({
    inputTokens: 40,
    cachedTokens: 16,
    costUsd: call?.costUsd,
    modelAnswered: 'gpt-4.1-2025-04-14',
    inputMessages: call?.inputMessages,
    outputMessages: call?.outputMessages,
  })
})
