import { expect, test } from 'vitest'
import { checkFixture, readWith } from '../../../testing/importing.ts'
import { zipkin } from './index.ts'
import { ZIPKIN_REASONS } from './schema.ts'

test.each([
  ['trace.json', 4],
  ['traces.json', 2],
] as const)('%s gives the same %i spans however it is named, cut and chunked', async (name, spans) => {
  const fixture = new URL(`fixtures/${name}`, import.meta.url)
  // A cut may take the other side of a call away, which children of it then hang below.
  expect(await checkFixture(zipkin, fixture, { cut: 'ids' })).toBe(spans)
})

const span = (more: object): object => ({
  traceId: 'a1',
  id: 'b2',
  timestamp: 1767225600000000,
  localEndpoint: { serviceName: 'desk' },
  ...more,
})

test('the two sides of a call share an id: the server side becomes a child, and each child keeps to its service', async () => {
  const file = [
    span({ kind: 'SERVER', shared: true, parentId: 'a1', localEndpoint: { serviceName: 'shop' } }),
    span({ kind: 'CLIENT', parentId: 'a1' }),
    span({ id: 'c3', parentId: 'b2', localEndpoint: { serviceName: 'shop' } }),
    span({ id: 'd4', parentId: 'b2' }),
  ]
  const { spans } = await readWith(zipkin, JSON.stringify(file))
  expect(spans.map(({ spanId, parentSpanId }) => [spanId, parentSpanId])).toEqual([
    ['b2:server', 'b2'],
    ['b2', 'a1'],
    ['c3', 'b2:server'],
    ['d4', 'b2'],
  ])
})

test('a span delivered twice stays one, another of the same id does not replace it', async () => {
  const one = span({ shared: true, kind: 'SERVER', duration: 5 })
  const { spans } = await readWith(zipkin, JSON.stringify([one, one, { ...one, duration: 6 }]))
  expect(spans.map(({ spanId }) => spanId)).toEqual(['b2:server', 'b2:server', 'b2:server#2'])
})

test('a span without a time stands at the start of its trace and says so; a trace without any is rejected', async () => {
  const file = [span({ timestamp: undefined, id: 'c3' }), span({})]
  const { spans, notes } = await readWith(zipkin, JSON.stringify(file))
  expect(spans.map(({ startUs, syntheticTime }) => [startUs, syntheticTime])).toEqual([
    [1767225600000000, true],
    [1767225600000000, false],
  ])
  expect(notes.map(({ reason }) => reason)).toEqual([ZIPKIN_REASONS.borrowedTime])
  const none = await readWith(zipkin, JSON.stringify([span({ timestamp: undefined })]))
  expect(none.rejected.map(({ reason }) => reason)).toEqual([ZIPKIN_REASONS.noTime])
})
