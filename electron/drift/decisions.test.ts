import { expect, test } from 'vitest'
import { DEFAULT_POLICY } from '../../shared/model/policy.ts'
import type { WatchChange } from '../../shared/model/baseline.ts'
import type { CountSeries } from '../../shared/model/counts.ts'
import { makeSeries, sessionRows, worldDate } from '../testing/count-worlds.ts'
import type { BaselinePlan } from './baseline-plan.ts'
import { SessionCounter } from './daily-counts.ts'
import { runWatch, type WatchInput, type WatchResult } from './run-watch.ts'

const SILENT = { id: 'tool_error_silent', name: 'Silent tool error', class: 'F' as const, version: 1 }
const LOOP = { id: 'error_loop', name: 'Error loop', class: 'F' as const, version: 1 }
const SEGMENTS = ['billing × gpt-4.1', 'booking × gpt-4.1']
const WHY = { reason: 'The new supplier answers so.', author: 'Ada' }

/** Silent errors triple in both agents on day 40, loops double on day 70. */
const world = (days: number): CountSeries =>
  makeSeries({
    seed: 31,
    days,
    categories: ['error_loop', 'tool_error_silent'],
    segments: SEGMENTS,
    size: () => 300,
    rate: (day, c) => (c === 0 ? (day < 70 ? 0.03 : 0.07) : day < 40 ? 0.02 : 0.06),
  })

function countsOf(series: CountSeries) {
  const counter = new SessionCounter()
  for (const row of sessionRows(series)) counter.add(row)
  return counter.finish()
}

/** One workspace: every step sees the days up to one, and the versions kept so far. */
function workspace(series: CountSeries, more: Partial<WatchInput> = {}) {
  const versions: { version: number; plan: BaselinePlan; takenBack: boolean }[] = []
  const step = (
    days: number,
    change: WatchChange | null = null,
    now: Partial<WatchInput> = {},
  ): WatchResult => {
    const result = runWatch({
      counts: countsOf({ ...series, days: series.days.slice(0, days) }),
      categories: [SILENT, LOOP],
      marks: [],
      plan: versions.at(-1)?.plan ?? null,
      nextVersion: versions.length + 1,
      planBefore: (version) =>
        versions.findLast((entry) => entry.version < version && !entry.takenBack)?.plan ?? null,
      change,
      ...more,
      ...now,
    })
    for (const { version, plan, takesBack } of result.made) {
      versions.push({ version, plan, takenBack: false })
      const withdrawn = versions.find((entry) => entry.version === takesBack)
      if (withdrawn) withdrawn.takenBack = true
    }
    return result
  }
  return { step, versions }
}

const loops = ({ shifts }: WatchResult) => shifts.filter(({ category }) => category === LOOP.id)
const ratio = ({ observed, expected }: { observed: number; expected: number }) => observed / expected
const choose = (from: number, to: number): WatchChange => ({
  kind: 'choose',
  from: worldDate(from),
  to: worldDate(to),
  excluded: [],
  name: '',
  ...WHY,
})

test('an accepted shift ends, is held against its own days from then on, and changes nothing that is said of others', () => {
  const { step } = workspace(world(100))
  const before = step(60)
  const [silent] = before.shifts
  expect(before.shifts).toHaveLength(1)
  const accepted = step(60, { kind: 'accept', shift: silent!.id, ...WHY })
  expect(accepted.made).toMatchObject([
    { version: 2, kind: 'accepted', categories: [SILENT.id], from: silent!.onset, to: worldDate(57), ...WHY },
  ])
  expect(accepted.shifts).toMatchObject([
    { id: silent!.id, state: 'closed', closedOn: worldDate(57), isAccepted: true },
  ])
  expect(accepted.shifts[0]!.sentence).toContain('It was accepted as the new normal.')
  const later = step(100)
  expect(later.shifts.filter(({ category }) => category === SILENT.id)).toEqual(accepted.shifts)
  const untouched = workspace(world(100))
  untouched.step(60)
  expect(loops(later)).toHaveLength(1)
  expect(loops(later)).toEqual(loops(untouched.step(100)))
})

