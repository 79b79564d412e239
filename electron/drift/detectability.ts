import { type BaselineModel, certaintyOf, spreadOf } from './baseline.ts'
import { planStreams, type Stream } from './budget.ts'
import { NullCosts, type DayCost } from './null-cost.ts'
import {
  EFFECT_SIZES,
  EFFECT_WEIGHTS_CATEGORY,
  EFFECT_WEIGHTS_CELL,
  LONGEST_RUN_DAYS,
  SIGHT_DAYS,
} from './policy.ts'

/** What a stream could show before any alert. */
export interface Sight {
  stream: Stream
  /** Days until half of such shifts are found, infinite where they would not be. */
  days: number
}

/** Sight of every watched stream for a ratio (2: a doubling), at the baseline's usual traffic. */
export function sightOf(model: BaselineModel, ratio = 2, budgetDays?: number): Sight[] {
  return planStreams(model, budgetDays).map((stream) => ({ stream, days: daysToFind(model, stream, ratio) }))
}

/** Whether a stream is marked "too little data to watch": a doubling would take more than 28 days. */
export function isBlind(sight: Sight): boolean {
  return sight.days > SIGHT_DAYS
}

/** Days until half of the shifts of a category (or of one cell of it) by `ratio` are found, by whichever stream is first. */
export function daysToFindShift(
  model: BaselineModel,
  category: number,
  cell: number | null,
  ratio: number,
): number {
  const streams = planStreams(model).filter(
    (stream) =>
      stream.category === category && (cell === null || stream.cell === null || stream.cell === cell),
  )
  return Math.min(...streams.map((stream) => daysToFind(model, stream, ratio, cell ?? stream.cell)))
}

/**
 * Median days for one stream to find rates `ratio` times the baseline's (in the cell `raised` only, where named), at the
 * baseline's daily traffic, in whole days. By day d the best effect size's evidence (Evidence, with the certainty of a baseline that has been
 * watched for two weeks) has drifted to L(d), with the variance of d Poisson days; the chance that it has crossed
 * ln A - ln weight by then is the inverse Gaussian's. Never less than the three days an alert needs, infinite where
 * even the longest run is not enough.
 */
export function daysToFind(
  model: BaselineModel,
  stream: Stream,
  ratio: number,
  raised: number | null = stream.cell,
): number {
  const { category, cell } = stream
  const weights = cell === null ? EFFECT_WEIGHTS_CATEGORY : EFFECT_WEIGHTS_CELL
  const fires = model.rates[category]!.map((rate, s) => {
    const sessions = model.n[category]![s]! / Math.max(1, model.days)
    return sessions * Math.min(1, raised === null || raised === s ? rate * ratio : rate)
  })
  const daily = dailyCost(model, stream, fires)
  const fired = cell === null ? fires.reduce((sum, k) => sum + k, 0) : fires[cell]!
  const certainty = certaintyOf(model, category, cell) * SHARPENED
  const spread = spreadOf(model, category, cell)
  const chanceBy = (day: number): number =>
    Math.max(
      ...EFFECT_SIZES.map((size, t) => {
        const drifted = driftAfter(day, fired, certainty, daily, t) / spread
        const step = (Math.log(size) * Math.sqrt(fired)) / spread
        const barrier =
          Math.log(stream.threshold / weights[t]!) - neighbours(drifted / day) + OVERSHOOT * step
        return chanceToCross(barrier, drifted, step ** 2 * day)
      }),
    )
  for (let day = LEAST_DAYS; day <= FARTHEST; day++) if (chanceBy(day) >= HALF) return day
  return Number.POSITIVE_INFINITY
}

/** An alert rests on at least three days. */
const LEAST_DAYS = 3
/** A run is never longer than four weeks; twice that says how far away a blind stream is. */
const FARTHEST = 2 * LONGEST_RUN_DAYS
const HALF = 0.5
/** A walk that is looked at once a day crosses as if the barrier were this many steps higher (Siegmund 1985). */
const OVERSHOOT = 0.583

/**
 * M sums over all runs: those that begin after the best one add -ln(1 - e^-drift) to it, and those that were alive before
 * the rise about as much again.
 */
function neighbours(drift: number): number {
  return drift > 0 ? Math.min(MOST_NEIGHBOURS, -2 * Math.log(-Math.expm1(-drift))) : 0
}
/** About ln 8: a stream at rest seldom holds more than so many runs worth 1. */
const MOST_NEIGHBOURS = 2

/** Two quiet weeks after four of baseline. */
const SHARPENED = 1.5

/** A usual day's cost of a stream at `ratio`, as if each day had the baseline's mean traffic and no season. */
function dailyCost(model: BaselineModel, { category, cell }: Stream, fires: readonly number[]): DayCost {
  const n = model.n[category]!.map((count) => count / Math.max(1, model.days))
  const costs = new NullCosts({ ...model, calendar: model.calendar.map(() => [1, 1]) }, category)
  return cell === null ? costs.category(0, n, fires) : costs.cell(0, cell, n[cell]!, fires[cell]!)
}

/** Evidence of effect size `t` after `days` with `fired` failures each. */
function driftAfter(days: number, fired: number, certainty: number, daily: DayCost, t: number): number {
  const linear = daily.linear[t]! * days
  const shape = certainty + daily.shape * days
  const exposure = certainty + daily.exposure * days
  const cost = daily.fixed[t]! * days + Math.max(linear, shape * Math.log1p(linear / exposure))
  return fired * days * Math.log(EFFECT_SIZES[t]!) - cost
}

/** Chance that a Brownian motion with this drift and variance (up to now) has ever been above the barrier. */
function chanceToCross(barrier: number, drifted: number, variance: number): number {
  if (variance <= 0) return 0
  const spread = Math.sqrt(variance)
  const above = normal((drifted - barrier) / spread)
  return above + Math.exp((2 * barrier * drifted) / variance) * normal(-(drifted + barrier) / spread)
}

/** Standard normal distribution function (Abramowitz and Stegun 26.2.17, error below 1e-7). */
function normal(x: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(x))
  const poly =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
  const tail = (Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)) * poly
  return x > 0 ? 1 - tail : tail
}
