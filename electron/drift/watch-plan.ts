import type { CountSeries, DayCounts } from '../../shared/model/counts.ts'
import type { BaselineModel } from './baseline.ts'
import { type BaselinePlan, type Regime, regimesOf } from './baseline-plan.ts'
import { planStreams, type Stream } from './budget.ts'
import type { Incident } from './incident.ts'
import { BUDGET_DAYS } from './policy.ts'
import { foldDay } from './segment-pool.ts'
import { watchCategory } from './watch.ts'

/** What one category did while it was held against one model; positions count in `days`. */
export interface WatchedRegime {
  regime: Regime
  /** The series with the categories of the model, in its order, and its days in this regime. */
  series: CountSeries
  days: readonly DayCounts[]
  incidents: Incident[]
  /** Evidence at the end of each day, as a share of what raises an alert. */
  evidence: number[]
  /** The last day before the next regime, where there is one: what is open then was accepted as normal. */
  acceptedOn: string | null
}

/**
 * Watches every category through its regimes. The budget is shared out once: a category keeps its share of it through
 * all of them, so that all weights together stay at most 1 on every day, and accepting one shift changes nothing that
 * is said of the others. `skipped` are not watched and keep their share.
 */
export function watchPlan(
  plan: BaselinePlan,
  series: CountSeries,
  skipped: ReadonlySet<string>,
  budgetDays: number = BUDGET_DAYS,
): WatchedRegime[] {
  const ordered = remembered((model: BaselineModel) => orderedAs(series, model))
  const folded = remembered((model: BaselineModel) =>
    ordered(model).days.map((day) => foldDay(day, series.segments, model)),
  )
  return shareBudget(plan, budgetDays).flatMap((regimes) => {
    if (skipped.has(regimes[0]?.regime.category ?? '')) return []
    return regimes.map(({ regime, streams: own }, i) => {
      const inside = (day: DayCounts) => day.date > regime.after && day.date <= regime.until
      const evidence: number[] = []
      return {
        regime,
        series: ordered(regime.model),
        days: ordered(regime.model).days.filter(inside),
        incidents: watchCategory(regime.model, regime.at, own, folded(regime.model).filter(inside), {
          budgetDays,
          onDay: (day, value) => (evidence[day] = value),
        }),
        evidence,
        acceptedOn: i < regimes.length - 1 ? regime.until : null,
      }
    })
  })
}

/**
 * The regimes of every category with their streams: weights of the first ones sum to at most 1, later ones keep their
 * category's sum.
 */
function shareBudget(plan: BaselinePlan, budgetDays: number): { regime: Regime; streams: Stream[] }[][] {
  const planned = remembered((model: BaselineModel) =>
    Map.groupBy(planStreams(model, budgetDays), (stream) => stream.category),
  )
  const own = (regime: Regime) => planned(regime.model).get(regime.at) ?? []
  const chains = plan.categories.map((category) => regimesOf(plan, category))
  const firsts = chains.map(([first]) => (first === undefined ? 0 : sumOf(own(first))))
  const scale = Math.min(1, 1 / firsts.reduce((sum, weight) => sum + weight, 0))
  return chains.map((regimes, c) =>
    regimes.map((regime) => {
      const streams = own(regime)
      const factor = (firsts[c]! * scale) / sumOf(streams)
      const isShared = Number.isFinite(factor) && factor > 0
      return { regime, streams: isShared ? streams.map((stream) => scaled(stream, factor)) : [] }
    }),
  )
}

function scaled(stream: Stream, factor: number): Stream {
  return { ...stream, weight: stream.weight * factor, threshold: stream.threshold / factor }
}

function sumOf(streams: readonly Stream[]): number {
  return streams.reduce((sum, { weight }) => sum + weight, 0)
}

/** The series with the categories of a model, in its order; one the series lacks has no verdicts. */
export function orderedAs(series: CountSeries, model: BaselineModel): CountSeries {
  const rows = model.categories.map((id) => series.categories.indexOf(id))
  const none = series.segments.map(() => 0)
  const pick = (values: readonly number[][]) => rows.map((row) => values[row] ?? none)
  const days: DayCounts[] = series.days.map(({ date, n, k }) => ({ date, n: pick(n), k: pick(k) }))
  return { categories: model.categories, segments: series.segments, days }
}

function remembered<K extends object, V>(make: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>()
  return (key) => {
    const before = known.get(key)
    if (before !== undefined) return before
    const value = make(key)
    known.set(key, value)
    return value
  }
}
