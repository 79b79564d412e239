import type { TestResult } from './exact-test.ts'
import { wilson } from './rate-intervals.ts'
import { logChoose, Z95 } from './special-functions.ts'
import type { Interval } from './stratum.ts'

/** Pairs by what fired on each side. */
export interface PairCounts {
  both: number
  onlyA: number
  onlyB: number
  neither: number
}

/** McNemar's exact test (1947): of the pairs that disagree, b fires alone in half; two-sided binomial. */
export function mcnemarTest({ onlyA, onlyB }: PairCounts): TestResult {
  const n = onlyA + onlyB
  if (n === 0) return { p: 1, leastP: 1 }
  let tail = 0
  for (let k = 0; k <= Math.min(onlyA, onlyB); k++) tail += Math.exp(logChoose(n, k) - n * Math.LN2)
  return { p: Math.min(1, 2 * tail), leastP: Math.min(1, 2 ** (1 - n)) }
}

/**
 * Interval of the ratio of the rates, b/a, over pairs: hybrid Wilson score (Bonett and Price, Statistics in Medicine
 * 2006, 25:3039). Open to 0 or to infinity where a side never fired.
 */
export function pairedRatioInterval({ both, onlyA, onlyB }: PairCounts): Interval {
  const n = both + onlyA + onlyB
  const firedA = both + onlyA
  const firedB = both + onlyB
  if (n === 0) return { low: 0, high: Number.POSITIVE_INFINITY }
  const spread = (fired: number): number => Math.sqrt((1 - (fired + 1) / (n + 2)) / (fired + 1))
  const joint = Math.sqrt((onlyA + onlyB + 2) / ((firedA + 1) * (firedB + 1)))
  const z = (joint / (spread(firedA) + spread(firedB))) * Z95
  const ofA = wilson({ n, k: firedA }, z)
  const ofB = wilson({ n, k: firedB }, z)
  return { low: ofB.low / ofA.high, high: firedA === 0 ? Number.POSITIVE_INFINITY : ofB.high / ofA.low }
}
