import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { checkFixture, collectingSink, readWith } from '../../../testing/importing.ts'
import { sharedData } from '../../../testing/shared-data.ts'
import { walkSources } from '../../source-walk.ts'
import { inspect } from './index.ts'

const FIXTURE = new URL('fixtures/log.json', import.meta.url)

test('log.json gives the same 5 spans however it is named, cut and chunked', async () => {
  expect(await checkFixture(inspect, FIXTURE, { cut: 'anything' })).toBe(5)
})

test('a log cut off within its samples keeps those that are whole, with what the header says', async () => {
  const text = readFileSync(FIXTURE, 'utf8')
  const got = await readWith(inspect, text.slice(0, text.indexOf('"id": 2')))
  expect(got.spans.map(({ traceId }) => traceId)).toEqual(Array(4).fill('sample-uuid-1'))
  expect(got.spans[0]?.agentName).toBe('tides')
  expect(got.rejected.length).toBe(1)
})

// Counted with a script of its own: events by kind, usage of the model events.
test('an .eval archive: every sample a trace with its call, tokens and score', async () => {
  const path = sharedData('inspect-ai/popularity.eval')
  if (path === null) return
  const { sink, got } = collectingSink()
  const notes = new Map<string, unknown>()
  for await (const source of walkSources(path)) {
    await source.probe()
    await inspect.read(source, sink, notes)
  }
  expect(got.rejected).toEqual([])
  expect(new Set(got.spans.map(({ traceId }) => traceId)).size).toBe(100)
  expect(got.spans.map(({ kind }) => kind)).toEqual(Array(100).fill('llm'))
  const sum = (pick: (span: (typeof got.spans)[number]) => number | null): number =>
    got.spans.reduce((total, span) => total + (pick(span) ?? 0), 0)
  expect(sum(({ inputTokens }) => inputTokens)).toBe(5249)
  expect(sum(({ outputTokens }) => outputTokens)).toBe(100)
  expect(got.scores).toHaveLength(100)
  expect(got.scores.reduce((total, { value }) => total + (value ?? 0), 0)).toBe(66)
  expect(got.spans[0]?.agentName).toBe('popularity')
})

test('a JSON log with tools: five calls, four tools below them', async () => {
  const path = sharedData('inspect-ai/browser.json')
  if (path === null) return
  const got = await readWith(inspect, readFileSync(path))
  const tools = got.spans.filter(({ kind }) => kind === 'tool')
  const calls = new Set(got.spans.filter(({ kind }) => kind === 'llm').map(({ spanId }) => spanId))
  expect([calls.size, tools.length]).toEqual([5, 4])
  expect(tools.every(({ parentSpanId }) => calls.has(parentSpanId ?? ''))).toBe(true)
  expect(got.spans.reduce((total, { inputTokens }) => total + (inputTokens ?? 0), 0)).toBe(15235)
  expect(got.spans[0]?.inputMessages[0]?.text).toMatch(/^Use the web browser tool/)
})
