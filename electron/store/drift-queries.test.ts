import { expect, test } from 'vitest'
import type { WatchRecord } from '../../shared/model/watch.ts'
import { FIXTURE_START_US, makeSpans } from '../testing/make-trace.ts'
import { makeWorkspace, openForTest } from '../testing/query-workspace.ts'
import { categoryQueries } from './category-queries.ts'
import { shiftQueries } from './shift-queries.ts'

const BOOKING = 'booking × gpt-4o'
const SUPPORT = 'support × gpt-4o'

const WATCH: WatchRecord = {
  state: 'watching',
  sentence: 'Two streams are watched since 3 March.',
  baseline: { from: '2026-03-01', to: '2026-03-02', sessions: 100 },
  watchedSince: '2026-03-03',
  lastClosedDay: '2026-03-04',
  streams: 2,
  streamsWithTooLittleData: 1,
  budgetDays: 90,
  bands: { tool_error: { rate: 0.1, low: 0.05, high: 0.15 } },
  totals: { tool_error: { observed: 40, expected: 20 } },
  firstTotals: { tool_error: { observed: 60, expected: 15 } },
  cellRates: { tool_error: { [BOOKING]: 0.1 } },
}

/** Four days of two segments, a shift in one of them, findings of two signatures on three traces. */
function open() {
  const spans = ['t1', 't2', 't3'].flatMap((id, day) =>
    makeSpans('agent booking\n  llm chat gpt-4o in=1 out=1\n  tool search', id).map((span) =>
      Object.assign(span, { startUs: span.startUs + day * 86_400_000_000 }),
    ),
  )
  const path = makeWorkspace({ march: [{ path: 'm.jsonl', spans }] }, (db) => {
    const count = db.prepare('INSERT INTO daily_count VALUES (?, ?, ?, ?, ?, ?)')
    for (const day of ['01', '02', '03', '04']) {
      count.run('tool_error', BOOKING, `2026-03-${day}`, 10, Number(day), 1)
      count.run('tool_error', SUPPORT, `2026-03-${day}`, 5, 0, 0)
    }
    db.prepare('INSERT INTO watch VALUES (1, ?)').run(JSON.stringify(WATCH))
    db.exec(`
      INSERT INTO shift VALUES
        ('tool_error@2026-03-04', 'tool_error', '${BOOKING}', 'open', '2026-03-04', '2026-03-03', NULL, 7, 2, 3.5, 2, 5, 0.01, 0.2, 0.1, 0.3, 'Tool errors rose.', 0, NULL, '[]'),
        ('latency@2026-03-01', 'latency', NULL, 'closed', '2026-03-01', '2026-03-01', '2026-03-02', 7, 2, 3.5, 2, 5, 0, 0, 0, 0, 'Slow.', 0, NULL, '[]');
      INSERT INTO notice(kind, title, text, day) VALUES ('traffic', 'Traffic changed', 'More of it.', '2026-03-03');
      INSERT INTO version_seen(kind, agent, label, traces, marked) VALUES
        ('prompt', 'booking', 'v1', 5, NULL), ('prompt', 'booking', 'v2', 5, '2026-03-03'),
        ('prompt', 'support', 'a', 5, NULL), ('prompt', 'support', 'b', 5, '2026-03-03');
      INSERT INTO daily_health VALUES ('', '2026-03-02', 20, 10, 1, 100, 900, 5000, 2), ('', '2026-03-03', 0, 0, 0, NULL, NULL, NULL, NULL),
        ('${BOOKING}', '2026-03-02', 8, 4, 0, 90, 800, 1000, 1);
      INSERT INTO category VALUES (1, 'tool_error', 1, 'F'), (2, 'tool_error', 2, 'F');
      INSERT INTO signature VALUES (1, 'tool_error', 'timeout'), (2, 'tool_error', 'refused');
      INSERT INTO finding(trace, category, current, span_id, class, signature, evidence) VALUES
        (1, 2, 1, 's3', 'F', 1, '[{"spanId":"s3","path":"status","text":"first","start":null,"end":null}]'),
        (1, 2, 1, 's2', 'F', 1, '[]'),
        (2, 2, 1, 's3', 'F', 1, '[{"spanId":"s3","path":"status","text":"newest","start":null,"end":null}]'),
        (3, 2, 1, 's3', 'F', 2, '[]'), (3, 1, 0, 's3', 'F', 1, '[]')`)
  })
  const connection = openForTest(path)
  return { shifts: shiftQueries(connection), categories: categoryQueries(connection) }
}

test('a shift comes with the days, band and marks of its own segment; open ones first', () => {
  const { shifts } = open()
  const { watch, shifts: found, notices } = shifts.list({})
  expect(watch).toEqual({
    state: 'watching',
    sentence: WATCH.sentence,
    baseline: WATCH.baseline,
    watchedSince: '2026-03-03',
    lastClosedDay: '2026-03-04',
    streams: 2,
    streamsWithTooLittleData: 1,
    budgetDays: 90,
  })
  expect(found.map((shift) => shift.id)).toEqual(['tool_error@2026-03-04', 'latency@2026-03-01'])
  const [first, second] = found
  expect(first?.days.map(({ date, n, k }) => [date, n, k])).toEqual([
    ['2026-03-01', 10, 1],
    ['2026-03-02', 10, 2],
    ['2026-03-03', 10, 3],
    ['2026-03-04', 10, 4],
  ])
  expect(first?.band?.rate).toBe(0.1)
  expect(first?.band?.high).toBeCloseTo(0.1 + 1.96 * Math.sqrt(0.009))
  expect(first?.marks).toEqual([{ date: '2026-03-03', kind: 'prompt', label: 'v2', agent: 'booking' }])
  expect(second).toMatchObject({ segment: null, band: null, days: [] })
  expect(notices).toEqual([
    { kind: 'traffic', title: 'Traffic changed', text: 'More of it.', on: '2026-03-03' },
  ])
})

