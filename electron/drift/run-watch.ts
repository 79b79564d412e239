import type { Mark } from '../../shared/contract/shifts.ts'
import type { CountSeries, DayCounts } from '../../shared/model/counts.ts'
import type { CategoryClass } from '../../shared/model/finding.ts'
import type { Notice, Shift } from '../../shared/model/shift.ts'
import type { WatchRecord } from '../../shared/model/watch.ts'
import { type BaselineModel, fitBaseline } from './baseline.ts'
import { chooseWindow } from './baseline-window.ts'
import { isFakeClock, lastClosedDay } from './clock.ts'
import type { DailyCounts } from './daily-counts.ts'
import { isBlind, sightOf } from './detectability.ts'
import { splitFollowers } from './follower.ts'
import { findRuns } from './fast-lane.ts'
import { followerNotice, rulerNotice, runNotice, sightNotice, trafficNotice } from './notices.ts'
import { LEAST_BASELINE_SESSIONS } from './policy.ts'
import { cellOf, foldDay } from './segment-pool.ts'
import { recordShift } from './shift-record.ts'
import { findTrafficChanges } from './traffic.ts'
import { describeClosedDays, emptyRecord, watchingRecord } from './watch-sentence.ts'
import { watchDays } from './watch.ts'
import { counted } from './wording.ts'

export interface WatchedCategory {
  id: string
  name: string
  /** G is about the data and the evaluations, not about the agent: it is shown, but not watched as drift. */
  class: CategoryClass
  /** Version of its rule; verdicts of another version than the baseline's are not held against it. */
  version: number
  /** Categories whose events are its own as well: a shift of it beside one of theirs is no news. */
  follows?: readonly string[]
}

export interface WatchInput {
  counts: DailyCounts
  categories: readonly WatchedCategory[]
  /** Versions first seen after the data began. */
  marks: readonly Mark[]
  /** The baseline in force; without one the first days become it. */
  frozenBaseline?: BaselineModel | null
}

export interface WatchResult {
  record: WatchRecord
  /** The baseline that was used; to be frozen by the caller where there was none before. */
  baseline: BaselineModel | null
  shifts: Shift[]
  notices: Notice[]
}

/** The whole drift job over the counts of a workspace. Pure: the same counts give the same result. */
export function runWatch(input: WatchInput): WatchResult {
  const { counts } = input
  if (counts.total === 0)
    return nothing(emptyRecord('empty', 'Nothing is watched yet: this workspace holds no sessions.'))
  if (isFakeClock({ ...counts, sessions: counts.total, syntheticSessions: counts.synthetic })) {
    const text = `All ${counted(counts.total, 'session')} carry one moment or no clock at all, so days mean nothing here: the failure categories are found, and nothing is watched.`
    return nothing(emptyRecord('synthetic_clock', text), [
      { kind: 'synthetic_clock', title: 'No clock', text, on: null },
    ])
  }
  const last = lastClosedDay(counts.newestUs)
  const series = watchedSeries(counts.series, input.categories, last)
  const model =
    input.frozenBaseline ?? baselineOf(series, counts.sessions, versionsOf(series, input.categories))
  if (typeof model === 'string') {
    return nothing(
      { ...emptyRecord('no_baseline', model), lastClosedDay: series.days.at(-1)?.date ?? null },
      [{ kind: 'short_export', title: 'Not enough to watch', text: model, on: null }],
    )
  }
  return watchAgainst(model, series, input)
}

function nothing(record: WatchRecord, notices: Notice[] = []): WatchResult {
  return { record, baseline: null, shifts: [], notices }
}

/** Closed days and watched categories only. */
function watchedSeries(
  series: CountSeries,
  categories: readonly WatchedCategory[],
  last: string,
): CountSeries {
  const rows = series.categories
    .map((id, row) => ({ id, row }))
    .filter(({ id }) => categories.some((category) => category.id === id && category.class !== 'G'))
  const pick = (values: readonly number[][]) => rows.map(({ row }) => values[row]!)
  return {
    categories: rows.map(({ id }) => id),
    segments: series.segments,
    days: series.days
      .filter(({ date }) => date <= last)
      .map(({ date, n, k }) => ({ date, n: pick(n), k: pick(k) })),
  }
}

