import { expect, test } from 'vitest'
import type { RulerScore } from '../../shared/contract/rulers.ts'
import { emptyScore, type Score } from '../../shared/model/score.ts'
import { makeSpans } from '../testing/make-trace.ts'
import { makeWorkspace, openForTest } from '../testing/query-workspace.ts'
import { openWriter, type ReadConnection } from '../store/connection.ts'
import { compareRulers } from './compare-rulers.ts'
import { describeRulers, describeSeries } from './describe-rulers.ts'
import { updateRulers } from './update-rulers.ts'

const DAY_US = 86_400_000_000

/** Traces t0, t1, ... one a day, each answered by gpt-4.1. */
function spansOf(traces: number) {
  return Array.from({ length: traces }, (_, day) =>
    makeSpans('agent booking\n  llm chat gpt-4.1\n    < assistant: Hi', `t${day}`).map((span) =>
      Object.assign(span, { startUs: span.startUs + day * DAY_US }),
    ),
  ).flat()
}
const score = (day: number, value: number | null, told: Partial<Score> = {}): Score => ({
  ...emptyScore(`t${day}`, 'helpful'),
  evaluatorKind: 'llm',
  judge: 'claude-sonnet-4',
  rubric: 'tone',
  rubricVersion: '1',
  value,
  ...told,
})

const spanOf = (day: number) => spansOf(10).find((span) => span.traceId === `t${day}`)!.spanId
const by = (evaluatorKind: Score['evaluatorKind'], judge: string) => ({ evaluatorKind, judge })

function opened(scores: Score[], traces = 10): ReadConnection {
  const path = makeWorkspace({ march: [{ path: 'm.jsonl', spans: spansOf(traces), scores }] })
  const writer = openWriter(path, { create: false })
  updateRulers(writer, null)
  // Coverage is a share of the traces the health rollup counted.
  writer.db.exec(
    `INSERT INTO daily_health(segment, date, traces, sessions, errors) VALUES ('', '2026-03-02', ${traces}, ${traces}, 0)`,
  )
  writer.close()
  return openForTest(path)
}
const changed = (day: number) => (day < 6 ? {} : { rubricVersion: '2', judge: 'gpt-4.1-mini' })
const days = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index)

test('each score is listed by its rulers, with coverage, interval, kin of the judge, and the day of the break', () => {
  const connection = opened(days(0, 8).map((day) => score(day, day % 2, changed(day))))
  const { traces, scores } = describeRulers(connection, {})
  expect(traces).toBe(10)
  expect(scores).toHaveLength(1)
  expect(scores[0]!.rulers).toMatchObject([
    {
      name: 'rubric tone 1 by claude-sonnet-4',
      scale: 'binary',
      scores: 6,
      mean: 0.5,
      coverage: 0.6,
      firstDay: '2026-03-02',
      lastDay: '2026-03-07',
      independence: { verdict: 'independent', models: [] },
    },
    {
      name: 'rubric tone 2 by gpt-4.1-mini',
      scores: 2,
      coverage: 0.2,
      independence: { verdict: 'own_maker', models: ['gpt-4.1'] },
    },
  ])
  const [first, second] = scores[0]!.rulers
  expect(scores[0]!.breaks).toEqual([{ date: '2026-03-08', before: first!.id, after: second!.id }])
  expect(scores[0]!.pairs).toEqual([{ a: first!.id, b: second!.id, traces: 0 }])
  expect(first!.low).toBeGreaterThan(0.15)
  expect(first!.high).toBeLessThan(0.85)
})

test('people are one ruler, whoever they are, and code and people are no judge of anybody’s kin', () => {
  const { scores } = describeRulers(
    opened([
      score(0, 1, by('human', 'Ada')),
      score(1, 0, by('human', 'Bob')),
      score(2, 1, by('code', 'gpt')),
    ]),
    {},
  )
  expect(scores[0]!.rulers.map(({ judge, scores: count }) => [judge, count])).toEqual([
    [null, 2],
    ['gpt', 1],
  ])
  expect(scores[0]!.rulers.map(({ independence }) => independence.verdict)).toEqual(['no_model', 'no_model'])
})

test('a model that judged under no name may be anybody’s kin', () => {
  const { scores } = describeRulers(opened([score(0, 1, { judge: null })]), {})
  expect(scores[0]!.rulers[0]!.independence).toEqual({ verdict: 'unknown', models: [] })
})

