import { expect, test } from 'vitest'
import { checkFixture, readWith } from '../../../testing/importing.ts'
import { otelSdk } from './index.ts'

test.each([
  ['run.json', 2],
  ['console.txt', 2],
  ['label.json', 0],
] as const)('%s gives the same %i spans however it is named, cut and chunked', async (name, spans) => {
  expect(await checkFixture(otelSdk, new URL(`fixtures/${name}`, import.meta.url), { cut: 'ids' })).toBe(
    spans,
  )
})

const span = (id: number) =>
  JSON.stringify({
    name: 'x',
    context: { trace_id: '0x1', span_id: `0x${id}` },
    parent_id: null,
    start_time: '2026-02-01T10:00:00Z',
  })

test('a merge-conflict marker in a list of spans costs the spans around it, not the rest', async () => {
  const got = await readWith(otelSdk, `{"spans": [\n${span(1)},\n<<<<<<< HEAD\n${span(2)},\n${span(3)}\n]}`)
  expect(got.spans.map(({ spanId }) => spanId.slice(-1))).toEqual(['1', '2', '3'])
  expect(got.rejected.map(({ reason }) => reason)).toEqual(['There is a merge-conflict marker here.'])
})