test('the scope leaves out shifts of other segments and those that ended before', () => {
  const { shifts } = open()
  const ids = (scope: object) => shifts.list(scope).shifts.map((shift) => shift.category)
  expect(ids({ from: '2026-03-03' })).toEqual(['tool_error'])
  expect(ids({ to: '2026-03-03' })).toEqual(['latency'])
  expect(ids({ segment: SUPPORT })).toEqual(['latency'])
})

test('health is by day, of all traces or of one segment; nothing is divided by zero', () => {
  const { shifts } = open()
  expect(shifts.health({})).toEqual([
    {
      date: '2026-03-02',
      traces: 20,
      availability: 0.95,
      latencyP50Ms: 100,
      latencyP95Ms: 900,
      tokensPerSession: 500,
      costPerSession: 0.2,
    },
    {
      date: '2026-03-03',
      traces: 0,
      availability: null,
      latencyP50Ms: null,
      latencyP95Ms: null,
      tokensPerSession: null,
      costPerSession: null,
    },
  ])
  expect(shifts.health({ segment: BOOKING })).toMatchObject([{ traces: 8, availability: 1 }])
})

test('a series sums the segments and knows what was expected; categories without counts are there', () => {
  const { categories } = open()
  const { baseline, categories: found, marks } = categories.series({}, ['loop', 'tool_error'])
  expect(baseline).toEqual({ from: '2026-03-01', to: '2026-03-02' })
  expect(marks).toHaveLength(2)
  expect(found.map((category) => category.id)).toEqual(['loop', 'tool_error'])
  expect(found[0]).toMatchObject({ fired: 0, evaluated: 0, observed: null, band: null, days: [], shifts: [] })
  expect(found[1]).toMatchObject({
    fired: 10,
    evaluated: 60,
    notEvaluable: 4,
    observed: 40,
    expected: 20,
    band: WATCH.bands['tool_error'],
    shifts: [{ id: 'tool_error@2026-03-04', onset: '2026-03-03', openedOn: '2026-03-04', closedOn: null }],
  })
  expect(found[1]?.days[0]).toEqual({ date: '2026-03-01', n: 15, k: 1, notEvaluable: 1 })
})

test('a series of one segment is measured against the baseline of that segment', () => {
  const { categories } = open()
  const own = categories.series({ segment: BOOKING }).categories[0]
  expect(own).toMatchObject({ fired: 10, evaluated: 40, observed: 7, expected: 2 })
  expect(categories.series({ segment: SUPPORT }).categories[0]).toMatchObject({
    observed: null,
    expected: null,
    band: null,
  })
  expect(categories.series({ from: '2026-03-04' }).categories[0]?.days).toHaveLength(1)
})

test('segments come with what the baseline expects of them', () => {
  const { categories } = open()
  expect(categories.segments({ category: 'tool_error' })).toEqual([
    { segment: BOOKING, n: 40, k: 10, notEvaluable: 4, expected: 4 },
    { segment: SUPPORT, n: 20, k: 0, notEvaluable: 0, expected: null },
  ])
})

test('like findings are one group, told by the newest; older rule versions do not count', () => {
  const { categories } = open()
  const { total, rows } = categories.signatures({ category: 'tool_error', limit: 1 })
  expect(total).toBe(2)
  expect(rows).toEqual([
    {
      signature: 'timeout',
      traces: 2,
      firstUs: FIXTURE_START_US,
      lastUs: FIXTURE_START_US + 86_400_000_000,
      // One trace at each end of the time from first to last.
      trend: [1, ...Array.from({ length: 18 }, () => 0), 1],
      example: { traceId: 't2', spanId: 's3', text: 'newest' },
    },
  ])
  expect(categories.signatures({ category: 'tool_error', limit: 9, from: '2026-03-04' }).rows).toMatchObject([
    { signature: 'refused', traces: 1, example: { traceId: 't3', text: '' } },
  ])
  expect(categories.signatures({ category: 'nothing', limit: 9 })).toEqual({ total: 0, rows: [] })
})

test('before the first analysis the watch says why nothing is watched', () => {
  const empty = shiftQueries(openForTest(makeWorkspace({})))
  expect(empty.list({}).watch.state).toBe('empty')
  const path = makeWorkspace({ march: [{ path: 'm', spans: makeSpans('llm chat') }] })
  expect(shiftQueries(openForTest(path)).list({}).watch.state).toBe('no_baseline')
})

test('a category is counted against the first baseline too, but not within one segment', () => {
  const { categories } = open()
  const totals = (scope: object, id: string) => {
    const series = categories.series(scope, ['tool_error', 'latency']).categories
    const found = series.find((category) => category.id === id)
    return [found?.firstObserved, found?.firstExpected]
  }
  expect(totals({}, 'tool_error')).toEqual([60, 15])
  expect(totals({}, 'latency')).toEqual([null, null])
  expect(totals({ segment: BOOKING }, 'tool_error')).toEqual([null, null])
})
