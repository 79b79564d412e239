import { wilsonLimits, Z95 } from './paired-table.ts'

/** One value a trace: how many, their sum, and the sum of their squares. */
export interface Moments {
  n: number
  sum: number
  squares: number
}

export interface Estimate {
  mean: number
  /** 95 % limits; null where one value alone tells no spread. */
  low: number | null
  high: number | null
}

/**
 * Mean of independent values with its 95 % interval: Wilson's where all are 0 or 1 (a rate), Student's otherwise.
 * Null of none.
 */
export function meanInterval({ n, sum, squares }: Moments, isRate: boolean): Estimate | null {
  if (n === 0) return null
  const mean = sum / n
  if (isRate) return { mean, ...wilsonLimits(sum, n) }
  if (n < 2) return { mean, low: null, high: null }
  const variance = Math.max(0, (squares - n * mean * mean) / (n - 1))
  const half = student975(n - 1) * Math.sqrt(variance / n)
  return { mean, low: mean - half, high: mean + half }
}

/** Exact where the expansion is not: with one or two degrees of freedom. */
const FEW_DEGREES = [12.7062, 4.3027]

/** The 97.5 % quantile of Student's t: Abramowitz and Stegun 26.7.5, within .3 % from three degrees of freedom on. */
export function student975(degrees: number): number {
  const exact = FEW_DEGREES[degrees - 1]
  if (exact !== undefined) return exact
  const z = Z95
  const [z2, z3] = [z * z, z ** 3]
  return (
    z +
    (z3 + z) / (4 * degrees) +
    (z * (5 * z2 * z2 + 16 * z2 + 3)) / (96 * degrees ** 2) +
    (z * (3 * z2 ** 3 + 19 * z2 * z2 + 17 * z2 - 15)) / (384 * degrees ** 3) +
    (z * (79 * z2 ** 4 + 776 * z2 ** 3 + 1482 * z2 * z2 - 1920 * z2 - 945)) / (92_160 * degrees ** 4)
  )
}
