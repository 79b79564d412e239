/** Expected daily rate of one category and its normal range for a day of typical size, from the baseline. */
export interface CategoryBand {
  rate: number
  low: number
  high: number
}

/** What the drift job leaves behind for the window: the state of the watch in one record. */
export interface WatchRecord {
  state: 'empty' | 'watching' | 'no_baseline' | 'synthetic_clock'
  sentence: string
  baseline: { from: string; to: string; sessions: number } | null
  watchedSince: string | null
  lastClosedDay: string | null
  streams: number
  streamsWithTooLittleData: number
  budgetDays: number
  /** By category id; and by category and segment. */
  bands: Record<string, CategoryBand>
  /** Since the baseline ended: sessions that fired and how many were expected, by category id. */
  totals: Record<string, { observed: number; expected: number }>
  /** The same against the very first baseline, since that one ended: acceptances do not hide in it. */
  firstTotals: Record<string, { observed: number; expected: number }>
  /** Expected rate by category id, then segment. */
  cellRates: Record<string, Record<string, number>>
}
