import { expect, test } from 'vitest'
import type { Mark } from '../../shared/contract/shifts.ts'
import type { CountSeries } from '../../shared/model/counts.ts'
import { makeSeries, sessionRows, worldDate } from '../testing/count-worlds.ts'
import { SessionCounter, type VerdictRow } from './daily-counts.ts'
import { runWatch, type WatchInput } from './run-watch.ts'
import { readPlan, writePlan } from './plan-record.ts'

const categories = [
  { id: 'tool_error_silent', name: 'Silent tool error', class: 'F' as const, version: 1 },
  { id: 'eval_gap', name: 'Evaluation gaps', class: 'G' as const, version: 1 },
]
const SEGMENTS = ['billing × gpt-4.1', 'booking × gpt-4.1']

function countsOf(series: CountSeries) {
  const counter = new SessionCounter()
  for (const row of sessionRows(series)) counter.add(row)
  return counter.finish()
}
const input = (series: CountSeries, more: Partial<WatchInput> = {}): WatchInput => ({
  counts: countsOf(series),
  categories,
  marks: [],
  ...more,
})
/** From day 41 silent tool errors triple in the booking agent; governance always moves. */
const regression = (days = 56) =>
  makeSeries({
    seed: 12,
    days,
    categories: ['eval_gap', 'tool_error_silent'],
    segments: SEGMENTS,
    size: () => 250,
    rate: (day, c, s) => (c === 0 ? (day < 30 ? 0.01 : 0.6) : s === 1 && day >= 41 ? 0.063 : 0.021),
  })

test('a regression is found, dated, sized, explained and told', () => {
  const marks: Mark[] = [
    { date: worldDate(5), kind: 'prompt', label: '7', agent: 'booking' },
    { date: worldDate(38), kind: 'prompt', label: '8', agent: 'booking' },
  ]
  const { record, shifts } = runWatch(input(regression(), { marks }))
  expect(record).toMatchObject({
    state: 'watching',
    baseline: { from: worldDate(0), to: worldDate(27) },
    watchedSince: worldDate(28),
    lastClosedDay: worldDate(53),
    budgetDays: 90,
    streams: 3,
  })
  expect(record.sentence).toContain('3 streams watched since 30 March against the baseline of 2 – 29 March')
  expect(shifts).toHaveLength(1)
  const [shift] = shifts
  expect(shift).toMatchObject({
    category: 'tool_error_silent',
    segment: 'booking × gpt-4.1',
    state: 'open',
    closedOn: null,
  })
  expect(shift!.sentence).toMatch(
    /^Silent tool errors in booking × gpt-4\.1 went from \d\.\d % to \d\.\d % of sessions since 1[123] April, (two|three|four) days after prompt 7 became 8\. Traffic mix explains none of the \d\.\d points\.$/,
  )
  expect(shift!.mix + shift!.behaviour).toBeCloseTo(shift!.currentRate - shift!.baselineRate, 12)
  expect(shift!.low).toBeGreaterThan(2)
  expect(shift!.observed / shift!.expected).toBeCloseTo(shift!.ratio, 12)
  expect(record.totals['tool_error_silent']!.observed).toBeGreaterThan(shift!.observed)
  expect(Object.keys(record.cellRates['tool_error_silent']!)).toEqual(SEGMENTS)
})

test('evidence that outgrows a number is told as one', () => {
  const huge = makeSeries({
    seed: 3,
    days: 56,
    categories: ['eval_gap', 'tool_error_silent'],
    segments: SEGMENTS,
    size: () => 3000,
    rate: (day, c) => (c === 0 ? 0.01 : day >= 35 ? 0.6 : 0.02),
  })
  const values = runWatch(input(huge)).evidence.map(({ value }) => value)
  expect(Math.max(...values)).toBeGreaterThan(1e9)
  expect(values.every(Number.isFinite)).toBe(true)
})

test('governance is not drift of the agent', () => {
  const { record, shifts } = runWatch(input(regression()))
  expect(shifts.some(({ category }) => category === 'eval_gap')).toBe(false)
  expect(Object.keys(record.bands)).toEqual(['tool_error_silent'])
})

