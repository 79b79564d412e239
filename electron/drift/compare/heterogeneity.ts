import { commonOddsRatio } from './mantel-haenszel.ts'
import { chiSquareTail } from './special-functions.ts'
import type { Stratum } from './stratum.ts'

/** Cochran's rule (Biometrics 1954): a chi-square of expected counts below five is not to be trusted. */
const LEAST_EXPECTED = 5

/**
 * Whether strata differ in their odds ratio: Breslow and Day (1980, vol. I, p. 142) with Tarone's correction
 * (Biometrika 1985, 72:91). Null where fewer than two strata have something to compare.
 */
export function breslowDay(
  strata: readonly Stratum[],
): { chiSquare: number; tarone: number; degrees: number; p: number } | null {
  const told = strata.filter(({ a, b }) => {
    const k = a.k + b.k
    return a.n > 0 && b.n > 0 && k > 0 && k < a.n + b.n
  })
  const common = commonOddsRatio(told)
  if (common === null || told.length < 2) return null
  let chiSquare = 0
  let off = 0
  let spread = 0
  for (const stratum of told) {
    const { fitted, variance } = fitAt(stratum, common.value)
    const beside = stratum.b.k - fitted
    chiSquare += (beside * beside) / variance
    off += beside
    spread += variance
  }
  const tarone = Math.max(0, chiSquare - (off * off) / spread)
  const degrees = told.length - 1
  return { chiSquare, tarone, degrees, p: chiSquareTail(tarone, degrees) }
}

/** The strata large enough for `breslowDay`: every cell expected under the common odds ratio holds five or more. */
export function largeStrata<S extends Stratum>(strata: readonly S[]): S[] {
  const common = commonOddsRatio(strata)
  if (common === null) return []
  return strata.filter((stratum) => {
    const { a, b } = stratum
    const k = a.k + b.k
    if (a.n === 0 || b.n === 0 || k === 0) return false
    const { fitted } = fitAt(stratum, common.value)
    return Math.min(fitted, k - fitted, b.n - fitted, a.n - k + fitted) >= LEAST_EXPECTED
  })
}

/** How many of b would have fired at this odds ratio with the same margins, and the variance of that. */
function fitAt({ a, b }: Stratum, odds: number): { fitted: number; variance: number } {
  const k = a.k + b.k
  const fitted = fittedCount(b.n, a.n, k, odds)
  const variance = 1 / (1 / fitted + 1 / (k - fitted) + 1 / (b.n - fitted) + 1 / (a.n - k + fitted))
  return { fitted, variance }
}

/** The root of x (nA - K + x) = odds (K - x)(nB - x) inside the margins. */
function fittedCount(nB: number, nA: number, k: number, odds: number): number {
  if (Math.abs(odds - 1) < 1e-9) return (nB * k) / (nA + nB)
  const square = 1 - odds
  const linear = nA - k + odds * (k + nB)
  const rest = -odds * k * nB
  const root = Math.sqrt(linear * linear - 4 * square * rest)
  return (2 * -rest) / (linear + root)
}
