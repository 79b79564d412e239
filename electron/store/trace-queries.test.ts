import { expect, test } from 'vitest'
import { traceQuerySchema } from '../../shared/contract/traces.ts'
import { filterTerm } from '../../shared/filter/filter-term.ts'
import type { Score } from '../../shared/model/score.ts'
import { FIXTURE_START_US, makeSpans } from '../testing/make-trace.ts'
import { makeWorkspace, openForTest } from '../testing/query-workspace.ts'
import { traceQueries } from './trace-queries.ts'

const DAY_US = 86_400_000_000

function spans(traceId: string, text: string, day = 0) {
  return makeSpans(text, traceId).map((span) => Object.assign(span, { startUs: span.startUs + day * DAY_US }))
}

function score(traceId: string, name: string, value: number | null, label: string | null = null): Score {
  return {
    traceId,
    spanId: null,
    name,
    value,
    label,
    explanation: null,
    evaluatorKind: 'code',
    judge: null,
    rubric: null,
    rubricVersion: null,
    atUs: null,
    raw: null,
  }
}

/** Six traces of two agents on four days, from two imports. */
function open() {
  const path = makeWorkspace(
    {
      march: [
        {
          path: '/data/march.jsonl',
          spans: [
            ...spans(
              't1',
              `agent booking env=prod session=s-1 input="Where is my refund?" output="On its way"
                llm chat gpt-4o -> gpt-4o-2024-08-06 provider=openai in=100 out=20
                tool search_flights status=error error=TimeoutError`,
            ),
            ...spans(
              't2',
              `agent booking env=staging session=s-2 user=u-7 input="Öffne die Tür"
                llm chat gpt-4o-mini provider=openai in=5 out=5
                retrieval docs`,
              1,
            ),
            ...spans(
              't3',
              `agent support input="100% sure_thing"
                llm chat claude-sonnet-4 provider=anthropic in=9000 out=1000`,
              2,
            ),
          ],
          scores: [
            score('t1', 'helpfulness', 0.25),
            score('t2', 'helpfulness', 0.75),
            score('t3', 'verdict', null, 'pass'),
          ],
        },
      ],
      april: [
        {
          path: '/data/april.tar.gz!inner/a.json',
          format: 'jaeger',
          spans: [
            ...spans(
              't4',
              `other GET status=ok service=checkout
                other SELECT service=db status=ok`,
              3,
            ),
            ...spans(
              't5',
              `agent support prompt=v7
                llm chat gpt-4.1 in=1 out=1`,
              3,
            ),
            ...spans(
              't6',
              `agent support prompt=v8 session=s-1
                llm chat gpt-4.1 in=1 out=1`,
              4,
            ),
          ],
        },
      ],
    },
    (db) => {
      db.exec(`
        INSERT INTO category(id, name, version, class) VALUES (1, 'tool_error', 1, 'F'), (2, 'latency_high', 1, 'S');
        INSERT INTO signature(id, category, text) VALUES (1, 'tool_error', 'timeout'), (2, 'latency_high', 'timeout'), (3, 'latency_high', 'say "slow" \\ <n>');
        INSERT INTO finding(trace, category, current, span_id, class, signature, evidence)
          SELECT id, 1, 1, 's3', 'F', 1, '[]' FROM trace WHERE trace_id = 't1'
          UNION ALL SELECT id, 2, 1, 's1', 'S', iif(trace_id = 't1', 3, 2), '[]' FROM trace WHERE trace_id IN ('t1', 't3')
          UNION ALL SELECT id, 1, 0, 's1', 'F', 1, '[]' FROM trace WHERE trace_id = 't5'`)
    },
  )
  return traceQueries(openForTest(path))
}

type Queries = ReturnType<typeof open>

function ids(queries: Queries, input: Record<string, unknown>): string[] {
  return queries.list(traceQuerySchema.parse(input)).rows.map((row) => row.traceId)
}

