import type { TestResult } from './exact-test.ts'
import { pick, seededRandom } from './random.ts'

/** Up to so many differences all sign changes are tried (2^16). */
const MOST_EXACT = 16
const DRAWS = 9999
const SEED = 20_261_127
/** Sums as far out as the observed one, up to rounding, are as extreme. */
const ROUNDING = 1e-9

/**
 * Whether paired differences are as often below as above zero: all changes of sign (Fisher 1935), drawn at random where
 * there are too many; two-sided. Equal to McNemar's exact test where the differences are 0 and 1.
 */
export function signFlipTest(differences: readonly number[]): TestResult {
  const told = differences.filter((value) => value !== 0)
  if (told.length === 0) return { p: 1, leastP: 1 }
  const sizes = told.map(Math.abs)
  const limit = Math.abs(told.reduce((sum, value) => sum + value, 0)) - ROUNDING
  if (told.length > MOST_EXACT) {
    const random = seededRandom(SEED)
    return drawn(() => {
      let sum = 0
      for (const size of sizes) sum += random() < 0.5 ? size : -size
      return Math.abs(sum) >= limit
    })
  }
  const all = 2 ** told.length
  let extreme = 0
  for (let signs = 0; signs < all; signs++) {
    let sum = 0
    for (const [index, size] of sizes.entries()) sum += (signs >> index) & 1 ? size : -size
    if (Math.abs(sum) >= limit) extreme++
  }
  return { p: extreme / all, leastP: 2 / all }
}

/**
 * Whether a statistic of two samples is as large when the values are dealt out at random, two-sided around zero.
 * `difference` is given the two samples in ascending order.
 */
export function dealingTest(
  a: readonly number[],
  b: readonly number[],
  difference: (a: readonly number[], b: readonly number[]) => number,
): TestResult {
  const sorted = [...a, ...b].toSorted((one, other) => one - other)
  if (a.length === 0 || b.length === 0 || sorted[0] === sorted.at(-1)) return { p: 1, leastP: 1 }
  const ascending = (values: readonly number[]): number[] => values.toSorted((one, other) => one - other)
  const limit = Math.abs(difference(ascending(a), ascending(b))) - ROUNDING
  const random = seededRandom(SEED)
  return drawn(() => {
    const [one, other]: [number[], number[]] = [[], []]
    let left = b.length
    // Each value goes to b with the chance that its remaining places leave: every deal is as likely, and stays sorted.
    for (const [index, value] of sorted.entries()) {
      if (pick(random, sorted.length - index) < left) {
        other.push(value)
        left -= 1
      } else one.push(value)
    }
    return Math.abs(difference(one, other)) >= limit
  })
}

/** The share of draws as extreme as the observed one, which is one of them (Davison and Hinkley 1997, section 4.3). */
function drawn(isExtreme: () => boolean): TestResult {
  let extreme = 1
  for (let draw = 0; draw < DRAWS; draw++) if (isExtreme()) extreme++
  return { p: extreme / (DRAWS + 1), leastP: 1 / (DRAWS + 1) }
}
