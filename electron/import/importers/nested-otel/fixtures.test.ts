import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { checkFixture, collectingSink, sourceOf } from '../../../testing/importing.ts'
import { sharedData } from '../../../testing/shared-data.ts'
import { detectImporter } from '../../detect.ts'
import { walkSources } from '../../source-walk.ts'
import { nestedOtel } from './index.ts'
import { LABELS_WAIT } from './labels-of-import.ts'

const fixture = (name: string): URL => new URL(`fixtures/${name}`, import.meta.url)

test.each([
  ['trace.json', 2],
  ['labels.json', 0],
] as const)('%s gives the same %i spans however it is named, cut and chunked', async (name, spans) => {
  expect(await checkFixture(nestedOtel, fixture(name))).toBe(spans)
})

test.each([
  ['before', ['labels.json', 'trace.json'], 3],
  ['after', ['trace.json', 'labels.json'], 0],
] as const)('labels that are read %s their trace are told with it, once', async (_, order, waited) => {
  const { sink, got } = collectingSink()
  const notes = new Map<string, unknown>()
  for (const name of order) await nestedOtel.read(sourceOf(readFileSync(fixture(name))), sink, notes)
  expect(got.scores.map(({ name, label, value, spanId }) => [name, label, value, spanId])).toEqual([
    ['error', 'Tool Misuse', null, 'b7ad6b7169203331'],
    ['reliability', null, 3, null],
    ['overall', null, 3.5, null],
  ])
  expect(got.scores.every(({ traceId }) => traceId === got.spans[0]?.traceId)).toBe(true)
  expect(got.skipped.filter(({ reason }) => reason === LABELS_WAIT)).toHaveLength(waited)
})

test('labels of a trace that never comes make no trace', async () => {
  const { sink, got } = collectingSink()
  await nestedOtel.read(sourceOf(readFileSync(fixture('labels.json'))), sink, new Map())
  expect(got.scores).toEqual([])
  expect(got.skipped).toHaveLength(3)
})

const TRAIL = sharedData('trail/trail-dev.tar.gz')

// Counted in the files: 304 errors in those that are valid JSON, 31 of them of three traces that are not there.
test.skipIf(TRAIL === null)('the labels of TRAIL join their traces', async () => {
  const { sink, got } = collectingSink()
  const notes = new Map<string, unknown>()
  for await (const source of walkSources(TRAIL ?? '')) {
    const { importer } = detectImporter(await source.probe())
    expect(importer?.id).toBe('nested-otel')
    await nestedOtel.read(source, sink, notes)
  }
  const traces = new Set(got.spans.map(({ traceId }) => traceId))
  const errors = got.scores.filter(({ name }) => name === 'error')
  expect(traces.size).toBe(55)
  expect(errors.length).toBeGreaterThanOrEqual(304 - 31)
  expect(got.scores.filter(({ traceId }) => !traces.has(traceId))).toEqual([])
})
