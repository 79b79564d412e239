import { readFileSync } from 'node:fs'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { expect, test } from 'vitest'
import { checkFixture, probeOf, readWith } from '../../../testing/importing.ts'
import { detectImporter } from '../../detect.ts'
import { langSmith } from './index.ts'
import { LANGSMITH_REASONS } from './schema.ts'

const fixture = (name: string): URL => new URL(`fixtures/${name}`, import.meta.url)

test.each([
  ['runs.jsonl', 4],
  ['query.json', 2],
  ['trace.json', 2],
  ['nested.json', 2],
  ['table.csv', 2],
  ['feedback.jsonl', 0],
  ['client-log.jsonl', 2],
] as const)('%s gives the same %i spans however it is named, cut and chunked', async (name, spans) => {
  expect(await checkFixture(langSmith, fixture(name), { cut: 'ids' })).toBe(spans)
})

test('tokens and costs are those of the model calls, not of the chain that repeats them', async () => {
  const { spans } = await readWith(langSmith, readFileSync(fixture('runs.jsonl')))
  expect(
    spans.map(({ kind, inputTokens, outputTokens, cachedTokens, costUsd }) => [
      kind,
      inputTokens,
      outputTokens,
      cachedTokens,
      costUsd,
    ]),
  ).toEqual([
    ['chain', null, null, null, null],
    ['llm', 40, 9, 16, 0.00015],
    ['tool', null, null, null, null],
    ['llm', 50, 6, null, null],
  ])
})

test('a tool call that stands in the content and beside it is one', async () => {
  const { spans } = await readWith(langSmith, readFileSync(fixture('runs.jsonl')))
  expect(spans[1]?.outputMessages).toEqual([
    {
      role: 'assistant',
      text: 'Let me look.',
      toolCalls: [{ id: 'call_1', name: 'find_order', arguments: '{"id":12}' }],
    },
  ])
  expect(spans[2]).toMatchObject({ toolName: 'find_order', toolCallId: 'call_1', errorType: 'KeyError' })
  // The repeated history is the same objects.
  expect(spans[3]?.inputMessages[1]).toBe(spans[1]?.inputMessages[1])
})

test('the tree and the trace come from the dotted order where nothing else tells', async () => {
  const { spans } = await readWith(langSmith, readFileSync(fixture('runs.jsonl')))
  const root = spans[0]?.spanId
  expect(spans[2]).toMatchObject({ parentSpanId: root, traceId: root })
})

test('the project of a run is no session, the thread of its metadata is', async () => {
  const { spans } = await readWith(langSmith, readFileSync(fixture('runs.jsonl')))
  expect(new Set(spans.map(({ sessionId }) => sessionId))).toEqual(new Set(['conv-7']))
})

test('statistics of feedback count only where its rows were not read', async () => {
  const notes = new Map<string, unknown>()
  const rows = await readWith(langSmith, readFileSync(fixture('feedback.jsonl')), undefined, undefined, notes)
  const runs = await readWith(langSmith, readFileSync(fixture('runs.jsonl')), undefined, undefined, notes)
  expect(
    rows.scores.map(({ name, value, label, evaluatorKind }) => [name, value, label, evaluatorKind]),
  ).toEqual([
    ['groundedness', 0.75, null, 'llm'],
    ['helpful', null, 'partly', 'code'],
    ['thumb', 0, null, 'human'],
  ])
  expect(rows.rejected.map(({ reason }) => reason)).toEqual([LANGSMITH_REASONS.noRun])
  expect(runs.scores.map(({ name, value, label }) => [name, value, label])).toEqual([['tone', null, 'calm']])
  const alone = await readWith(langSmith, readFileSync(fixture('runs.jsonl')))
  expect(alone.scores.map(({ name, value, spanId }) => [name, value, spanId])).toEqual([
    ['helpful', 0.5, null],
    ['tone', null, null],
  ])
})

test('a run nested in another without ids of a trace belongs to the trace of the outermost', async () => {
  const { spans, scores } = await readWith(langSmith, readFileSync(fixture('nested.json')))
  expect(spans.map(({ traceId, spanId, parentSpanId }) => [traceId, spanId, parentSpanId])).toEqual([
    ['run-1', 'run-1', null],
    ['run-1', 'run-2', 'run-1'],
  ])
  expect(scores).toMatchObject([{ name: 'correct', value: 1, judge: 'ann', evaluatorKind: 'human' }])
})

