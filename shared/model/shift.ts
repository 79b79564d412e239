import type { VersionKind } from './version.ts'

/** A detected change of one category's rate. All rates are shares of sessions (0..1). */
export interface Shift {
  /** Stable: `<category>@<openedOn>`. */
  id: string
  category: string
  /** The segment it is confined to, or null where the whole category moved. */
  segment: string | null
  state: 'open' | 'closed'
  openedOn: string
  onset: string
  /** The hour it began in, microseconds; null where only the day is told. */
  onsetUs: number | null
  closedOn: string | null
  /** It was not over, but accepted as the new normal on that day. */
  isAccepted: boolean
  /** Since the onset: sessions that fired, and how many the baseline expects for today's traffic mix. */
  observed: number
  expected: number
  ratio: number
  /** 95 % interval of the ratio. */
  low: number
  high: number
  /** Kitagawa's split of the rate difference: mix + behaviour = rate now - rate in the baseline. */
  mix: number
  behaviour: number
  baselineRate: number
  currentRate: number
  /** Versions that came into force near the onset, the likeliest first. */
  causes: ShiftCause[]
  sentence: string
}

export interface ShiftCause {
  kind: VersionKind
  label: string
  /** The version it took over from; null where it took over from none. */
  before: string | null
  date: string
  /** Days from the change to the onset; -1 where the onset was estimated a day early. */
  days: number
  /** Share of the shift's own traces since its onset that have the version. */
  share: number
}

/** How much evidence a category has gathered by the end of a day, as a share of what raises an alert. */
export interface EvidenceDay {
  category: string
  date: string
  value: number
}

/** Something worth knowing that is no alert. */
export interface Notice {
  kind:
    | 'traffic'
    | 'fast_lane'
    | 'too_little_data'
    | 'short_export'
    | 'synthetic_clock'
    | 'ruler'
    | 'follower'
    | 'late'
    | 'future'
    | 'coverage'
    | 'inputs'
  title: string
  text: string
  on: string | null
}
