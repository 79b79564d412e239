import type { TestResult } from './exact-test.ts'
import { quantileOfWeighted, rankPairs } from './quantile.ts'
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
  const all = sorted([...a, ...b])
  if (a.length === 0 || b.length === 0 || all[0] === all.at(-1)) return { p: 1, leastP: 1 }
  const limit = Math.abs(difference(sorted(a), sorted(b))) - ROUNDING
  const random = seededRandom(SEED)
  const one = a.map(() => 0)
  const other = b.map(() => 0)
  return drawn(() => {
    let [inA, inB] = [0, 0]
    // Each value goes to b with the chance that its remaining places leave: every deal is as likely, and stays sorted.
    for (let index = 0; index < all.length; index++) {
      const value = all[index] ?? 0
      if (pick(random, all.length - index) < b.length - inB) other[inB++] = value
      else one[inA++] = value
    }
    return Math.abs(difference(one, other)) >= limit
  })
}

function sorted(values: readonly number[]): number[] {
  return values.toSorted((one, other) => one - other)
}

/** Values looked at in all draws together: larger samples get fewer draws. */
const MOST_LOOKS = 20_000_000
const LEAST_DRAWS = 499

/**
 * Whether a quantile of b differs from that of a over pairs: which value of a pair is whose is dealt out at random. Each
 * draw walks the values once, in ascending order.
 */
export function swappedQuantileTest(pairs: readonly (readonly [number, number])[], q: number): TestResult {
  const ranked = rankPairs(pairs)
  const random = seededRandom(SEED)
  const swaps = pairs.map(() => 0)
  const difference = (): number =>
    quantileOfWeighted(ranked, q, (pair, side) => Number(side !== swaps[pair])) -
    quantileOfWeighted(ranked, q, (pair, side) => Number(side === swaps[pair]))
  if (pairs.every(([one, other]) => one === other)) return { p: 1, leastP: 1 }
  const limit = Math.abs(difference()) - ROUNDING
  const draws = Math.max(LEAST_DRAWS, Math.min(DRAWS, Math.round(MOST_LOOKS / (2 * pairs.length))))
  return drawn(() => {
    for (let pair = 0; pair < swaps.length; pair++) swaps[pair] = random() < 0.5 ? 1 : 0
    return Math.abs(difference()) >= limit
  }, draws)
}

/** The share of draws as extreme as the observed one, which is one of them (Davison and Hinkley 1997, section 4.3). */
function drawn(isExtreme: () => boolean, draws = DRAWS): TestResult {
  let extreme = 1
  for (let draw = 0; draw < draws; draw++) if (isExtreme()) extreme++
  return { p: extreme / (draws + 1), leastP: 1 / (draws + 1) }
}