test('what was accepted still shows against the first baseline', () => {
  const { step } = workspace(world(69))
  const [silent] = step(60).shifts
  step(60, { kind: 'accept', shift: silent!.id, ...WHY })
  const { totals, firstTotals } = step(69).record
  expect(ratio(totals[SILENT.id]!)).toBeGreaterThan(0.8)
  expect(ratio(totals[SILENT.id]!)).toBeLessThan(1.25)
  expect(ratio(firstTotals[SILENT.id]!)).toBeGreaterThan(1.8)
})

test('taking an acceptance back gives what was said before it', () => {
  const { step } = workspace(world(100))
  const before = step(60)
  step(60, { kind: 'accept', shift: before.shifts[0]!.id, ...WHY })
  const after = step(60, { kind: 'take_back', version: 2, reason: 'It was a bug.', author: '' })
  expect(after.made).toMatchObject([
    { version: 3, kind: 'taken_back', takesBack: 2, categories: [SILENT.id] },
  ])
  expect([after.shifts, after.record]).toEqual([before.shifts, before.record])
  expect(() => step(60, { kind: 'take_back', version: 2, ...WHY })).toThrow('Version 2 is not in force')
  expect(() => step(60, { kind: 'take_back', version: 1, ...WHY })).toThrow('Version 1 is the first baseline')
})

test('a shift that is a few days old cannot be accepted yet, one that is over or unknown never', () => {
  const { step } = workspace(world(60))
  const [young] = step(47).shifts
  expect(young).toMatchObject({ state: 'open' })
  expect(() => step(47, { kind: 'accept', shift: young!.id, ...WHY })).toThrow(
    /^The shift cannot be accepted as normal yet: .* holds [56] closed days with data .*a baseline needs 7/,
  )
  expect(() => step(47, { kind: 'accept', shift: 'nothing@2026-01-01', ...WHY })).toThrow('There is no shift')
})

test('a chosen window takes the place of the first days, without the days of an incident', () => {
  const { step } = workspace(world(100))
  step(60)
  const chosen = step(100, {
    kind: 'choose',
    from: worldDate(41),
    to: worldDate(68),
    excluded: [{ from: worldDate(45), to: worldDate(47), reason: 'The supplier was down.' }],
    name: 'After the supplier',
    ...WHY,
  })
  expect(chosen.made).toMatchObject([{ kind: 'chosen', name: 'After the supplier', categories: null }])
  expect(chosen.plan!.models.at(-1)!.model.days).toBe(25)
  expect(chosen.shifts.map(({ category }) => category)).toEqual([LOOP.id])
  expect(chosen.record.baseline).toMatchObject({ from: worldDate(41), to: worldDate(68) })
  const back = step(100, { kind: 'take_back', version: 2, ...WHY })
  expect(back.record.baseline).toMatchObject({ from: worldDate(0), to: worldDate(27) })
})

test('a window with too few days or sessions is refused with what it holds', () => {
  const { step } = workspace(world(60))
  step(60)
  expect(() => step(60, choose(3, 7))).toThrow('holds 5 closed days')
  expect(() => step(60, choose(200, 230))).toThrow('holds 0 closed days')
})

test('a rule that changed or is new is counted again on the same days; the others keep their frozen rates', () => {
  const { step } = workspace(world(60))
  const before = step(60, null, { categories: [SILENT] })
  expect(before.plan!.categories.map(({ id }) => id)).toEqual([SILENT.id])
  const after = step(60)
  expect(after.made).toMatchObject([{ kind: 'extended', categories: [LOOP.id], version: 2 }])
  expect(after.notices.find(({ kind }) => kind === 'ruler')!.text).toContain(
    'Error loop: the rule is new or another than before, so its baseline was counted again',
  )
  expect(after.plan!.categories.find(({ id }) => id === SILENT.id)!.regimes).toEqual([0])
  expect(after.plan!.models[0]).toEqual(before.plan!.models[0])
  const changed = step(60, null, { categories: [{ ...SILENT, version: 2 }, LOOP] })
  expect(changed.made).toMatchObject([{ kind: 'extended', categories: [SILENT.id], version: 3 }])
  expect(changed.shifts).toHaveLength(1)
  expect(step(60, null, { categories: [{ ...SILENT, version: 2 }, LOOP] }).made).toEqual([])
})