test('a stored baseline gives the same shifts as the run that made it, and stays as it is', () => {
  const first = runWatch(input(regression()))
  expect(first.made.map(({ kind, version }) => [kind, version])).toEqual([['automatic', 1]])
  const stored = readPlan(writePlan(first.plan!), 1)
  const again = runWatch(input(regression(), { plan: stored, nextVersion: 2 }))
  expect(again).toEqual({ ...first, made: [] })
})

test('a pure change of traffic is a notice with numbers and no shift', () => {
  const series = makeSeries({
    seed: 4,
    days: 56,
    categories: ['tool_error_silent'],
    segments: SEGMENTS,
    size: (day, s) => (day < 40 ? [450, 50] : [350, 150])[s]!,
    rate: (_, _c, s) => [0.02, 0.06][s]!,
  })
  const { shifts, notices } = runWatch(input(series))
  expect(shifts).toEqual([])
  const notice = notices.find(({ kind }) => kind === 'traffic')
  expect(notice!.text).toMatch(
    /fell from \d\d\.\d % to \d\d\.\d % of sessions on 1[012] April.*booking × gpt-4\.1 grew from (9|10)\.\d % to (29|30|31)\.\d % .*Rates inside each segment are unchanged\./,
  )
})

test('a new model of a known agent is held against the old one', () => {
  const series = makeSeries({
    seed: 9,
    days: 56,
    categories: ['tool_error_silent'],
    segments: ['booking × gpt-4.1', 'booking × gpt-5', 'billing × gpt-4.1'],
    size: (day, s) => (s === 2 ? 200 : day < 40 === (s === 0) ? 300 : 0),
    rate: (day, _, s) => (s === 1 ? 0.09 : 0.03),
  })
  const { shifts } = runWatch(input(series))
  expect(shifts).toHaveLength(1)
  expect(shifts[0]).toMatchObject({ segment: 'booking × gpt-5' })
  expect(shifts[0]!.behaviour).toBeGreaterThan(0.04)
})

test('a new agent is new traffic and judged for information only', () => {
  const series = makeSeries({
    seed: 9,
    days: 56,
    categories: ['tool_error_silent'],
    segments: ['booking × gpt-4.1', 'research × gpt-4.1'],
    size: (day, s) => (s === 0 ? 300 : day < 40 ? 0 : 100),
    rate: (_, _c, s) => (s === 1 ? 0.5 : 0.03),
  })
  const { shifts, notices } = runWatch(input(series))
  expect(shifts).toEqual([])
  expect(notices.find(({ kind }) => kind === 'traffic')!.text).toContain('research × gpt-4.1 is new traffic')
})

test('an export of nine days has no baseline and says why', () => {
  const { record, shifts, notices, plan } = runWatch(input(regression(9)))
  expect(record.state).toBe('no_baseline')
  expect(record.sentence).toBe(
    'Only 7 closed days with data; a baseline and as many days to watch against it need 8 (a day closes 24 hours after its end). Until then the failure categories are found and sets of traces can be compared, and nothing is watched.',
  )
  expect(notices.map(({ kind }) => kind)).toEqual(['short_export'])
  expect([shifts, plan]).toEqual([[], null])
})

/** Sixteen days; from the eleventh on every second session of the booking agent fails. */
const fortnight = (days = 16) =>
  makeSeries({
    seed: 12,
    days,
    categories: ['tool_error_silent'],
    segments: SEGMENTS,
    size: () => 120,
    rate: (day, _, s) => (s === 1 && day >= 10 ? 0.5 : 0.05),
  })

test('the first half of a short export is the baseline, and an incident in the other half is found', () => {
  const { record, shifts, made } = runWatch(input(fortnight()))
  expect(made).toMatchObject([{ kind: 'automatic', from: worldDate(0), to: worldDate(6) }])
  expect(record.sentence).toContain('The export is short: its first half is the baseline')
  expect(shifts).toMatchObject([{ segment: SEGMENTS[1], onset: worldDate(10), state: 'open' }])
  // It began at midnight, and the first failures after it are an hour or two later.
  const hour = Date.parse(`${worldDate(10)}T00:00:00Z`) * 1000
  expect(Math.abs(shifts[0]!.onsetUs! - hour)).toBeLessThanOrEqual(2 * 3_600_000_000)
  expect(shifts[0]!.sentence).toMatch(/ since 1[12] March, about \d\d:00 UTC, ?/)
})

