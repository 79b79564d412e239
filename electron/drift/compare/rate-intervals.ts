import { Z95 } from './special-functions.ts'
import { comparable, type Count, type Estimate, type Interval, type Stratum } from './stratum.ts'

/** Wilson's score interval of a rate (1927). */
export function wilson({ n, k }: Count, z = Z95): Interval {
  if (n === 0) return { low: 0, high: 1 }
  const middle = 2 * k + z * z
  const width = z * Math.sqrt(z * z + 4 * k * (1 - k / n))
  return {
    low: k === 0 ? 0 : (middle - width) / (2 * (n + z * z)),
    high: k === n ? 1 : (middle + width) / (2 * (n + z * z)),
  }
}

/** The difference of two rates, b - a, with Newcombe's hybrid score interval (Statistics in Medicine 1998, 17:873, method 10). */
export function differenceOfRates(a: Count, b: Count): Estimate {
  const [rateA, rateB] = [a.n > 0 ? a.k / a.n : 0, b.n > 0 ? b.k / b.n : 0]
  const [ofA, ofB] = [wilson(a), wilson(b)]
  const value = rateB - rateA
  return {
    value,
    low: value - Math.hypot(rateB - ofB.low, ofA.high - rateA),
    high: value + Math.hypot(ofB.high - rateB, rateA - ofA.low),
  }
}

/** Bisection on the log scale between these ratios. */
const WIDEST = 1e6
const HALVINGS = 80

/**
 * Score interval of the common ratio b/a: the ratios that Koopman's test (Biometrics 1984, 40:513) does not reject,
 * over strata with Mantel-Haenszel weights (as Gart and Nam, Biometrics 1988, 44:323). Its middle is `commonRatio`; it also holds
 * where a side never fired: then it is open to 0 or to infinity.
 */
export function ratioInterval(strata: readonly Stratum[]): Interval {
  const told = comparable(strata)
  const firedA = told.some(({ a }) => a.k > 0)
  const firedB = told.some(({ b }) => b.k > 0)
  return {
    low: firedB ? crossing(told, Z95) : 0,
    high: firedA ? crossing(told, -Z95) : Number.POSITIVE_INFINITY,
  }
}

/** The ratio at which the score deviate is `z`; it falls with the ratio. */
function crossing(strata: readonly Stratum[], z: number): number {
  let low = -Math.log(WIDEST)
  let high = Math.log(WIDEST)
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2
    if (deviate(strata, Math.exp(middle)) > z) low = middle
    else high = middle
  }
  return Math.exp((low + high) / 2)
}

function deviate(strata: readonly Stratum[], ratio: number): number {
  let difference = 0
  let variance = 0
  for (const { a, b } of strata) {
    const weight = (a.n * b.n) / (a.n + b.n)
    const rate = likeliestRate(a, b, ratio)
    const other = Math.min(1, ratio * rate)
    difference += weight * (b.k / b.n - (ratio * a.k) / a.n)
    variance += weight ** 2 * ((other * (1 - other)) / b.n + (ratio ** 2 * rate * (1 - rate)) / a.n)
  }
  return variance > 0 ? difference / Math.sqrt(variance) : Math.sign(difference) * Number.POSITIVE_INFINITY
}

/** The likeliest rate of a where that of b is `ratio` times as high. */
function likeliestRate(a: Count, b: Count, ratio: number): number {
  const square = (a.n + b.n) * ratio
  const linear = b.n * ratio + b.k + a.n + a.k * ratio
  const rest = a.k + b.k
  return (2 * rest) / (linear + Math.sqrt(Math.max(0, linear * linear - 4 * square * rest)))
}
