import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Score } from '../../shared/model/score.ts'
import { emptySpan, type Span } from '../../shared/model/span.ts'
import { inventSpans, repeatable } from '../testing/invented-spans.ts'
import { readLogically } from '../testing/logical-workspace.ts'
import { importInto, importRecords } from '../testing/store-import.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { openReader, openWriter } from './connection.ts'
import { beginImport } from './import-writer.ts'
import { readSpans } from './trace-reader.ts'

interface TraceRow {
  trace_id: string
  [column: string]: unknown
}

function newPath(): string {
  return join(temporaryFolder(), 'w.tidemark')
}

function traceRows(path: string): TraceRow[] {
  const reader = openReader(path)
  try {
    return reader.db.prepare<[], TraceRow>('SELECT * FROM trace ORDER BY trace_id').all()
  } finally {
    reader.close()
  }
}

function shuffled<T>(items: readonly T[], seed: number): T[] {
  const random = repeatable(seed)
  return items
    .map((item) => ({ item, key: random() }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ item }) => item)
}

function score(traceId: string, name: string, value: number): Score {
  const rest = {
    spanId: null,
    label: null,
    explanation: null,
    evaluatorKind: null,
    judge: null,
    rubric: null,
  }
  return { traceId, name, value, ...rest, rubricVersion: null, atUs: 5, raw: null }
}

function call(spanId: string, parentSpanId: string | null, startUs: number, tokens: number | null): Span {
  return {
    ...emptySpan('t', spanId),
    parentSpanId,
    startUs,
    kind: 'llm',
    inputTokens: tokens,
    durationNs: 1000,
  }
}

function spanWith(text: string): Span {
  return { ...emptySpan('t', 's'), attributes: new Map([['a', text]]) }
}

function rootOf(traceId: string, status: Span['status']): Span {
  return { ...emptySpan(traceId, 'root'), status }
}

test('a trace row sums its spans up', () => {
  const path = newPath()
  importInto(path, 'one', { spans: inventSpans({ from: 4, to: 5 }) })
  expect(traceRows(path)[0]).toMatchObject({
    trace_id: 'trace-4',
    name: 'booking run',
    agent: 'booking',
    session_id: 'session-2',
    environment: 'production',
    user_id: 'u-1',
    duration_ns: 8_000_000_000,
    status: 1,
    span_count: 7,
    llm_calls: 3,
    tool_calls: 3,
    input_tokens: 600,
    output_tokens: 60,
    cost_usd: 0.75,
    model: 'gpt-4.1-2025-04-14',
    provider: 'openai',
    prompt_version: '7',
    input_preview: expect.stringMatching(/^Question 4: which/),
    output_preview: expect.stringMatching(/^Answer 2 of 4/),
    synthetic_time: 0,
    revision: 1,
  })
})

test('the order in which spans arrive changes no trace row', () => {
  const spans = [...inventSpans({ from: 0, to: 6 })]
  const [inOrder, ...others] = [spans, spans.toReversed(), shuffled(spans, 1), shuffled(spans, 2)].map(
    (order) => {
      const path = newPath()
      importInto(path, 'one', { spans: order })
      return readLogically(path).traces
    },
  )
  for (const rows of others) expect(rows).toEqual(inOrder)
})

test('a trace that goes on in a later import is summed up over both', () => {
  const spans = [...inventSpans({ from: 0, to: 3 })]
  const whole = newPath()
  importInto(whole, 'one', { spans })
  const split = newPath()
  const writer = openWriter(split, { create: true })
  importRecords(writer, 'one', { spans: spans.filter((_, index) => index % 2 === 0) })
  importRecords(writer, 'two', { spans: spans.filter((_, index) => index % 2 === 1) })
  writer.close()
  const [a, b] = [traceRows(whole), traceRows(split)].map((rows) =>
    rows.map(({ revision: _revision, id: _id, source: _source, import: _import, ...row }) => row),
  )
  expect(b).toEqual(a)
  expect(traceRows(split).map((row) => row['revision'])).toEqual([2, 2, 2])
})

test('importing the same again adds nothing and counts duplicates', () => {
  const path = newPath()
  const records = { spans: [...inventSpans({ from: 0, to: 5 })], scores: [score('trace-1', 'reward', 1)] }
  importInto(path, 'one', records)
  const before = readLogically(path)
  const revisions = traceRows(path)
  const report = importInto(path, 'two', records)
  const after = readLogically(path)
  expect(report).toMatchObject({ traces: 0, spans: 0, scores: 0, duplicates: 36, accepted: 36 })
  expect({ ...after, imports: before.imports, again: [], scoresAgain: [], contents: [] }).toEqual({
    ...before,
    contents: [],
  })
  expect(traceRows(path)).toEqual(revisions)
  expect(after.again).toHaveLength(35)
})

test('of two versions of a span the later wins, and the older is kept', () => {
  const path = newPath()
  const old: Span = { ...emptySpan('t', 's'), name: 'old', attributes: new Map([['a', 'x'.repeat(500)]]) }
  const report = importInto(path, 'one', { spans: [old, { ...old, name: 'new' }] })
  expect(report).toMatchObject({ traces: 1, spans: 1, duplicates: 0, accepted: 2 })
  const reader = openReader(path)
  expect(readSpans(reader, 1)).toEqual([{ ...old, name: 'new' }])
  expect(reader.db.prepare('SELECT fields ->> 2 FROM span_other').pluck().all()).toEqual(['old'])
  reader.close()
  expect(traceRows(path)[0]).toMatchObject({ name: 'new', span_count: 1 })
})