/** The first days as a baseline, or a sentence why they cannot be one. */
function baselineOf(
  series: CountSeries,
  sessions: readonly number[][],
  versions: readonly number[],
): BaselineModel | string {
  const window = chooseWindow(series)
  if (window === null) return describeClosedDays(series.days.length)
  const model = { ...fitBaseline(series, series.days.slice(0, window), sessions), versions: [...versions] }
  if (model.sessions >= LEAST_BASELINE_SESSIONS) return model
  return `The first ${window} days hold ${counted(model.sessions, 'session')}; at least ${LEAST_BASELINE_SESSIONS} are needed to know what is normal.`
}

function watchAgainst(
  model: BaselineModel,
  series: CountSeries,
  { counts, categories, marks }: WatchInput,
): WatchResult {
  const ordered = orderedAs(series, model)
  const watchedDays = ordered.days.filter(({ date }) => date > model.to)
  const folded = watchedDays.map((day) => foldDay(day, ordered.segments, model))
  const nameOf = (id: string) => categories.find((category) => category.id === id)?.name ?? id
  const rulers = changedRulers(model, series, categories)
  const incidents = watchDays(model, folded, rulers.broken)
  const context = { model, series: ordered, watchedDays, marks, nameOf }
  const { shifts, followers } = splitFollowers(
    incidents.map((incident) => recordShift(incident, context)),
    categories,
  )
  const sights = sightOf(model)
  const from = ordered.days.findIndex(({ date }) => date >= model.from)
  const changes = findTrafficChanges(
    ordered.days.slice(from).map(({ date }) => date),
    ordered.segments,
    counts.sessions.slice(from, ordered.days.length),
    ordered.days.filter(({ date }) => date >= model.from && date <= model.to).length,
  )
  const open = incidents.filter(({ ended }) => ended === null)
  const unknown = new Set(ordered.segments.filter((segment) => cellOf(segment, model) < 0))
  const notices = [
    trafficNotice(changes, unknown, shifts.filter(({ state }) => state === 'open').length),
    ...findRuns(
      model,
      counts.series,
      counts.newest.filter(({ startUs }) => startUs >= endOf(model.to)),
    )
      .filter((run) => !open.some(({ category }) => category === run.category))
      .map((run) => runNotice(model, run, nameOf(model.categories[run.category]!))),
    sightNotice(model, sights, model.categories.map(nameOf)),
    rulerNotice(rulers.changed.map(nameOf)),
    ...followers.map((follower) => followerNotice(follower, nameOf)),
  ].filter((notice) => notice !== null)
  const record = watchingRecord({
    model,
    series: ordered,
    watchedDays,
    sights: sights.length,
    blind: sights.filter(isBlind).length,
  })
  return { record, baseline: model, shifts, notices }
}

function versionsOf(series: CountSeries, categories: readonly WatchedCategory[]): number[] {
  return series.categories.map((id) => categories.find((category) => category.id === id)?.version ?? 0)
}

/** Categories whose rule is another than the baseline's (`broken`: their positions in it) or that are new to it. */
function changedRulers(
  model: BaselineModel,
  series: CountSeries,
  categories: readonly WatchedCategory[],
): { broken: Set<number>; changed: string[] } {
  const broken = new Set<number>()
  const changed: string[] = []
  series.categories.forEach((id) => {
    const at = model.categories.indexOf(id)
    const now = categories.find((category) => category.id === id)?.version
    if (at >= 0 && (model.versions[at] ?? 0) === now) return
    if (at >= 0) broken.add(at)
    changed.push(id)
  })
  return { broken, changed }
}

/** The series with the categories of the baseline, in its order; one the series lacks has no verdicts. */
function orderedAs(series: CountSeries, model: BaselineModel): CountSeries {
  const rows = model.categories.map((id) => series.categories.indexOf(id))
  const none = series.segments.map(() => 0)
  const pick = (values: readonly number[][]) => rows.map((row) => values[row] ?? none)
  const days: DayCounts[] = series.days.map(({ date, n, k }) => ({ date, n: pick(n), k: pick(k) }))
  return { categories: model.categories, segments: series.segments, days }
}

/** Microseconds at which a day is over. */
function endOf(date: string): number {
  return (Date.parse(`${date}T00:00:00Z`) + 86_400_000) * 1000
}
