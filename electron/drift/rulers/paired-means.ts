import { seededChance } from '../chance/seeded-chance.ts'

/** One trace's score under ruler a and under ruler b. */
export type Pair = readonly [a: number, b: number]

export interface PairedMeans {
  meanA: number
  meanB: number
  /** b - a, with its 95 % bootstrap interval. */
  difference: { value: number; low: number; high: number }
  /** Mean under b over mean under a, likewise; null where a score is negative or a's mean is 0: then a ratio says nothing. */
  ratio: { value: number; low: number; high: number } | null
}

/** Percentile limits at 2.5 and 97.5 % need a thousand resamples and more (Efron and Tibshirani 1993, p. 188). */
const RESAMPLES = 2000
/** Draws altogether, about a third of a second: beyond ten thousand pairs fewer resamples do, down to `LEAST_RESAMPLES`. */
const MOST_DRAWS = 2e7
const LEAST_RESAMPLES = 400

/**
 * Paired means with percentile bootstrap intervals: pairs are drawn whole, so what the two rulers share stays shared.
 * Needs two pairs or more; the seed makes the same pairs give the same interval.
 */
export function pairedMeans(pairs: readonly Pair[], seed = 1): PairedMeans | null {
  const n = pairs.length
  if (n < 2) return null
  const chance = seededChance(seed)
  const rounds = Math.max(LEAST_RESAMPLES, Math.min(RESAMPLES, Math.floor(MOST_DRAWS / n)))
  const differences = new Float64Array(rounds)
  const ratios = new Float64Array(rounds)
  for (let round = 0; round < rounds; round++) {
    let [a, b] = [0, 0]
    for (let draw = 0; draw < n; draw++) {
      const pair = pairs[chance.below(n)]!
      a += pair[0]
      b += pair[1]
    }
    differences[round] = (b - a) / n
    ratios[round] = b / a
  }
  const [meanA, meanB] = [0, 1].map((side) => pairs.reduce((sum, pair) => sum + pair[side]!, 0) / n)
  const hasRatio = meanA! > 0 && pairs.every(([a, b]) => a >= 0 && b >= 0)
  return {
    meanA: meanA!,
    meanB: meanB!,
    difference: { value: meanB! - meanA!, ...middle95(differences) },
    ratio: hasRatio ? { value: meanB! / meanA!, ...middle95(ratios) } : null,
  }
}

function middle95(values: Float64Array): { low: number; high: number } {
  const sorted = values.map((value) => (Number.isNaN(value) ? Number.POSITIVE_INFINITY : value)).toSorted()
  return {
    low: sorted[Math.floor(0.025 * sorted.length)]!,
    high: sorted[Math.ceil(0.975 * sorted.length) - 1]!,
  }
}

/** Pearson's correlation; null where one side does not vary. */
export function correlation(pairs: readonly Pair[]): number | null {
  const n = pairs.length
  const mean = (side: 0 | 1) => pairs.reduce((sum, pair) => sum + pair[side], 0) / n
  const [meanA, meanB] = [mean(0), mean(1)]
  let [together, ofA, ofB] = [0, 0, 0]
  for (const [a, b] of pairs) {
    together += (a - meanA) * (b - meanB)
    ofA += (a - meanA) ** 2
    ofB += (b - meanB) ** 2
  }
  return n < 2 || ofA === 0 || ofB === 0 ? null : together / Math.sqrt(ofA * ofB)
}