test('a series of two rubric versions is refused with their names; one of them is drawn with the break', () => {
  const connection = opened(days(0, 8).map((day) => score(day, day % 2, changed(day))))
  expect(() => describeSeries(connection, { score: 'helpful' })).toThrow(
    'Scores of helpful were made with 2 rulers, and scores of different rulers are never put together: rubric tone 1 by claude-sonnet-4, rubric tone 2 by gpt-4.1-mini. Choose one of them.',
  )
  const series = describeSeries(connection, { score: 'helpful', rubricVersion: '1' })
  expect(series.days.map(({ date, n, mean }) => [date, n, mean])).toEqual([
    ['2026-03-02', 1, 0],
    ['2026-03-03', 1, 1],
    ['2026-03-04', 1, 0],
    ['2026-03-05', 1, 1],
    ['2026-03-06', 1, 0],
    ['2026-03-07', 1, 1],
  ])
  expect(series.breaks).toMatchObject([{ date: '2026-03-08', name: 'rubric tone 2 by gpt-4.1-mini' }])
  expect(() => describeSeries(connection, { score: 'nothing' })).toThrow('was not found')
})

test.each([
  ['a judge', { judge: 'gpt-4o' }],
  ['a temperature', { raw: '{"judge_temperature":1}' }],
  ['a judge prompt', { raw: '{"judge_prompt_version":"b"}' }],
  ['a kind of evaluator', { evaluatorKind: 'code' as const }],
])('%s that changed is refused like a rubric', (_what, told) => {
  const connection = opened([score(0, 1), score(1, 0, told)])
  expect(() => describeSeries(connection, { score: 'helpful' })).toThrow('2 rulers')
  const [first] = describeRulers(connection, {}).scores[0]!.rulers
  expect(describeSeries(connection, { score: 'helpful', ruler: first!.id }).days).toHaveLength(1)
})

test('the refusal holds in a scope where only one of the rulers was in use: the question must name it', () => {
  const connection = opened(days(0, 8).map((day) => score(day, day % 2, changed(day))))
  expect(() => describeSeries(connection, { score: 'helpful', to: '2026-03-03' })).toThrow('2 rulers')
})

test('labels without numbers give the share of a label by day', () => {
  const labels = ['good', 'good', 'bad', 'good']
  const connection = opened(labels.map((label, day) => score(day, null, { label })))
  expect(describeRulers(connection, {}).scores[0]!.rulers).toMatchObject([
    {
      scale: 'label',
      mean: null,
      labels: [
        { label: 'good', traces: 3 },
        { label: 'bad', traces: 1 },
      ],
    },
  ])
  const bad = describeSeries(connection, { score: 'helpful', label: 'bad' })
  expect(bad.days.map(({ mean }) => mean)).toEqual([0, 0, 1, 0])
  expect(describeSeries(connection, { score: 'helpful' })).toMatchObject({ label: 'good' })
})

test('a bridge pairs the same trace, and the same span, never a span with its trace', () => {
  const second = { rubricVersion: '2' }
  const connection = opened([
    ...days(0, 4).flatMap((day) => [score(day, 1), score(day, day === 0 ? 0 : 1, second)]),
    score(5, 1, { spanId: spanOf(5) }),
    score(5, 1, { ...second, spanId: spanOf(5) }),
    score(6, 1, { spanId: spanOf(6) }),
    score(6, 1, second),
    score(7, 1),
  ])
  const [{ rulers, pairs }] = describeRulers(connection, {}).scores as [RulerScore]
  const [a, b] = rulers
  expect(pairs).toEqual([{ a: a!.id, b: b!.id, traces: 6 }])
  const bridge = compareRulers(connection, { a: a!.id, b: b!.id })
  expect(bridge).toMatchObject({
    pairs: 5,
    leftOut: 0,
    outcomes: [{ both: 4, onlyA: 1, onlyB: 0, neither: 0 }],
    verdict: 'not_enough',
  })
  expect(bridge.sentence).toContain(
    'Of 5 traces judged by both, 100.0 % pass under rubric tone 1 and 80.0 % under rubric tone 2',
  )
  expect(bridge.sentence).toContain('Not enough data')
  expect(() => compareRulers(connection, { a: a!.id, b: a!.id })).toThrow('not with itself')
  expect(() => compareRulers(connection, { a: a!.id, b: 'x' })).toThrow('was not found')
})

test('the rollup is made anew: scores that are gone leave no ruler', () => {
  const path = makeWorkspace({ march: [{ path: 'm.jsonl', spans: spansOf(2), scores: [score(0, 1)] }] })
  const writer = openWriter(path, { create: false })
  updateRulers(writer, null)
  expect(describeRulers(writer, {}).scores).toHaveLength(1)
  writer.db.exec('DELETE FROM score')
  updateRulers(writer, null)
  expect(describeRulers(writer, {}).scores).toEqual([])
  writer.close()
})
