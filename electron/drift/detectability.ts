import type { BaselineModel } from './baseline.ts'
import { planStreams, type Stream } from './budget.ts'
import { capsOf } from './evidence.ts'
import {
  ACCEPTED_SHIFT,
  CAP_GROWTH,
  CATEGORY_BOUND_Z,
  EFFECT_SIZES,
  EFFECT_WEIGHTS,
  HIGHEST_NULL_RATE,
  SIGHT_DAYS,
} from './policy.ts'

/** What a stream could show before any alert. */
export interface Sight {
  stream: Stream
  /** Days until half of such shifts are found, infinite where they would not be. */
  days: number
}

/** Sight of every watched stream for a ratio (2: a doubling), at the baseline's usual traffic. */
export function sightOf(model: BaselineModel, ratio = 2): Sight[] {
  return planStreams(model).map((stream) => ({ stream, days: daysToFind(model, stream, ratio) }))
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
 * Median days for one stream to find rates `ratio` times the baseline's (in the cell `raised` only, where named).
 * For each effect size the capped evidence of a day has a mean and a variance under the raised rates; the days until it
 * sums to ln A - ln weight are about inverse Gaussian. The quickest size counts; never less than the three days that
 * the cap leaves.
 */
export function daysToFind(
  model: BaselineModel,
  stream: Stream,
  ratio: number,
  raised: number | null = stream.cell,
): number {
  const { category, cell } = stream
  const bound = ACCEPTED_SHIFT * (cell === null ? categoryBound(model, category) : 1)
  let mean = 0
  const costs = EFFECT_SIZES.map(() => 0)
  for (const s of cell === null ? model.cells.keys() : [cell]) {
    const daily = model.n[category]![s]! / Math.max(1, model.days)
    const rate = model.rates[category]![s]!
    mean += daily * Math.min(1, raised === null || raised === s ? rate * ratio : rate)
    const limit = Math.min(HIGHEST_NULL_RATE, bound * (cell === null ? rate : model.upper[category]![s]!))
    EFFECT_SIZES.forEach((size, t) => {
      costs[t]! += daily * Math.log1p((size - 1) * limit)
    })
  }
  const days = EFFECT_SIZES.map((size, t) => {
    const evidence = cappedEvidence(stream, mean, Math.log(size), costs[t]!)
    if (evidence.mean <= 0) return Number.POSITIVE_INFINITY
    const barrier = Math.log(stream.threshold) - Math.log(EFFECT_WEIGHTS[t]!) - startBonus(evidence.mean)
    return medianCrossing(barrier, evidence.mean, evidence.variance)
  })
  return Math.max(LEAST_DAYS, Math.min(...days))
}

/** The daily cap leaves no alert before the third day. */
const LEAST_DAYS = 3
/** Mean and variance of a day's capped evidence for a Poisson count of the given mean. */
function cappedEvidence(
  stream: Stream,
  mean: number,
  gain: number,
  cost: number,
): { mean: number; variance: number } {
  const caps = capsOf(stream)
  const cap = Math.min(caps.full, caps.isolated + CAP_GROWTH * Math.max(0, mean * gain - cost))
  const spread = FAR * Math.sqrt(mean) + FAR
  let mass = 0
  let sum = 0
  let squares = 0
  for (let k = Math.max(0, Math.floor(mean - spread)); k <= mean + spread; k++) {
    const chance = Math.exp(k * Math.log(Math.max(mean, TINY)) - mean - logFactorial(k))
    const evidence = Math.min(cap, k * gain - cost)
    mass += chance
    sum += chance * evidence
    squares += chance * evidence * evidence
  }
  const average = sum / mass
  return { mean: average, variance: squares / mass - average * average }
}

/** Standard deviations of a count that are summed. */
const FAR = 6
const TINY = 1e-12

/** M sums over all starts; those near the best one add -ln(1 - e^-drift) to it. */
function startBonus(drift: number): number {
  return -Math.log(-Math.expm1(-drift))
}

/** Median first passage of a sum with this drift and variance a step (inverse Gaussian, as a log-normal of its moments). */
function medianCrossing(barrier: number, drift: number, variance: number): number {
  const mean = barrier / drift
  return mean / Math.sqrt(1 + variance / (barrier * drift))
}

/** Stirling's series; exact to 1e-6 from 0 on. */
function logFactorial(k: number): number {
  if (k < 2) return 0
  return k * Math.log(k) - k + 0.5 * Math.log(2 * Math.PI * k) + 1 / (12 * k) - 1 / (360 * k ** 3)
}

function categoryBound(model: BaselineModel, category: number): number {
  let expected = 0
  let variance = 0
  model.cells.forEach((_, s) => {
    const n = model.n[category]![s]!
    const rate = model.rates[category]![s]!
    expected += n * rate
    variance += (n * n * rate * (1 - rate)) / model.exposure[category]![s]!
  })
  return expected > 0
    ? model.categoryBound[category]! * (1 + (CATEGORY_BOUND_Z * Math.sqrt(variance)) / expected)
    : 1
}
