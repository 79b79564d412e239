import { cmhTest } from './mantel-haenszel.ts'
import { logChoose } from './special-functions.ts'
import { comparable, type Stratum } from './stratum.ts'

/** A test's p and the smallest p that the same margins could have given: a test of few events cannot reject at all. */
export interface TestResult {
  p: number
  leastP: number
}

/** Up to so many possible counts the distribution is worked out; beyond, the normal approximation is as good. */
const MOST_COUNTS = 2000
/** Counts as likely as the observed one, up to rounding, are as extreme. */
const AS_LIKELY = 1 + 1e-7

/**
 * Whether b fires as often as a in every stratum: exact and conditional on the margins (product of hypergeometric
 * distributions; Fisher's test where there is one stratum; Agresti, Categorical Data Analysis, section 6.7.5), two-sided by the
 * probabilities; the Cochran-Mantel-Haenszel test where the counts are large.
 */
export function stratifiedTest(strata: readonly Stratum[]): TestResult {
  const told = comparable(strata)
  const width = told.reduce((sum, stratum) => sum + limitsOf(stratum).high - limitsOf(stratum).low, 0)
  if (width === 0) return { p: 1, leastP: 1 }
  if (width > MOST_COUNTS) return { p: cmhTest(told).p, leastP: 0 }
  let distribution: number[] = [1]
  let observed = 0
  for (const stratum of told) {
    observed += stratum.b.k - limitsOf(stratum).low
    distribution = convolve(distribution, hypergeometric(stratum))
  }
  const atMost = (limit: number): number =>
    Math.min(
      1,
      distribution.reduce((sum, chance) => (chance <= limit * AS_LIKELY ? sum + chance : sum), 0),
    )
  return { p: atMost(distribution[observed] ?? 0), leastP: atMost(Math.min(...distribution)) }
}

function limitsOf({ a, b }: Stratum): { low: number; high: number } {
  const k = a.k + b.k
  return { low: Math.max(0, k - a.n), high: Math.min(k, b.n) }
}

/** Chances of each count of b that fired, from the smallest possible on. */
function hypergeometric(stratum: Stratum): number[] {
  const { a, b } = stratum
  const { low, high } = limitsOf(stratum)
  const k = a.k + b.k
  const all = logChoose(a.n + b.n, k)
  const chances: number[] = []
  for (let x = low; x <= high; x++) chances.push(Math.exp(logChoose(b.n, x) + logChoose(a.n, k - x) - all))
  return chances
}

function convolve(one: readonly number[], other: readonly number[]): number[] {
  const sums = Array.from({ length: one.length + other.length - 1 }, () => 0)
  for (const [i, x] of one.entries()) for (const [j, y] of other.entries()) sums[i + j]! += x * y
  return sums
}