test('a row tells what the list shows, with the categories found, failures first', () => {
  const queries = open()
  const { rows, next } = queries.list(traceQuerySchema.parse({ filter: 'trace:t1' }))
  expect(next).toBeNull()
  expect(rows).toEqual([
    {
      traceId: 't1',
      sessionId: 's-1',
      importLabel: 'march',
      format: 'otlp-json',
      name: 'booking',
      agent: 'booking',
      environment: 'prod',
      userId: null,
      startUs: FIXTURE_START_US,
      durationNs: expect.any(Number),
      status: 'unset',
      spanCount: 3,
      llmCalls: 1,
      toolCalls: 1,
      inputTokens: 100,
      outputTokens: 20,
      costUsd: null,
      model: 'gpt-4o-2024-08-06',
      provider: 'openai',
      promptVersion: null,
      inputPreview: 'Where is my refund?',
      outputPreview: 'On its way',
      syntheticTime: false,
      categories: ['tool_error', 'latency_high'],
      labels: [],
      notes: 0,
      match: null,
    },
  ])
})

test('every term of the filter language selects its traces', () => {
  const queries = open()
  const cases: [string, string[]][] = [
    ['', ['t1', 't2', 't3', 't4', 't5', 't6']],
    ['category:tool_error', ['t1']],
    ['category:*', ['t1', 't3']],
    ['-category:latency_high agent:support', ['t5', 't6']],
    ['signature:timeout', ['t1', 't3']],
    ['signature:*slow*', ['t1']],
    [filterTerm('signature', String.raw`say "slow" \ <n>`), ['t1']],
    ['signature:tim', []],
    ['category:tool_error signature:timeout', ['t1']],
    ['category:latency_high signature:timeout', ['t3']],
    ['signature:timeout (category:latency_high OR agent:nobody)', ['t1', 't3']],
    ['-signature:* agent:support', ['t5', 't6']],
    ['model:gpt-4o*', ['t1', 't2']],
    ['model:gpt-4?', []],
    ['agent:booking', ['t1', 't2']],
    ['agent:Booking', []],
    ['agent:/^BOOK/i', ['t1', 't2']],
    ['-env:staging agent:*', ['t1', 't3', 't5', 't6']],
    ['provider:anthropic', ['t3']],
    ['session:s-1', ['t1', 't6']],
    ['user:u-7', ['t2']],
    ['prompt:v7 OR prompt:v8', ['t5', 't6']],
    ['tool:search_*', ['t1']],
    ['error:TimeoutError', ['t1']],
    ['error:*', ['t1']],
    ['service:db', ['t4']],
    ['kind:retrieval', ['t2']],
    ['kind:tool', ['t1']],
    ['kind:other', ['t4']],
    ['kind:guardrail', []],
    ['input:"REFUND"', ['t1']],
    ['input:öffne', ['t2']],
    ['input:ÖFF*tür', ['t2']],
    ['input:"100% sure_thing"', ['t3']],
    ['input:"100_"', []],
    ['output:way', ['t1']],
    ['import:march', ['t1', 't2', 't3']],
    ['import:march.jsonl', ['t1', 't2', 't3']],
    ['import:a.json', ['t4', 't5', 't6']],
    ['import:april.tar.gz', ['t4', 't5', 't6']],
    ['import:a.js', []],
    ['format:jaeger', ['t4', 't5', 't6']],
    ['tokens>=120', ['t1', 't3']],
    ['tokens<120', ['t2', 't5', 't6']],
    ['spans:2', ['t3', 't4', 't5', 't6']],
    ['cost>0', []],
    ['-cost>0 trace:t1', ['t1']],
    ['duration>1ms trace:t1', ['t1']],
    ['score.helpfulness<0.5', ['t1']],
    ['score.helpfulness:*', ['t1', 't2']],
    ['score.verdict:pass', ['t3']],
    ['from:2026-03-03 to:2026-03-04', ['t2', 't3']],
    ['refund', ['t1']],
    ['s-1', ['t1', 't6']],
    ['-booking -(support OR GET)', []],
  ]
  for (const [filter, expected] of cases)
    expect({ filter, ids: ids(queries, { filter, direction: 'asc' }) }).toEqual({ filter, ids: expected })
})

