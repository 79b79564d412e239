import { DEFAULT_POLICY } from '../../shared/model/policy.ts'
import type { EvidenceDay, Notice, Shift } from '../../shared/model/shift.ts'
import type { WatchRecord } from '../../shared/model/watch.ts'
import type { BaselineModel } from './baseline.ts'
import { type BaselinePlan, currentRegime, isShort, type Regime } from './baseline-plan.ts'
import type { ClosedDays } from './count-window.ts'
import { isWatchable } from './budget.ts'
import { isBlind, sightOf } from './detectability.ts'
import { findRuns } from './fast-lane.ts'
import { type Follower, splitFollowers } from './follower.ts'
import { followerNotice, runNotice, sightNotice, type SeenStream, trafficNotice } from './notices.ts'
import { DAY_US } from './calendar.ts'
import type { WatchInput } from './run-watch.ts'
import { findOnsetHour } from './onset-hour.ts'
import { cellOf } from './segment-pool.ts'
import { recordShift } from './shift-record.ts'
import { findTrafficChanges } from './traffic.ts'
import { watchPlan } from './watch-plan.ts'
import { watchingRecord } from './watch-sentence.ts'

export interface ToldWatch {
  record: WatchRecord
  shifts: Shift[]
  /** Shifts that another one tells. */
  followers: Follower[]
  notices: Notice[]
  evidence: EvidenceDay[]
}

/** What the watch says of the closed days under one plan. */
export function tellWatch(
  { counts, categories, marks, policy = DEFAULT_POLICY }: WatchInput,
  plan: BaselinePlan,
  days: ClosedDays,
): ToldWatch {
  const nameOf = (id: string) => categories.find((category) => category.id === id)?.name ?? id
  const skipped = new Set(
    plan.categories
      .filter(
        ({ id, rule }) =>
          policy.unwatchedCategories.includes(id) ||
          categories.find((category) => category.id === id)?.version !== rule,
      )
      .map(({ id }) => id),
  )
  const watched = watchPlan(plan, days.series, skipped, policy.budgetDays)
  const said = watched
    .flatMap((stretch) =>
      stretch.incidents.map((incident) =>
        recordShift(incident, {
          model: stretch.regime.model,
          series: stretch.series,
          watchedDays: stretch.days,
          acceptedOn: stretch.acceptedOn,
          hourOf: isShort(plan.models[plan.base]!)
            ? (found, onset, ratio) => findOnsetHour(found, onset, ratio, stretch.regime.model, counts)
            : undefined,
          marks,
          segmenter: policy.segmenter,
          nameOf,
        }),
      ),
    )
    .toSorted((a, b) => (a.openedOn < b.openedOn ? -1 : a.openedOn > b.openedOn ? 1 : 0))
  const { shifts, followers } = splitFollowers(said, categories)
  const current = plan.categories.flatMap((category) =>
    skipped.has(category.id) ? [] : (currentRegime(plan, category) ?? []),
  )
  const seen = seenStreams(current, policy.budgetDays, nameOf)
  const open = new Set(said.filter(({ state }) => state === 'open').map(({ category }) => category))
  const unknown = current.filter(({ model, at }) => !model.known[at]).map(({ category }) => nameOf(category))
  const full = current
    .filter(({ model, at }) => model.known[at] && isFull(model, at))
    .map(({ category }) => nameOf(category))
  const notices = [
    trafficOf(plan, days, shifts),
    ...runsOf(plan, current, counts, open, policy.budgetDays).map(({ model, run }) =>
      runNotice(model, run, nameOf(model.categories[run.category]!)),
    ),
    sightNotice(seen, unknown, full),
    ...followers.map((follower) => followerNotice(follower, nameOf)),
  ].filter((notice) => notice !== null)
  const record = watchingRecord({
    plan,
    series: days.series,
    skipped,
    budgetDays: policy.budgetDays,
    sights: seen.length,
    blind: seen.filter(({ isBlind: blind }) => blind).length,
  })
  const evidence = watched.flatMap(({ regime, days: inside, evidence: values }) =>
    inside.map(({ date }, d) => ({
      category: regime.category,
      date,
      value: Math.min(MOST_EVIDENCE, values[d] ?? 0),
    })),
  )
  return { record, shifts, followers, notices, evidence }
}

