import type { Ruler } from './compared-trace.ts'

/** Verdicts of a session: whether any of its traces fired, or could be judged at all. */
export const BLIND = 0
export const PASSED = 1
export const FIRED = 2

/** What the sessions of a side say of one category, in the newest version of its rule there. */
export interface Verdicts {
  version: number
  /** Older versions that some traces were judged by; their verdicts are not counted. */
  older: Set<number>
  /** By session; sessions past the end are blind. */
  states: number[]
}

/** What was measured of each session, as a sum over its traces; NaN where nothing was told. */
export type Sums = number[]

export interface RuledScores {
  name: string
  ruler: Ruler
  /** By session: sum of its values and how many. */
  sums: Map<number, { sum: number; n: number }>
}

/** One side of a comparison by session. */
export interface Side {
  traces: number
  /** Traces that no analysis has looked at. */
  unjudged: number
  /** By session: its key, agent, model family and task. */
  sessions: { key: string; agent: string; family: string; task: string | null }[]
  verdicts: Map<string, Verdicts>
  scores: RuledScores[]
  /** Names of scores that came without a number. */
  labelsOnly: Set<string>
  /** Durations in ns of the traces with a measured one, and the sessions they belong to. */
  durations: { session: number; ns: number }[]
  /** UTC days (since 1970) on which those began. */
  days: Set<number>
  /** Traces with spans, and how many of them ended in an error; by session. */
  withSpans: number[]
  errors: number[]
  tokens: Sums
  costs: Sums
  /** Traces whose times are made up. */
  synthetic: number
}
