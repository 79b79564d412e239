/** One closed day of one stream family: `n[segment]` sessions with a verdict, `k[category][segment]` of them fired. */
export interface DayCounts {
  /** ISO date, in the workspace's time zone. */
  date: string
  /** Verdicts per category and segment: `n[category][segment]`. */
  n: number[][]
  /** Fired per category and segment. */
  k: number[][]
}

export interface CountSeries {
  categories: string[]
  segments: string[]
  days: DayCounts[]
}