/** Evidence multiplies by the day and outgrows a number; no more than this is told, which is certainty many times over. */
const MOST_EVIDENCE = 1e12

/** What every stream in force could show before any alert. */
function seenStreams(
  current: readonly Regime[],
  budgetDays: number,
  nameOf: (category: string) => string,
): SeenStream[] {
  return [...Map.groupBy(current, ({ model }) => model)].flatMap(([model, regimes]) => {
    const inForce = new Map(regimes.map((regime) => [regime.at, regime.category]))
    return sightOf(model, 2, budgetDays).flatMap((sight) => {
      const { category, cell } = sight.stream
      const id = inForce.get(category)
      if (id === undefined) return []
      const largest = Math.max(...model.n.map((row) => row[cell ?? -1] ?? 0))
      return [
        {
          name: nameOf(id),
          segment: cell === null ? null : model.cells[cell]!,
          sessionsPerDay: largest / Math.max(1, model.days),
          isBlind: isBlind(sight),
          rate: rateOf(model, category, cell),
        },
      ]
    })
  })
}

/** Whether a category fires in nearly every session of the baseline, wherever it was judged. */
function isFull(model: BaselineModel, category: number): boolean {
  return model.cells.every(
    (_, cell) => !isWatchable(model, category, cell) || (model.n[category]?.[cell] ?? 0) === 0,
  )
}

/** Share of the sessions of the baseline in which a category fired, in one cell or in all. */
function rateOf(model: BaselineModel, category: number, cell: number | null): number {
  const rates = model.rates[category] ?? []
  const sizes = model.n[category] ?? []
  if (cell !== null) return rates[cell] ?? 0
  const all = sizes.reduce((sum, n) => sum + n, 0)
  return all === 0 ? 0 : rates.reduce((sum, rate, at) => sum + rate * (sizes[at] ?? 0), 0) / all
}

function trafficOf(
  plan: BaselinePlan,
  { series, sessions }: ClosedDays,
  shifts: readonly Shift[],
): Notice | null {
  const base = plan.models[plan.base]!
  const from = Math.max(
    0,
    series.days.findIndex(({ date }) => date >= base.from),
  )
  const dates = series.days.slice(from).map(({ date }) => date)
  const changes = findTrafficChanges(
    dates,
    series.segments,
    sessions.slice(from),
    dates.filter((date) => date <= base.to).length,
  )
  const unknown = new Set(series.segments.filter((segment) => cellOf(segment, base.model) < 0))
  return trafficNotice(changes, unknown, shifts.filter(({ state }) => state === 'open').length)
}

/** Runs of failing sessions since the baseline in force, by the model that says how long one must be. */
function runsOf(
  plan: BaselinePlan,
  current: readonly Regime[],
  counts: WatchInput['counts'],
  open: ReadonlySet<string>,
  budgetDays: number,
) {
  return [...Map.groupBy(current, ({ model }) => model)].flatMap(([model, regimes]) => {
    const after = endOf(regimes[0]?.after ?? plan.models[plan.base]!.to)
    const inForce = new Set(regimes.map(({ at }) => at))
    return findRuns(
      model,
      counts.series,
      counts.newest.filter(({ startUs }) => startUs >= after),
      budgetDays,
    )
      .filter(({ category }) => inForce.has(category) && !open.has(model.categories[category]!))
      .map((run): { model: BaselineModel; run: typeof run } => ({ model, run }))
  })
}

/** Microseconds at which a day is over. */
function endOf(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) * 1000 + DAY_US
}
