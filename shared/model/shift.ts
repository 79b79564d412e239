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
  closedOn: string | null
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
  sentence: string
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
    | 'coverage'
    | 'inputs'
  title: string
  text: string
  on: string | null
}