test('versions that differ only in a payload are two versions', () => {
  const path = newPath()
  importInto(path, 'one', { spans: ['x', 'y', 'y', 'x'].map(spanWith) })
  expect(readLogically(path).others).toHaveLength(2)
  expect(readLogically(path).spans).toEqual([['t', [spanWith('x')]]])
})

test('a score of a trace that no source holds makes a trace without spans, which later spans fill', () => {
  const path = newPath()
  importInto(path, 'scores', { scores: [score('trace-0', 'reward', 0), score('elsewhere', 'reward', 1)] })
  expect(traceRows(path)).toMatchObject([
    { trace_id: 'elsewhere', span_count: 0, start_us: 5, duration_ns: null },
    { trace_id: 'trace-0', span_count: 0, start_us: 5 },
  ])
  importInto(path, 'spans', { spans: inventSpans({ from: 0, to: 1 }) })
  expect(traceRows(path)[1]).toMatchObject({
    trace_id: 'trace-0',
    span_count: 7,
    name: 'booking run',
    revision: 2,
  })
})

test('a call recorded by two nested instrumentations is counted once', () => {
  const path = newPath()
  const step: Span = { ...emptySpan('t', 'step'), parentSpanId: 'outer', startUs: 2, kind: 'chain' }
  const spans = [call('outer', null, 1, 100), step, call('inner', 'step', 3, 100), call('other', null, 9, 7)]
  importInto(path, 'one', { spans })
  expect(traceRows(path)[0]).toMatchObject({ llm_calls: 2, input_tokens: 107 })
})

test('what a sub-agent asks below a tool counts beside the call that asked for the tool', () => {
  const path = newPath()
  const tool: Span = { ...emptySpan('t', 'tool'), parentSpanId: 'asking', startUs: 2, kind: 'tool' }
  importInto(path, 'one', { spans: [call('asking', null, 1, 100), tool, call('below', 'tool', 3, 7)] })
  expect(traceRows(path)[0]).toMatchObject({ llm_calls: 2, input_tokens: 107 })
})

test('the usage of an outer call counts where the inner one carries none', () => {
  const path = newPath()
  importInto(path, 'one', { spans: [call('outer', null, 1, 100), call('inner', 'outer', 2, null)] })
  expect(traceRows(path)[0]).toMatchObject({ llm_calls: 1, input_tokens: 100 })
})

test('a root that fails makes the trace an error, a failing tool does not', () => {
  const path = newPath()
  const tool: Span = { ...emptySpan('b', 'tool'), parentSpanId: 'root', status: 'error', startUs: 1 }
  importInto(path, 'one', { spans: [rootOf('a', 'error'), rootOf('b', 'ok'), tool] })
  expect(traceRows(path).map((row) => row['status'])).toEqual([2, 1])
})

test('where batches end changes no trace row, however long a trace is', () => {
  const long = Array.from({ length: 2500 }, (_, index): Span => {
    const kind = index % 2 === 0 ? 'llm' : 'tool'
    return {
      ...emptySpan('long', `s${index}`),
      kind,
      startUs: index + 1,
      parentSpanId: 'root',
      sessionId: 'x',
    }
  })
  const short = [...inventSpans({ from: 0, to: 300 })]
  const spans = short.flatMap((span, index) => [[span], long.slice(index, index + 1)]).flat()
  spans.push(...long.slice(2100), { ...emptySpan('long', 'root'), durationNs: 9_000_000, name: 'the root' })
  const [one, ...others] = [spans.length + 1, 1000, 97].map((batchRecords) => {
    const path = newPath()
    importInto(path, 'one', { spans, batchRecords })
    return readLogically(path).traces
  })
  const row = one?.find((trace) => Object(trace).trace_id === 'long')
  expect(row).toMatchObject({
    name: 'the root',
    span_count: 2501,
    llm_calls: 1250,
    tool_calls: 1250,
    duration_ns: 9_000_000,
  })
  for (const rows of others) expect(rows).toEqual(one)
})

test('a rolled back import leaves nothing, committed batches included', () => {
  const path = newPath()
  importInto(path, 'kept', { spans: inventSpans({ from: 0, to: 10 }) })
  const before = readLogically(path)
  const writer = openWriter(path, { create: false })
  const running = beginImport(writer, { label: 'cancelled', batchRecords: 200 })
  const source = running.beginSource({ path: 'x', format: null })
  let committed = 0
  for (const span of inventSpans({ from: 5, to: 100 })) {
    source.span(span, {})
    running.flush()
  }
  const reader = openReader(path)
  committed = Number(reader.db.prepare("SELECT count(*) FROM import WHERE state = 'running'").pluck().get())
  reader.close()
  running.rollback()
  writer.close()
  expect(committed).toBe(1)
  expect(readLogically(path)).toEqual(before)
})