test('the beginning and the update of a run in the log of a client are one span', async () => {
  const { spans, skipped, rejected } = await readWith(langSmith, readFileSync(fixture('client-log.jsonl')))
  expect(spans.map(({ name, durationNs, outputTokens }) => [name, durationNs, outputTokens])).toEqual([
    ['Graph', 2_999_999_000, null],
    ['Chat', 1_000_000_000, 2],
  ])
  expect(skipped.map(({ reason }) => reason)).toEqual([LANGSMITH_REASONS.merged, LANGSMITH_REASONS.merged])
  expect(rejected.map(({ reason }) => reason)).toEqual([LANGSMITH_REASONS.noBase])
})

function text(
  name: string,
  value: string | null,
): { name: string; data: (string | null)[]; type: 'STRING'; nullable: boolean } {
  return { name, data: [value], type: 'STRING', nullable: true }
}

test('a bulk export as Parquet: payloads are JSON text, times columns of their own type', async () => {
  const id = '000000f2-0000-4000-8000-0000000000f2'
  const root = '000000f1-0000-4000-8000-0000000000f1'
  const file = new Uint8Array(
    parquetWriteBuffer({
      columnData: [
        text('id', id),
        text('name', 'Chat'),
        text('run_type', 'llm'),
        { name: 'start_time', data: [new Date('2026-03-02T16:00:00.123Z')], type: 'TIMESTAMP' },
        { name: 'end_time', data: [new Date('2026-03-02T16:00:01.123Z')], type: 'TIMESTAMP' },
        text('inputs', '{"messages":[[{"type":"human","content":"hi"}]]}'),
        text('outputs', '{"generations":[[{"text":"ho","message":{"type":"ai","content":"ho"}}]]}'),
        text('extra', '{"metadata":{"thread_id":"t-1","ls_model_name":"mini"}}'),
        text('error', null),
        text('dotted_order', `20260302T160000000000Z${root}.20260302T160000123000Z${id}`),
        { name: 'prompt_tokens', data: [2n], type: 'INT64' },
        { name: 'completion_tokens', data: [1n], type: 'INT64' },
        text('total_cost', '0.25'),
        text('feedback_stats', '{"ok":{"n":1,"avg":1}}'),
      ],
    }),
  )
  expect(detectImporter(probeOf(file)).importer?.id).toBe('langsmith')
  const { spans, scores, rejected } = await readWith(langSmith, file)
  expect(rejected).toEqual([])
  expect(spans).toMatchObject([
    {
      traceId: root,
      spanId: id,
      parentSpanId: root,
      kind: 'llm',
      startUs: 1772467200123000,
      durationNs: 1e9,
      sessionId: 't-1',
      modelRequested: 'mini',
      inputTokens: 2,
      outputTokens: 1,
      costUsd: 0.25,
      inputMessages: [{ role: 'user', text: 'hi' }],
      outputMessages: [{ role: 'assistant', text: 'ho' }],
    },
  ])
  expect(scores).toMatchObject([{ name: 'ok', value: 1, spanId: id }])
})

function run(id: string, parent_run_id: string | null, run_type: string): string {
  return JSON.stringify({
    id,
    parent_run_id,
    run_type,
    name: id,
    start_time: '2026-03-02T09:00:00',
    end_time: null,
  })
}

test('runs that name no trace belong to that of the highest run above them, in whatever order they come', async () => {
  const lines = [run('c', 'b', 'llm'), run('a', null, 'chain'), run('b', 'a', 'chain')].join('\n')
  const { spans } = await readWith(langSmith, lines)
  expect(spans.map(({ spanId, traceId }) => [spanId, traceId])).toEqual([
    ['c', 'a'],
    ['a', 'a'],
    ['b', 'a'],
  ])
})

test("a data frame's cells may be written as Python writes them, its rows by columns", async () => {
  const csv = [
    'id,trace_id,run_type,name,start_time,inputs,extra',
    `r,t,llm,call,2026-03-02 09:00:00,"{'messages': [{'role': 'user', 'content': ""it's""}]}","{'metadata': {'thread_id': 's', 'n': None}}"`,
  ].join('\n')
  const columns = JSON.stringify({
    id: { 0: 'r' },
    trace_id: { 0: 't' },
    run_type: { 0: 'llm' },
    start_time: { 0: 1772442000000 },
    inputs: { 0: { messages: [{ role: 'user', content: "it's" }] } },
    extra: { 0: { metadata: { thread_id: 's' } } },
  })
  for (const content of [csv, columns]) {
    expect(detectImporter(probeOf(content)).importer?.id).toBe('langsmith')
    const { spans } = await readWith(langSmith, content)
    expect(spans).toMatchObject([
      {
        spanId: 'r',
        startUs: 1772442000000000,
        sessionId: 's',
        inputMessages: [{ role: 'user', text: "it's" }],
      },
    ])
  }
})