test('with three weeks of days a short baseline gives way to a whole one, unless a person decided', () => {
  const { plan } = runWatch(input(fortnight()))
  const grown = runWatch(input(fortnight(40), { plan, nextVersion: 2 }))
  expect(grown.made).toMatchObject([{ kind: 'automatic', version: 2, to: worldDate(27) }])
  expect(runWatch(input(fortnight(40), { plan, nextVersion: 2, isDecided: true })).made).toEqual([])
})

test('a baseline of ten sessions is not believed', () => {
  const series = makeSeries({
    seed: 1,
    days: 40,
    categories: ['tool_error_silent'],
    segments: ['s'],
    size: () => 0.4,
    rate: () => 0.1,
  })
  expect(runWatch(input(series)).record).toMatchObject({ state: 'no_baseline' })
})

test('a clock without days is recognised', () => {
  const rows: VerdictRow[] = Array.from({ length: 100 }, (_, i) => ({
    sessionKey: String(i),
    startUs: 1_700_000_000_000_000 + i,
    segment: 's',
    rules: ['tool_error_silent@1'],
    verdicts: 'n',
  }))
  const counter = new SessionCounter()
  for (const row of rows) counter.add(row)
  const { record, notices } = runWatch({ counts: counter.finish(), categories, marks: [] })
  expect(record.state).toBe('synthetic_clock')
  expect(notices[0]!.text).toContain('nothing is watched')
})

test('an empty workspace is empty', () => {
  expect(runWatch({ counts: new SessionCounter().finish(), categories, marks: [] }).record.state).toBe(
    'empty',
  )
})

test('a broken tool is said in the fast lane within hours', () => {
  const series = regression(42)
  const counter = new SessionCounter()
  for (const row of sessionRows(series)) counter.add(row)
  const start = Date.parse(`${worldDate(42)}T06:00:00Z`) * 1000
  for (let i = 0; i < 30; i++) {
    const verdicts = series.categories.map((id) => (id === 'tool_error_silent' ? 'f' : 'n')).join('')
    counter.add({
      sessionKey: `broken-${i}`,
      startUs: start + i * 60_000_000,
      segment: SEGMENTS[1]!,
      rules: series.categories.map((id) => `${id}@1`),
      verdicts,
    })
  }
  const { notices } = runWatch({ counts: counter.finish(), categories, marks: [] })
  const notice = notices.find(({ kind }) => kind === 'fast_lane')
  expect(notice).toMatchObject({ title: '31 sessions in a row', on: worldDate(42) })
  expect(notice!.text).toMatch(
    /^Silent tool error: 31 sessions in a row in booking × gpt-4\.1 from 12 April 23:5\d to 13 April 06:29 UTC; usually 2\.\d % of them\.$/,
  )
})

test('a category that always fires is no run and no rise: it is said that it cannot be watched', () => {
  const series = makeSeries({
    seed: 3,
    days: 56,
    categories: ['tool_error_silent', 'loop'],
    segments: SEGMENTS,
    size: () => 40,
    rate: (_, c) => (c === 0 ? 1 : 0.04),
  })
  const { shifts, notices } = runWatch(
    input(series, {
      categories: [...categories, { id: 'loop', name: 'Loop', class: 'F', version: 1 }],
    }),
  )
  expect(shifts).toEqual([])
  expect(notices.filter(({ kind }) => kind === 'fast_lane')).toEqual([])
  expect(notices.find(({ kind }) => kind === 'too_little_data')?.text).toContain(
    'Not watched for a rise, as nearly every session of the baseline has it: Silent tool error.',
  )
})

test('streams that could not show a doubling are counted and named', () => {
  const series = makeSeries({
    seed: 2,
    days: 56,
    categories: ['tool_error_silent'],
    segments: ['large × m', 'voice × m'],
    size: (_, s) => [500, 5][s]!,
    rate: () => 0.03,
  })
  const { record, notices } = runWatch(input(series))
  expect(record.streamsWithTooLittleData).toBe(1)
  expect(notices.find(({ kind }) => kind === 'too_little_data')!.text).toBe(
    '1 of 3 streams could not show a doubling within 28 days; 1 in the segment voice × m (5 sessions a day).',
  )
})
