import { parquetWriteBuffer } from 'hyparquet-writer'
import { expect, test } from 'vitest'
import { detectImporter } from '../../detect.ts'
import { checkFixture, probeOf, readWith } from '../../../testing/importing.ts'
import { phoenix } from './index.ts'

test.each([
  ['spans.json', 2],
  ['legacy.jsonl', 1],
  ['evaluation.csv', 0],
  ['annotations.jsonl', 0],
] as const)('%s gives the same %i spans however it is named, cut and chunked', async (name, spans) => {
  expect(await checkFixture(phoenix, new URL(`fixtures/${name}`, import.meta.url), { cut: 'ids' })).toBe(
    spans,
  )
})

test('a dataframe of spans as Parquet: columns are attributes, nested messages are read, times exact', async () => {
  const messages = [[{ 'message.role': 'user', 'message.content': 'When?' }]]
  const file = new Uint8Array(
    parquetWriteBuffer({
      columnData: [
        { name: 'context.span_id', data: ['s1'], type: 'STRING' },
        { name: 'context.trace_id', data: ['t1'], type: 'STRING' },
        { name: 'name', data: ['llm'], type: 'STRING' },
        { name: 'span_kind', data: ['LLM'], type: 'STRING' },
        { name: 'parent_id', data: [null], type: 'STRING', nullable: true },
        { name: 'start_time', data: [new Date('2026-02-01T10:00:00.123Z')], type: 'TIMESTAMP' },
        { name: 'attributes.llm.input_messages', data: messages, type: 'JSON' },
        { name: 'attributes.llm.token_count.prompt', data: [7], type: 'DOUBLE' },
      ],
    }),
  )
  expect(detectImporter(probeOf(file)).importer?.id).toBe('phoenix')
  const { spans, rejected } = await readWith(phoenix, file)
  expect(rejected).toEqual([])
  expect(spans).toMatchObject([
    { traceId: 't1', spanId: 's1', kind: 'llm', startUs: 1769940000123000, inputTokens: 7 },
  ])
  expect(spans[0]?.inputMessages).toEqual([{ role: 'user', text: 'When?' }])
})

test('a frame of evaluations is named by its file and finds its trace by the span', async () => {
  const got = await readWith(phoenix, 'context.span_id,label,score\ns1,good,1\n', 64, '/x/Hallucination.csv')
  expect(got.scores).toMatchObject([
    { traceId: 'span:s1', spanId: 's1', name: 'Hallucination', label: 'good', value: 1 },
  ])
})
