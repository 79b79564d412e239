import { normalDeviate, pick, seededRandom } from './random.ts'
import { quantile, quantileOfWeighted, rankPairs } from './quantile.ts'
import type { Interval } from './stratum.ts'

/** Enough for the percentiles of a 95 % interval (Efron and Tibshirani 1993, section 12.5). */
const RESAMPLES = 2000
const SEED = 19_790_101
/** Values looked at in all resamples together: large samples get fewer. */
const MOST_LOOKS = 10_000_000
const LEAST_RESAMPLES = 400

/** 95 % percentile interval of a mean over resampled values; deterministic. */
export function bootstrapMean(values: readonly number[]): Interval {
  return bootstrapPairs(
    values.map((value) => [0, value]),
    (pairs) => pairs.reduce((sum, [, value]) => sum + value, 0) / pairs.length,
  )
}

/** 95 % percentile interval of a statistic over resampled pairs (a, b): pairs stay together. */
export function bootstrapPairs(
  pairs: readonly (readonly [number, number])[],
  statistic: (pairs: readonly (readonly [number, number])[]) => number,
): Interval {
  const random = seededRandom(SEED)
  return percentiles(() => statistic(pairs.map(() => pairs[pick(random, pairs.length)] ?? [0, 0])))
}

/** 95 % interval of the difference of two quantiles, b - a, over resampled pairs. */
export function bootstrapPairedQuantiles(pairs: readonly (readonly [number, number])[], q: number): Interval {
  const random = seededRandom(SEED)
  const ranked = rankPairs(pairs)
  const taken = new Int32Array(pairs.length)
  const draws = Math.max(LEAST_RESAMPLES, Math.min(RESAMPLES, Math.round(MOST_LOOKS / pairs.length)))
  return percentiles(() => {
    taken.fill(0)
    for (let i = 0; i < pairs.length; i++) taken[pick(random, pairs.length)]! += 1
    const of = (wanted: number): number =>
      quantileOfWeighted(ranked, q, (pair, side) => (side === wanted ? (taken[pair] ?? 0) : 0))
    return of(1) - of(0)
  }, draws)
}

/** 95 % bootstrap interval of a difference of two quantiles, b - a, and the share of resamples beyond zero, two-sided. */
export function bootstrapQuantiles(
  a: readonly number[],
  b: readonly number[],
  q: number,
): Interval & { p: number } {
  const random = seededRandom(SEED)
  let above = 0
  const interval = percentiles(() => {
    const difference = resampledQuantile(b, q, random) - resampledQuantile(a, q, random)
    if (difference > 0) above += 1
    else if (difference === 0) above += 0.5
    return difference
  })
  const share = Math.min(above, RESAMPLES - above)
  return { ...interval, p: Math.min(1, (2 * (share + 1)) / (RESAMPLES + 1)) }
}

/** From so many values on the rank is drawn instead of the values. */
const LARGE = 1000

/**
 * A quantile of a resample. Of a large sample the rank alone is drawn: how many of n resampled values fall among the
 * first qn is binomial, which is normal there.
 */
function resampledQuantile(sorted: readonly number[], q: number, random: () => number): number {
  const n = sorted.length
  if (n >= LARGE) {
    const moved = q + (normalDeviate(random) * Math.sqrt(q * (1 - q))) / Math.sqrt(n)
    return quantile(sorted, Math.min(1, Math.max(0, moved)))
  }
  const taken = new Int32Array(n)
  for (let i = 0; i < n; i++) taken[pick(random, n)]! += 1
  const at = (n - 1) * q
  const low = Math.floor(at)
  let seen = 0
  let below = Number.NaN
  for (let rank = 0; rank < n; rank++) {
    seen += taken[rank] ?? 0
    if (seen > low && Number.isNaN(below)) below = sorted[rank] ?? Number.NaN
    if (seen > low + 1) return below + (at - low) * ((sorted[rank] ?? below) - below)
  }
  return below
}

function percentiles(draw: () => number, draws = RESAMPLES): Interval {
  const drawn = Array.from({ length: draws }, draw)
    .filter((value) => !Number.isNaN(value))
    .toSorted((one, other) => one - other)
  const at = (q: number): number => drawn[Math.round((drawn.length - 1) * q)] ?? Number.NaN
  return { low: at(0.025), high: at(0.975) }
}
