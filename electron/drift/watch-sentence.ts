import type { CountSeries, DayCounts } from '../../shared/model/counts.ts'
import type { CategoryBand, WatchRecord } from '../../shared/model/watch.ts'
import type { BaselineModel } from './baseline.ts'
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
    cellRates: {},
  }
}

/** Why an export is too short to be watched. */
export function describeClosedDays(days: number): string {
  return `${days === 0 ? 'No day is closed yet' : `Only ${counted(days, 'closed day')} with data`}; a baseline and a week to watch against it need ${SHORTEST_EXPORT_DAYS} (a day closes 24 hours after its end). Until then the failure categories are found, and nothing is watched.`
}

/** What is watched, since when, against what. */
export function watchingRecord(watch: {
  model: BaselineModel
  series: CountSeries
  watchedDays: readonly DayCounts[]
  sights: number
  blind: number
}): WatchRecord {
  const { model, series, watchedDays } = watch
  const inside = series.segments
    .map((segment, s) => ({ s, cell: cellOf(segment, model) }))
    .filter(({ cell }) => cell >= 0)
  const since = watchedDays[0]?.date ?? null
  const baseline = { from: model.from, to: model.to, sessions: model.sessions }
  const against = `the baseline of ${dayRange(model.from, model.to)} (${counted(model.sessions, 'session')})`
  const promise = `At most one false alert expected in ${BUDGET_DAYS} days.`
  return {
    ...emptyRecord('watching', ''),
    sentence: since
      ? `${counted(watch.sights, 'stream')} watched since ${dayName(since)} against ${against}. ${promise}`
      : `${counted(watch.sights, 'stream')} will be watched against ${against}; no later day is closed yet. ${promise}`,
    baseline,
    watchedSince: since,
    lastClosedDay: series.days.at(-1)?.date ?? null,
    streams: watch.sights,
    streamsWithTooLittleData: watch.blind,
    bands: recordOf(model.categories, (c) => bandOf(model, c)),
    totals: recordOf(model.categories, (c) => {
      const { observed, expected } = expectation(model, c, c, inside, watchedDays)
      return { observed, expected }
    }),
    cellRates: recordOf(model.categories, (c) =>
      Object.fromEntries(
        inside.map(({ s, cell }) => [pooledSegment(series.segments[s]!, model), model.rates[c]![cell]!]),
      ),
    ),
  }
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

function recordOf<V>(categories: readonly string[], value: (category: number) => V): Record<string, V> {
  return Object.fromEntries(categories.map((id, c) => [id, value(c)]))
}
