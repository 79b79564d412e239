import { chiSquareTail, Z95 } from './special-functions.ts'
import { comparable, type Estimate, type Stratum } from './stratum.ts'

/**
 * Common odds ratio of b against a (Mantel and Haenszel 1959) with the interval of Robins, Breslow and Greenland
 * (Biometrics 1986, 42:311), which holds for few large strata and for many small ones. Null where it is 0/0 or without bound.
 */
export function commonOddsRatio(strata: readonly Stratum[]): Estimate | null {
  let r = 0
  let s = 0
  let pr = 0
  let mixed = 0
  let qs = 0
  for (const { a, b } of comparable(strata)) {
    const n = a.n + b.n
    const here = (b.k * (a.n - a.k)) / n
    const there = ((b.n - b.k) * a.k) / n
    const p = (b.k + a.n - a.k) / n
    r += here
    s += there
    pr += p * here
    mixed += p * there + (1 - p) * here
    qs += (1 - p) * there
  }
  if (r === 0 || s === 0) return null
  const error = Math.sqrt(pr / (2 * r * r) + mixed / (2 * r * s) + qs / (2 * s * s))
  return around(r / s, error)
}

/**
 * Common ratio of the rates, b/a, weighted as Mantel and Haenszel do, with the interval of Greenland and Robins
 * (Biometrics 1985, 41:55). `value` is 0 or infinite where one side never fired, NaN where neither did.
 */
export function commonRatio(strata: readonly Stratum[]): Estimate {
  let top = 0
  let bottom = 0
  let spread = 0
  for (const { a, b } of comparable(strata)) {
    const n = a.n + b.n
    top += (b.k * a.n) / n
    bottom += (a.k * b.n) / n
    spread += ((a.k + b.k) * a.n * b.n) / (n * n) - (a.k * b.k) / n
  }
  if (top === 0 || bottom === 0) return { value: top / bottom, low: 0, high: Number.POSITIVE_INFINITY }
  return around(top / bottom, Math.sqrt(spread / (top * bottom)))
}

/** The Cochran-Mantel-Haenszel test; `correction` is 0.5 for the classical one, 0 for the uncorrected score test. */
export function cmhTest(strata: readonly Stratum[], correction = 0): { chiSquare: number; p: number } {
  let difference = 0
  let variance = 0
  for (const { a, b } of comparable(strata)) {
    const n = a.n + b.n
    const k = a.k + b.k
    if (n < 2) continue
    difference += b.k - (b.n * k) / n
    variance += (a.n * b.n * k * (n - k)) / (n * n * (n - 1))
  }
  if (variance === 0) return { chiSquare: 0, p: 1 }
  const chiSquare = Math.max(0, Math.abs(difference) - correction) ** 2 / variance
  return { chiSquare, p: chiSquareTail(chiSquare, 1) }
}

function around(value: number, logError: number): Estimate {
  return { value, low: value * Math.exp(-Z95 * logError), high: value * Math.exp(Z95 * logError) }
}
