import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import type { Scope } from '../../shared/contract/schemas.ts'
import { type Band, bandSchema, type DayRate, watchSchema } from '../../shared/contract/shifts.ts'
import type { ReadConnection } from './connection.ts'
import type { WatchRecord } from '../../shared/model/watch.ts'

const rates = z.record(z.string(), z.number())
const totals = z.record(z.string(), z.object({ observed: z.number(), expected: z.number() }))
const recordSchema: z.ZodType<WatchRecord> = watchSchema.extend({
  bands: z.record(z.string(), bandSchema),
  totals,
  // Records of earlier versions have none.
  firstTotals: totals.default({}),
  cellRates: z.record(z.string(), rates),
})

/** Two standard errors to each side: what 95 % of ordinary days stay within. */
const RANGE = 1.96

/** What the drift job left behind; before its first run, what there is to say about that. */
export function readWatch(db: Database): WatchRecord {
  const row = db.prepare<[], { state: string }>('SELECT state FROM watch WHERE id = 1').get()
  if (row) return recordSchema.parse(JSON.parse(row.state))
  const traces = db.prepare<[], { id: number }>('SELECT id FROM trace LIMIT 1').get()
  return traces
    ? {
        ...UNWATCHED,
        state: 'no_baseline',
        sentence: 'Nothing is watched yet: the traces have not been analysed.',
      }
    : UNWATCHED
}

const UNWATCHED: WatchRecord = {
  state: 'empty',
  sentence: 'Nothing is watched yet: this workspace holds no traces.',
  baseline: null,
  watchedSince: null,
  lastClosedDay: null,
  streams: 0,
  streamsWithTooLittleData: 0,
  budgetDays: 90,
  bands: {},
  totals: {},
  firstTotals: {},
  cellRates: {},
}

/** The same, for who has no database at hand. */
export function readWatchRecord({ db }: ReadConnection): WatchRecord {
  return readWatch(db)
}

/** The rate the baseline expects in one segment; null where it does not know it. */
export function cellRate(watch: WatchRecord, category: string, segment: string): number | null {
  const cells = own(watch.cellRates, category)
  return cells === undefined ? null : (own(cells, segment) ?? null)
}

/** The baseline band of a category, or of one segment of it for a day as large as those shown usually are. */
export function bandOf(
  watch: WatchRecord,
  category: string,
  segment: string | undefined,
  days: readonly DayRate[],
): Band | null {
  if (segment === undefined) return own(watch.bands, category) ?? null
  const rate = cellRate(watch, category, segment)
  const busy = days.filter((day) => day.n > 0)
  if (rate === null || busy.length === 0) return null
  const size = busy.reduce((sum, day) => sum + day.n, 0) / busy.length
  const half = RANGE * Math.sqrt((rate * (1 - rate)) / size)
  return { rate, low: Math.max(0, rate - half), high: Math.min(1, rate + half) }
}

/** Since the baseline ended: sessions that fired and how many were expected; `days` must be of the same segment. */
export function totalsOf(
  watch: WatchRecord,
  category: string,
  { segment }: Scope,
  days: readonly DayRate[],
): { observed: number | null; expected: number | null } {
  if (segment === undefined) return own(watch.totals, category) ?? NO_TOTALS
  const rate = cellRate(watch, category, segment)
  const { baseline } = watch
  if (rate === null || baseline === null) return NO_TOTALS
  const later = days.filter((day) => day.date > baseline.to)
  return {
    observed: later.reduce((sum, day) => sum + day.k, 0),
    expected: later.reduce((sum, day) => sum + day.n, 0) * rate,
  }
}

/** The same against the very first baseline, over all segments; it is not kept by segment. */
export function firstTotalsOf(
  watch: WatchRecord,
  category: string,
  { segment }: Scope,
): { observed: number | null; expected: number | null } {
  return segment === undefined ? (own(watch.firstTotals, category) ?? NO_TOTALS) : NO_TOTALS
}

const NO_TOTALS = { observed: null, expected: null }

/** A property of a record with foreign keys, which may be named like one of Object's own. */
function own<V>(record: Record<string, V>, key: string): V | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined
}
