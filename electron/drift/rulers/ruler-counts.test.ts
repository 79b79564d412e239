import { expect, test } from 'vitest'
import { RulerCounter, type ScoredRow } from './ruler-counts.ts'

const DAY_US = 86_400_000_000
const row = (trace: number, more: Partial<ScoredRow> = {}): ScoredRow => ({
  trace,
  name: 'helpful',
  evaluatorKind: 'llm',
  judge: 'gpt-4.1',
  rubric: 'tone',
  rubricVersion: '1',
  raw: null,
  value: 1,
  label: null,
  startUs: 20_500 * DAY_US,
  segment: 'booking × gpt-4.1',
  model: 'gpt-4.1',
  hasSpans: true,
  ...more,
})
function counted(...rows: ScoredRow[]) {
  const counter = new RulerCounter()
  for (const one of rows) counter.add(one)
  return counter.finish()
}

test('two versions of a rubric are two rulers with days of their own', () => {
  const { rulers, days } = counted(
    row(1),
    row(2, { value: 0 }),
    row(3, { rubricVersion: '2', value: 0 }),
    row(4, { rubricVersion: '2', value: 0, startUs: 20_501 * DAY_US }),
  )
  expect(rulers.map(({ rubricVersion, scores }) => [rubricVersion, scores])).toEqual([
    ['1', 2],
    ['2', 2],
  ])
  expect(days.map(({ date, n, sum }) => [date, n, sum])).toEqual([
    ['2026-02-16', 2, 1],
    ['2026-02-16', 1, 0],
    ['2026-02-17', 1, 0],
  ])
})

test('several scores of one trace are one value: their mean', () => {
  const { days, rulers } = counted(row(1, { value: 1 }), row(1, { value: 0 }), row(2, { value: 1 }))
  expect(days).toMatchObject([{ traces: 2, n: 2, sum: 1.5, squares: 1.25 }])
  expect(rulers[0]).toMatchObject({ scores: 3, isBinary: true })
})

test('a ruler with other numbers than 0 and 1 is no rate, and labels without a number stay apart', () => {
  const { rulers, days } = counted(
    row(1, { value: 0.5 }),
    row(2, { value: null, label: 'satisfied' }),
    row(3, { value: null, label: '' }),
  )
  expect(rulers[0]).toMatchObject({ isBinary: false, scores: 3, valued: 1 })
  expect(days[0]).toMatchObject({ traces: 3, n: 1, labels: new Map([['satisfied', 1]]) })
})

test('labels that are free text end as "other"', () => {
  const texts = Array.from({ length: 40 }, (_, trace) => row(trace, { value: null, label: `text ${trace}` }))
  const { days } = counted(...texts)
  expect(days[0]!.labels.size).toBe(25)
  expect(days[0]!.labels.get('other')).toBe(16)
})

test('coverage counts a trace once, whatever rulers judged it, and only where its spans are here', () => {
  const { covered, days } = counted(
    row(1),
    row(1, { rubricVersion: '2' }),
    row(1, { name: 'safe' }),
    row(2, { hasSpans: false }),
  )
  expect(covered.map(({ score, traces }) => [score, traces])).toEqual([
    ['helpful', 1],
    ['safe', 1],
  ])
  expect(days.map(({ traces, covered: seen }) => [traces, seen])).toEqual([
    [2, 1],
    [1, 1],
    [1, 1],
  ])
})
