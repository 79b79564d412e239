import { parquetWriteBuffer } from 'hyparquet-writer'
import { expect, test } from 'vitest'
import { collectingSink, sourceOf, type Collected } from '../testing/importing.ts'
import { CSV_REASONS } from './csv-records.ts'
import type { JsonRecord } from './record-reader.ts'
import { readRecords } from './records.ts'

async function recordsOf(
  content: string | Uint8Array,
  chunkBytes?: number,
): Promise<{ values: unknown[]; places: JsonRecord['place'][]; got: Collected }> {
  const { sink, got } = collectingSink()
  const values: unknown[] = []
  const places: JsonRecord['place'][] = []
  await readRecords(sourceOf(content, chunkBytes), sink, {
    plan: {},
    record(record) {
      values.push(record.value)
      places.push(record.place)
      return true
    },
  })
  return { values, places, got }
}

test('a CSV row is an object by the header; its cells may hold quotes, commas and line ends', async () => {
  const { values, places } = await recordsOf('\ufeffid,text\r\na,"one, ""two""\nthree"\r\nb,\r\n', 3)
  expect(values).toEqual([
    { id: 'a', text: 'one, "two"\nthree' },
    { id: 'b', text: '' },
  ])
  expect(places).toEqual([{ line: 2 }, { line: 4 }])
})

test('a CSV row that is too short is rejected with its line, the others are read', async () => {
  const { values, got } = await recordsOf('id,text\na,b\nc\nd,e\n')
  expect(values).toHaveLength(2)
  expect(got.rejected).toEqual([{ reason: CSV_REASONS.columns, place: { line: 3 } }])
})

test('a column named __proto__ is a column', async () => {
  const { values } = await recordsOf('__proto__,id\nx,1\n')
  expect(Object.keys(values[0] as object)).toEqual(['__proto__', 'id'])
  expect(({} as Record<string, unknown>).x).toBeUndefined()
})

test('Parquet rows come as plain data, times with all their nanoseconds', async () => {
  const file = parquetWriteBuffer({
    columnData: [
      { name: 'id', data: ['a', 'b'], type: 'STRING' },
      { name: 'n', data: [1n, 2n ** 60n], type: 'INT64' },
      { name: 'score', data: [0.5, Number.NaN], type: 'DOUBLE' },
      { name: 'at', data: [new Date(1700000000123), new Date(0)], type: 'TIMESTAMP' },
    ],
  })
  const { values, places } = await recordsOf(new Uint8Array(file))
  expect(values).toEqual([
    { id: 'a', n: 1, score: 0.5, at: '2023-11-14T22:13:20.123000000Z' },
    { id: 'b', n: 2n ** 60n, score: null, at: '1970-01-01T00:00:00.000000000Z' },
  ])
  expect(places).toEqual([{ line: 1 }, { line: 2 }])
})

test('Parquet of many rows is read in stretches, in order', async () => {
  const ids = Array.from({ length: 5000 }, (_, index) => `id-${index}`)
  const file = parquetWriteBuffer({
    columnData: [{ name: 'id', data: ids, type: 'STRING' }],
    rowGroupSize: 700,
  })
  const { values } = await recordsOf(new Uint8Array(file))
  expect(values).toEqual(ids.map((id) => ({ id })))
})

test('a Parquet file cut short says what is wrong with it', async () => {
  const file = parquetWriteBuffer({ columnData: [{ name: 'id', data: ['a'], type: 'STRING' }] })
  await expect(recordsOf(new Uint8Array(file).subarray(0, 40))).rejects.toMatchObject({
    code: 'file_unreadable',
    message: expect.stringContaining('Parquet'),
  })
})

test('JSON lines and documents are read as before', async () => {
  expect((await recordsOf('{"a":1}\n{"a":2}\n')).values).toEqual([{ a: 1 }, { a: 2 }])
  expect((await recordsOf(' [{"a":1}]')).values).toEqual([[{ a: 1 }]])
})
