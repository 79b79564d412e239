import { parquetWriteBuffer } from 'hyparquet-writer'
import { expect, test } from 'vitest'
import { detectImporter } from '../../detect.ts'
import { checkFixture, probeOf, readWith } from '../../../testing/importing.ts'
import { langfuse } from './index.ts'

test.each([
  ['download.json', 3],
  ['download-v4.json', 2],
  ['batch-observations.csv', 1],
  ['batch-traces.json', 2],
  ['batch-quoted.csv', 1],
  ['blob-observations.jsonl', 2],
  ['blob-traces.jsonl', 1],
  ['blob-scores.csv', 0],
  ['page.json', 2],
] as const)('%s gives the same %i spans however it is named, cut and chunked', async (name, spans) => {
  expect(await checkFixture(langfuse, new URL(`fixtures/${name}`, import.meta.url), { cut: 'ids' })).toBe(
    spans,
  )
})

test('a Parquet of observations gives the same as its JSON lines', async () => {
  const file = new Uint8Array(
    parquetWriteBuffer({
      columnData: [
        { name: 'id', data: ['ob-8'], type: 'STRING' },
        { name: 'trace_id', data: ['tr-8'], type: 'STRING' },
        { name: 'parent_observation_id', data: [null], type: 'STRING', nullable: true },
        { name: 'type', data: ['GENERATION'], type: 'STRING' },
        { name: 'name', data: ['llm'], type: 'STRING' },
        { name: 'start_time', data: [new Date('2026-02-01T10:00:00.123Z')], type: 'TIMESTAMP' },
        { name: 'usage_details', data: [{ input: 4, output: 1 }], type: 'JSON' },
        { name: 'tags', data: [['a']], type: 'JSON' },
        { name: 'prompt_version', data: [2], type: 'INT32' },
        { name: 'prompt_name', data: ['p1'], type: 'STRING' },
        { name: 'user_id', data: ['u-8'], type: 'STRING' },
      ],
    }),
  )
  expect(detectImporter(probeOf(file)).importer?.id).toBe('langfuse')
  const { spans, rejected } = await readWith(langfuse, file)
  expect(rejected).toEqual([])
  expect(spans).toMatchObject([
    {
      traceId: 'tr-8',
      spanId: 'ob-8',
      kind: 'llm',
      startUs: 1769940000123000,
      inputTokens: 4,
      outputTokens: 1,
      promptVersion: 'p1@2',
      userId: 'u-8',
    },
  ])
})

function text(name: string, value: string): { name: string; data: string[]; type: 'STRING' } {
  return { name, data: [value], type: 'STRING' }
}

test('a Parquet of scores is known by its columns and joins by the ids of trace and observation', async () => {
  const file = new Uint8Array(
    parquetWriteBuffer({
      columnData: [
        text('id', 'sc-8'),
        text('timestamp', '2026-02-01 10:05:00.000000'),
        text('project_id', 'p'),
        text('trace_id', 'tr-8'),
        text('observation_id', 'ob-8'),
        text('name', 'tone'),
        { name: 'value', data: [0], type: 'DOUBLE' },
        text('source', 'ANNOTATION'),
        text('data_type', 'CATEGORICAL'),
        text('string_value', 'calm'),
      ],
    }),
  )
  expect(detectImporter(probeOf(file)).importer?.id).toBe('langfuse')
  const { scores } = await readWith(langfuse, file)
  expect(scores).toMatchObject([
    { traceId: 'tr-8', spanId: 'ob-8', name: 'tone', label: 'calm', evaluatorKind: 'human' },
  ])
})
