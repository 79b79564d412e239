import type { TestResult } from './exact-test.ts'
import { studentQuantile95, studentTails } from './special-functions.ts'
import type { Estimate } from './stratum.ts'

/** A sample by its moments; `variance` is that of the sample (n - 1), NaN for a single value. */
export interface Moments {
  n: number
  mean: number
  variance: number
}

export function momentsOf(values: readonly number[]): Moments {
  const n = values.length
  if (n === 0) return { n, mean: Number.NaN, variance: Number.NaN }
  const mean = values.reduce((sum, value) => sum + value, 0) / n
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return { n, mean, variance: n > 1 ? squares / (n - 1) : Number.NaN }
}

/**
 * The difference of the means, b - a, over strata weighted by na nb / (na + nb), with Welch's interval and test (1947;
 * degrees of freedom after Satterthwaite). With one stratum it is Welch's t-test. Null where no stratum holds two values of each side.
 */
export function differenceOfMeans(
  strata: readonly { a: Moments; b: Moments }[],
): (Estimate & TestResult) | null {
  const told = strata.filter(({ a, b }) => a.n > 1 && b.n > 1)
  const total = told.reduce((sum, { a, b }) => sum + (a.n * b.n) / (a.n + b.n), 0)
  if (total === 0) return null
  let value = 0
  let variance = 0
  let fourth = 0
  for (const { a, b } of told) {
    const weight = (a.n * b.n) / (a.n + b.n) / total
    value += weight * (b.mean - a.mean)
    for (const { n, variance: own } of [a, b]) {
      const part = (weight ** 2 * own) / n
      variance += part
      fourth += part ** 2 / (n - 1)
    }
  }
  if (variance === 0) return { value, low: value, high: value, p: value === 0 ? 1 : 0, leastP: 0 }
  const degrees = variance ** 2 / fourth
  const error = Math.sqrt(variance)
  const width = studentQuantile95(degrees) * error
  return {
    value,
    low: value - width,
    high: value + width,
    p: studentTails(value / error, degrees),
    leastP: 0,
  }
}