test('quiet days are no evidence and no baseline; categories and segments may be left out', () => {
  const series = world(60)
  const quiet = [{ from: worldDate(40), to: worldDate(59), reason: 'Migration.' }]
  expect(workspace(series, { policy: { ...DEFAULT_POLICY, quiet } }).step(60).shifts).toEqual([])
  const unwatchedCategories = [SILENT.id]
  const without = workspace(series, { policy: { ...DEFAULT_POLICY, unwatchedCategories } }).step(60)
  expect(without.shifts).toEqual([])
  expect(Object.keys(without.record.bands)).toEqual([LOOP.id])
  const unwatchedSegments = [SEGMENTS[0]!]
  const half = workspace(series, { policy: { ...DEFAULT_POLICY, unwatchedSegments } }).step(60)
  expect(half.shifts[0]!.observed).toBeLessThan(workspace(series).step(60).shifts[0]!.observed * 0.6)
})

test('a decision about an export that is too short is refused with the reason', () => {
  const { step } = workspace(world(9))
  expect(() => step(9, { kind: 'accept', shift: 'x', ...WHY })).toThrow('Only 7 closed days')
})

/** The same sessions under other names of their segments, as another segmenter gives them. */
const renamed = (series: CountSeries): CountSeries => ({ ...series, segments: ['EU', 'US'] })
const BY_REGION = { ...DEFAULT_POLICY, segmenter: ['attribute:region' as const] }

test('other segments make a version of the same days, and going back to the first ones gives the first rates again', () => {
  const series = world(90)
  const { step, versions } = workspace(series)
  const first = step(60)
  const chosen = step(90, { kind: 'accept', shift: first.shifts[0]!.id, ...WHY })
  expect(chosen.made.map(({ kind }) => kind)).toEqual(['accepted'])
  const split = step(
    90,
    { kind: 'policy', policy: BY_REGION, ...WHY },
    { counts: countsOf(renamed(series)), policy: BY_REGION },
  )
  expect(split.made.map(({ kind, reason }) => [kind, reason])).toEqual([['resegmented', WHY.reason]])
  expect(split.plan?.models.map(({ model }) => model.cells.toSorted())).toEqual(
    chosen.plan?.models.map(() => ['EU', 'US']),
  )
  // Each window is still the one of the version that brought it, so that it can be taken back.
  expect(split.plan?.models.map(({ version }) => version)).toEqual(
    chosen.plan?.models.map(({ version }) => version),
  )

  const back = step(90, { kind: 'policy', policy: DEFAULT_POLICY, ...WHY })
  expect(back.made.map(({ kind }) => kind)).toEqual(['resegmented'])
  expect(back.plan).toEqual(chosen.plan)
  expect(back.shifts).toEqual(chosen.shifts)
  expect(versions).toHaveLength(4)
})

test('what is taken back to an older version is counted in the segments of now', () => {
  const series = world(90)
  const { step } = workspace(series)
  step(60)
  const chosen = step(60, {
    kind: 'choose',
    from: worldDate(5),
    to: worldDate(34),
    excluded: [],
    name: '',
    ...WHY,
  })
  const byRegion = {
    counts: countsOf(renamed({ ...series, days: series.days.slice(0, 60) })),
    policy: BY_REGION,
  }
  step(60, { kind: 'policy', policy: BY_REGION, ...WHY }, byRegion)
  const { made, plan, record } = step(
    60,
    { kind: 'take_back', version: chosen.made[0]!.version, ...WHY },
    byRegion,
  )
  expect(made.map(({ kind }) => kind)).toEqual(['taken_back', 'resegmented'])
  expect(plan?.models[plan.base]).toMatchObject({
    from: worldDate(0),
    model: { cells: expect.arrayContaining(['EU', 'US']) },
  })
  expect(record.state).toBe('watching')
})
