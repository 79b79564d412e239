import { readFileSync } from 'node:fs'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { expect, test } from 'vitest'
import { checkFixture, probeOf, readable, readWith } from '../../../testing/importing.ts'
import { detectImporter } from '../../detect.ts'
import { mlflow } from './index.ts'
import { MLFLOW_REASONS } from './schema.ts'

const fixture = (name: string): URL => new URL(`fixtures/${name}`, import.meta.url)

test.each([
  ['trace.json', 5],
  ['search.json', 5],
  ['artifact.json', 3],
  ['v2.jsonl', 2],
  ['frame-records.json', 5],
  ['frame-columns.json', 2],
  ['frame.csv', 5],
  ['frame-v2.csv', 2],
] as const)('%s gives the same %i spans however it is named, cut and chunked', async (name, spans) => {
  expect(await checkFixture(mlflow, fixture(name), { cut: 'ids' })).toBe(spans)
})

test('a data frame holds a trace twice and gives it once, as its own file does', async () => {
  const own = await readWith(mlflow, readFileSync(fixture('trace.json')))
  for (const name of ['frame-records.json', 'frame.csv']) {
    const { spans, scores } = await readWith(mlflow, readFileSync(fixture(name)))
    expect(readable({ ...own, spans, scores })).toBe(readable(own))
  }
})

test('tokens are those of the model calls, also where only the answer counts them', async () => {
  const { spans } = await readWith(mlflow, readFileSync(fixture('trace.json')))
  expect(
    spans.map(({ kind, inputTokens, outputTokens, cachedTokens, costUsd }) => [
      kind,
      inputTokens,
      outputTokens,
      cachedTokens,
      costUsd,
    ]),
  ).toEqual([
    ['agent', null, null, null, null],
    ['llm', 20, 5, 8, 0.003],
    ['tool', null, null, null, null],
    ['tool', null, null, null, null],
    ['llm', 30, 2, null, null],
  ])
})

test('what was cached is added to the input where the total shows that it stood beside', async () => {
  const { spans } = await readWith(mlflow, readFileSync(fixture('v2.jsonl')))
  expect(spans[1]).toMatchObject({ inputTokens: 5, outputTokens: 1, cachedTokens: 3 })
})

test('numbers that MLflow adds to the names of spans are no part of the name of a tool', async () => {
  const { spans } = await readWith(mlflow, readFileSync(fixture('trace.json')))
  expect(spans.filter(({ kind }) => kind === 'tool').map(({ name, toolName }) => [name, toolName])).toEqual([
    ['weather_1', 'weather'],
    ['weather_2', 'weather'],
  ])
})

test('ids in base64 are those of the other generations in hex, times are exact to the nanosecond', async () => {
  const { spans } = await readWith(mlflow, readFileSync(fixture('artifact.json')))
  expect(spans[1]).toMatchObject({
    traceId: 'tr-0af3000000000000000000000000000b',
    spanId: '00000000000000b2',
    parentSpanId: '00000000000000b1',
    startUs: 1772532000000000,
    startSubNs: 124,
    modelRequested: 'm',
    modelAnswered: 'm-1',
    inputMessages: [{ role: 'user', text: 'hi' }],
    outputMessages: [{ role: 'assistant', text: 'ho' }],
  })
})

test('assessments are scores with their judges; an overridden one says so, an expectation is a label', async () => {
  const { scores } = await readWith(mlflow, readFileSync(fixture('trace.json')))
  expect(
    scores.map(({ name, value, label, evaluatorKind, judge, spanId }) => [
      name,
      value,
      label,
      evaluatorKind,
      judge,
      spanId,
    ]),
  ).toEqual([
    ['correctness', null, 'yes', 'llm', 'acme:/judge-2', '00000000000000a5'],
    ['correctness', 1, null, 'human', 'ann@example.invalid', null],
    ['latency_ok', 0.5, null, 'code', null, null],
    ['expected_response', null, 'Rain.', 'human', 'ann@example.invalid', null],
  ])
  expect(scores[0]).toMatchObject({ explanation: 'It rained.', rubricVersion: '2', atUs: 1772535600250000 })
  expect(scores[0]?.raw).toContain('"valid":false')
})

test('a trace without spans is told of', async () => {
  const { skipped } = await readWith(mlflow, readFileSync(fixture('search.json')))
  expect(skipped.map(({ reason }) => reason)).toEqual([MLFLOW_REASONS.noSpans])
})

test('a data frame as Parquet, its spans as structures, gives the same spans as its JSON', async () => {
  const rows: unknown = JSON.parse(readFileSync(fixture('frame-records.json'), 'utf8'))
  const row = (Array.isArray(rows) ? rows[0] : {}) as Record<string, unknown>
  const text = (name: string) => ({ name, data: [String(row[name])], type: 'STRING' as const })
  const json = (name: string) => ({ name, data: [JSON.stringify(row[name])], type: 'STRING' as const })
  const file = new Uint8Array(
    parquetWriteBuffer({
      columnData: [
        text('trace_id'),
        text('trace'),
        text('state'),
        json('trace_metadata'),
        json('tags'),
        json('spans'),
        json('assessments'),
      ],
    }),
  )
  expect(detectImporter(probeOf(file)).importer?.id).toBe('mlflow')
  const own = await readWith(mlflow, readFileSync(fixture('trace.json')))
  const { spans, scores, rejected } = await readWith(mlflow, file)
  expect(rejected).toEqual([])
  expect(readable({ ...own, spans, scores })).toBe(readable(own))
})

test('a page of the API and a data frame that was split are the same trace', async () => {
  const document = JSON.parse(readFileSync(fixture('trace.json'), 'utf8')) as {
    info: Record<string, unknown>
    data: { spans: unknown[] }
  }
  const { info, data } = document
  const own = await readWith(mlflow, readFileSync(fixture('trace.json')))
  // Read by JSON.parse the times have lost their last digits: only what does not hang on them is compared.
  const told = ({ spans, scores }: typeof own) => [
    scores,
    spans.map(({ traceId, spanId, parentSpanId, kind, sessionId, inputTokens }) => ({
      traceId,
      spanId,
      parentSpanId,
      kind,
      sessionId,
      inputTokens,
    })),
  ]
  const columns = ['trace_id', 'trace_metadata', 'spans', 'assessments']
  const row = [info.trace_id, info.trace_metadata, data.spans, info.assessments]
  for (const content of [
    { trace: { trace_info: info, spans: data.spans } },
    { columns, index: [0], data: [row] },
    [JSON.stringify(document)],
  ]) {
    const text = JSON.stringify(content)
    expect(detectImporter(probeOf(text)).importer?.id).toBe('mlflow')
    expect(told(await readWith(mlflow, text))).toEqual(told(own))
  }
})
