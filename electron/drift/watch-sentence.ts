import type { CountSeries } from '../../shared/model/counts.ts'
import type { CategoryBand, WatchRecord } from '../../shared/model/watch.ts'
import type { BaselineModel } from './baseline.ts'
import { type BaselinePlan, currentRegime, isShort, type Regime, regimeOf } from './baseline-plan.ts'
import { BUDGET_DAYS, SHORTEST_EXPORT_DAYS } from './policy.ts'
import { cellOf, pooledSegment } from './segment-pool.ts'
import { expectation } from './shift-record.ts'
import { counted, dayName, dayRange } from './wording.ts'

/** Two standard errors: what about 95 % of ordinary days stay within. */
const BAND_Z = 1.96

/** A record of a state in which nothing is watched. */
export function emptyRecord(state: WatchRecord['state'], sentence: string): WatchRecord {
  return {
    state,
    sentence,
    baseline: null,
    watchedSince: null,
    lastClosedDay: null,
    streams: 0,
    streamsWithTooLittleData: 0,
    budgetDays: BUDGET_DAYS,
    bands: {},
    totals: {},
    firstTotals: {},
    cellRates: {},
  }
}

/** Why an export is too short to be watched. */
export function describeClosedDays(days: number): string {
  return `${days === 0 ? 'No day is closed yet' : `Only ${counted(days, 'closed day')} with data`}; a baseline and as many days to watch against it need ${SHORTEST_EXPORT_DAYS} (a day closes 24 hours after its end). Until then the failure categories are found and sets of traces can be compared, and nothing is watched.`
}

/** What is watched, since when, against what. */
export function watchingRecord(watch: {
  plan: BaselinePlan
  series: CountSeries
  skipped: ReadonlySet<string>
  budgetDays: number
  sights: number
  blind: number
}): WatchRecord {
  const { plan, series, budgetDays } = watch
  const base = plan.models[plan.base]!
  const since = series.days.find(({ date }) => date > base.to)?.date ?? null
  const { sessions } = base.model
  const against = `the baseline of ${dayRange(base.from, base.to)} (${counted(sessions, 'session')})`
  const promise = `At most one false alert expected in ${budgetDays} days.`
  const short = isShort(base)
    ? ' The export is short: its first half is the baseline until there are three weeks.'
    : ''
  const streams = counted(watch.sights, 'stream')
  const current = plan.categories
    .filter(({ id }) => !watch.skipped.has(id))
    .flatMap((category) => currentRegime(plan, category) ?? [])
  const firsts = plan.categories
    .filter(({ id }) => !watch.skipped.has(id))
    .flatMap(({ id, first }) => regimeOf(plan, id, first) ?? [])
  return {
    ...emptyRecord('watching', ''),
    sentence: since
      ? `${streams} watched since ${dayName(since)} against ${against}. ${promise}${short}`
      : `${streams} will be watched against ${against}; no later day is closed yet. ${promise}${short}`,
    baseline: { from: base.from, to: base.to, sessions },
    watchedSince: since,
    lastClosedDay: series.days.at(-1)?.date ?? null,
    streams: watch.sights,
    streamsWithTooLittleData: watch.blind,
    budgetDays,
    bands: recordOf(current, ({ model, at }) => bandOf(model, at)),
    totals: recordOf(current, (regime) => totalsOf(regime, series)),
    firstTotals: recordOf(firsts, (regime) => totalsOf(regime, series)),
    cellRates: recordOf(current, ({ model, at }) =>
      Object.fromEntries(
        series.segments.flatMap((segment) => {
          const cell = cellOf(segment, model)
          return cell < 0 ? [] : [[pooledSegment(segment, model), model.rates[at]![cell]!]]
        }),
      ),
    ),
  }
}

/** Fired and expected on all days after a model's window. */
function totalsOf({ model, at, after }: Regime, series: CountSeries): { observed: number; expected: number } {
  const inside = series.segments
    .map((segment, s) => ({ s, cell: cellOf(segment, model) }))
    .filter(({ cell }) => cell >= 0)
  const row = series.categories.indexOf(model.categories[at]!)
  const days = series.days.filter(({ date }) => date > after)
  const { observed, expected } = expectation(model, at, row, inside, days)
  return { observed, expected }
}

/** Expected rate at the baseline's mix and the range of a day of its usual size. */
function bandOf(model: BaselineModel, category: number): CategoryBand {
  const n = model.n[category]!.reduce((sum, count) => sum + count, 0)
  if (n === 0) return { rate: 0, low: 0, high: 1 }
  const expected = model.n[category]!.reduce((sum, count, s) => sum + count * model.rates[category]![s]!, 0)
  const rate = expected / n
  const half = BAND_Z * Math.sqrt((rate * (1 - rate)) / (n / Math.max(1, model.days)))
  return { rate, low: Math.max(0, rate - half), high: Math.min(1, rate + half) }
}

function recordOf<V>(regimes: readonly Regime[], value: (regime: Regime) => V): Record<string, V> {
  return Object.fromEntries(regimes.map((regime) => [regime.category, value(regime)]))
}