test('count and list agree', () => {
  const queries = open()
  for (const filter of ['', 'agent:booking', 'category:tool_error', '-env:prod', 'tool:nothing']) {
    expect(queries.count({ filter })).toMatchObject({ count: ids(queries, { filter }).length, capped: false })
  }
})

test('the scope narrows by day and by segment', () => {
  const queries = open()
  expect(ids(queries, { from: '2026-03-03', to: '2026-03-04', direction: 'asc' })).toEqual(['t2', 't3'])
  expect(ids(queries, { segment: 'support × gpt-4.1', direction: 'asc' })).toEqual(['t5', 't6'])
  expect(queries.count({ filter: 'prompt:v7', segment: 'support × gpt-4.1' }).count).toBe(1)
  expect(ids(queries, { segment: 'nobody × nothing' })).toEqual([])
})

test.each(['start', 'duration', 'tokens', 'cost', 'spans'] as const)(
  'pages by %s hold every trace once, in order, both ways',
  (sort) => {
    const queries = open()
    const whole = ids(queries, { sort, direction: 'asc' })
    expect(whole.toSorted()).toEqual(['t1', 't2', 't3', 't4', 't5', 't6'])
    expect(ids(queries, { sort, direction: 'desc' })).toEqual(whole.toReversed())
    const paged: string[] = []
    let cursor: string | undefined
    do {
      const page = queries.list(traceQuerySchema.parse({ sort, direction: 'asc', limit: 2, cursor }))
      paged.push(...page.rows.map((row) => row.traceId))
      cursor = page.next ?? undefined
    } while (cursor !== undefined && paged.length < 20)
    expect(paged).toEqual(whole)
  },
)

test('a cursor of another order, or none at all, is refused', () => {
  const queries = open()
  const { next } = queries.list(traceQuerySchema.parse({ limit: 1 }))
  const refused = expect.objectContaining({ code: 'bad_request' })
  expect(() => queries.list(traceQuerySchema.parse({ cursor: next, sort: 'cost' }))).toThrow(refused)
  expect(() => queries.list(traceQuerySchema.parse({ cursor: 'xyz' }))).toThrow(refused)
})

test('neighbours follow the list, also for a trace the filter leaves out', () => {
  const queries = open()
  const near = (traceId: string, input: Record<string, unknown> = {}) =>
    queries.neighbours({ ...traceQuerySchema.parse(input), traceId })
  expect(near('t2')).toMatchObject({ previous: 't3', next: 't1' })
  expect(near('t2', { direction: 'asc' })).toMatchObject({ previous: 't1', next: 't3' })
  expect(near('t1')).toMatchObject({ previous: 't2', next: null })
  expect(near('t4', { filter: 'agent:booking', direction: 'asc' })).toEqual({
    previous: 't2',
    next: null,
    place: null,
  })
  expect(() => near('nothing')).toThrow(expect.objectContaining({ code: 'not_found' }))
})

test('a trace of the list knows its place in it', () => {
  const queries = open()
  const place = (traceId: string, input: Record<string, unknown> = {}) =>
    queries.neighbours({ ...traceQuerySchema.parse(input), traceId }).place
  for (const sort of ['start', 'duration', 'tokens', 'cost', 'spans'] as const) {
    const listed = ids(queries, { sort })
    expect(listed.map((id) => place(id, { sort })?.position)).toEqual([1, 2, 3, 4, 5, 6])
  }
  expect(place('t5', { direction: 'asc' })).toEqual({ position: 5, count: 6 })
  expect(place('t3', { filter: 'category:latency_high' })).toEqual({ position: 1, count: 2 })
})

test('a broken filter is refused with its place', () => {
  const queries = open()
  expect(() => queries.count({ filter: 'agent:' })).toThrow(
    expect.objectContaining({ code: 'filter_invalid' }),
  )
})
