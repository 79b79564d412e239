import { expect, test } from 'vitest'
import { readable, readWith, type Collected } from '../../../testing/importing.ts'
import { langfuse } from './index.ts'
import { LANGFUSE_REASONS } from './schema.ts'

const START = '2026-02-01T10:00:00.000Z'
const TRACE = {
  id: 't',
  timestamp: START,
  name: 'answer',
  userId: 'u',
  sessionId: 's',
  tags: ['vip'],
  observations: [{ id: 'root', traceId: 't', startTime: START, parentObservationId: null, type: 'SPAN' }],
  scores: [{ id: 'sc', name: 'mood', value: 1, source: 'API' }],
}

function observations(count: number, input: string): object[] {
  return Array.from({ length: count }, (_, index) => ({
    id: index === 1 ? 'root' : `o-${index}`,
    traceId: 't',
    parentObservationId: index === 1 ? null : 'root',
    type: 'SPAN',
    name: `step ${index}`,
    startTime: START,
    input,
  }))
}

function bySpan({ spans, scores }: Collected): string[] {
  const nothing = { scores: [], aliases: [], rejected: [], skipped: [], notes: [] }
  return [...spans.map((span) => readable({ ...nothing, spans: [span] })), JSON.stringify(scores)].toSorted()
}

const DAMAGED = ',"damaged":nonsense}'

test('a damaged download gives what it would give whole', async () => {
  const text = JSON.stringify({ trace: TRACE, observations: observations(3, 'x') })
  const whole = await readWith(langfuse, text)
  expect(whole.spans).toHaveLength(3)
  expect(bySpan(await readWith(langfuse, text.slice(0, -1) + DAMAGED))).toEqual(bySpan(whole))
})

test('a trace that comes after its observations is told by the root alone', async () => {
  const text = JSON.stringify({ observations: observations(3, 'x'), trace: TRACE })
  const cut = await readWith(langfuse, text.slice(0, -1) + DAMAGED)
  expect(cut.spans.map(({ spanId, userId }) => [spanId, userId])).toEqual([
    ['o-0', null],
    ['o-2', null],
    ['root', 'u'],
  ])
  expect(cut.spans[2]?.attributes.get('trace.tags')).toEqual(['vip'])
  expect(cut.scores).toMatchObject([{ traceId: 't', name: 'mood' }])
})

test('a download larger than a piece is read part by part, its lighter list of observations passed over', async () => {
  const list = observations(40, 'x'.repeat(1_000_000))
  const trace = { ...TRACE, observations: list.map((each) => ({ ...each, input: null })) }
  const got = await readWith(langfuse, JSON.stringify({ observations: list, trace }), 256 * 1024)
  expect(got.rejected).toEqual([])
  expect(got.spans).toHaveLength(40)
  expect(new Set(got.spans.map(({ spanId }) => spanId)).size).toBe(40)
  expect(got.spans.find(({ spanId }) => spanId === 'root')).toMatchObject({ userId: 'u' })
  expect(got.scores).toMatchObject([{ traceId: 't', name: 'mood' }])
})

test('the trace of the API, with its own members around the observations, is read part by part too', async () => {
  const { observations: _, ...trace } = TRACE
  const text = JSON.stringify({ ...trace, observations: observations(3, 'x') })
  const cut = await readWith(langfuse, text.slice(0, -1) + DAMAGED)
  expect(bySpan(cut)).toEqual(bySpan(await readWith(langfuse, text)))
})

test('a trace whose observations were cut off leaves no span of its own', async () => {
  const text = JSON.stringify({ trace: TRACE, observations: observations(3, 'x') })
  const got = await readWith(langfuse, text.slice(0, text.lastIndexOf('"observations":[') + 40))
  expect(got.spans).toEqual([])
  expect(got.rejected.map(({ reason }) => reason)).toContain(LANGFUSE_REASONS.noObservations)
})
