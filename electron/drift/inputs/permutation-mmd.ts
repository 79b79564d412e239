import { hashText, seededChance } from '../chance/seeded-chance.ts'
import { BUCKETS, type TextVector } from './text-vector.ts'

export interface PlacedVector {
  vector: TextVector
  /** What is drawn as a whole: the inputs of one day are alike for reasons of that day. */
  block: string
  /** Blocks are exchanged within a stratum only: weekdays with weekdays. */
  stratum: number
}

export interface MmdResult {
  /** Unbiased estimate of the squared distance between the two mean vectors; around 0 for unchanged inputs. */
  mmd: number
  p: number
  /** Blocks on the two sides, after merging. */
  blocks: [number, number]
}

/** The least p is one in so many, which must be below the level of the smallest of a dozen tests. */
export const PERMUTATIONS = 4999
/** Drawing ends when so many permutations lay as far apart: then p is known well enough (Besag and Clifford 1991). */
const ENOUGH_AS_FAR = 60
/** More blocks are merged, those of one side by hash, into so many: the products of all pairs are kept. */
const MOST_BLOCKS = 40

interface Block {
  side: 0 | 1
  stratum: number
  sum: Float64Array
  n: number
  squares: number
}

/**
 * Kernel two-sample test (Gretton et al. 2012, JMLR 13:723) with the linear kernel on unit TF-IDF, that is the cosine: the
 * squared distance of the mean vectors, unbiased, with its p from permuting blocks (seeded; the observed split counts as
 * one, so p is never too small). The linear kernel sees a change in how often terms are used, which is what the topics explain;
 * between sparse texts nearly all cosines are near 0, where a Gaussian kernel is all but linear and costs every pair.
 */
export function permutationMmd(
  a: readonly PlacedVector[],
  b: readonly PlacedVector[],
  { seed, permutations = PERMUTATIONS }: { seed: number; permutations?: number },
): MmdResult {
  const places = placesOf([...a, ...b])
  const blocks = [...blocksOf(a, 0, places), ...blocksOf(b, 1, places)]
  const products = productsOf(blocks)
  const measure = distanceOf(blocks, products)
  const sides = blocks.map(({ side }) => side)
  const observed = measure(sides)
  const strata = [...new Set(blocks.map(({ stratum }) => stratum))].map((stratum) =>
    blocks.flatMap((block, index) => (block.stratum === stratum ? [index] : [])),
  )
  const chance = seededChance(seed)
  const drawn = [...sides]
  let [rounds, asFar] = [0, 0]
  while (rounds < permutations && asFar < ENOUGH_AS_FAR) {
    for (const members of strata) shuffle(drawn, members, chance.below)
    rounds++
    // A permutation that is the observed split again counts, whatever rounding does.
    if (measure(drawn) >= observed - 1e-12) asFar++
  }
  const count = (side: 0 | 1) => sides.filter((each) => each === side).length
  return {
    mmd: observed,
    p: asFar === ENOUGH_AS_FAR ? asFar / rounds : (asFar + 1) / (rounds + 1),
    blocks: [count(0), count(1)],
  }
}

/** Where the buckets that any of the inputs uses stand in the sums: some hundred of many thousand. */
interface Places {
  of: Int32Array
  count: number
}

function placesOf(placed: readonly PlacedVector[]): Places {
  const of = new Int32Array(BUCKETS).fill(-1)
  let count = 0
  for (const { vector } of placed) {
    for (const bucket of vector.buckets) if (of[bucket]! < 0) of[bucket] = count++
  }
  return { of, count }
}

function blocksOf(placed: readonly PlacedVector[], side: 0 | 1, places: Places): Block[] {
  const groups = Map.groupBy(placed, ({ block, stratum }) => `${stratum} ${block}`)
  const merge = groups.size > MOST_BLOCKS
  const blocks = new Map<string, Block>()
  for (const [name, members] of groups) {
    const stratum = members[0]!.stratum
    const key = merge ? `${stratum} ${hashText(name, side + 1) % MOST_BLOCKS}` : name
    let block = blocks.get(key)
    if (block === undefined) {
      block = { side, stratum, sum: new Float64Array(places.count), n: 0, squares: 0 }
      blocks.set(key, block)
    }
    const { sum } = block
    for (const { vector } of members) {
      vector.buckets.forEach((bucket, index) => {
        sum[places.of[bucket]!]! += vector.weights[index]!
      })
      block.n++
      // Unit length, but for inputs without a term.
      if (vector.buckets.length > 0) block.squares++
    }
  }
  return [...blocks.values()]
}

/** Scalar products of all pairs of sums. */
function productsOf(blocks: readonly Block[]): number[][] {
  const products = blocks.map(() => blocks.map(() => 0))
  for (let i = 0; i < blocks.length; i++) {
    for (let j = 0; j <= i; j++) {
      const value = product(blocks[i]!.sum, blocks[j]!.sum)
      products[i]![j] = value
      products[j]![i] = value
    }
  }
  return products
}

function product(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let index = 0; index < a.length; index++) sum += a[index]! * b[index]!
  return sum
}

/**
 * The unbiased squared distance as a function of the sides: of all products only those within b have to be summed anew, the
 * rest follows from the sums of the rows.
 */
function distanceOf(
  blocks: readonly Block[],
  products: readonly (readonly number[])[],
): (sides: readonly (0 | 1)[]) => number {
  const rows = products.map((row) => row.reduce((sum, value) => sum + value, 0))
  const whole = {
    products: rows.reduce((sum, value) => sum + value, 0),
    n: blocks.reduce((sum, { n }) => sum + n, 0),
    squares: blocks.reduce((sum, { squares }) => sum + squares, 0),
  }
  return (sides) => {
    const chosen = sides.flatMap((side, index) => (side === 1 ? [index] : []))
    let [n, squares, toAll, within] = [0, 0, 0, 0]
    for (const [place, index] of chosen.entries()) {
      const row = products[index]!
      n += blocks[index]!.n
      squares += blocks[index]!.squares
      toAll += rows[index]!
      within += row[index]!
      for (let other = 0; other < place; other++) within += 2 * row[chosen[other]!]!
    }
    const rest = whole.n - n
    if (n < 2 || rest < 2) return 0
    const between = toAll - within
    const withinRest = whole.products - 2 * between - within
    return (
      (withinRest - (whole.squares - squares)) / (rest * (rest - 1)) +
      (within - squares) / (n * (n - 1)) -
      (2 * between) / (n * rest)
    )
  }
}

/** Fisher and Yates over the named positions. */
function shuffle(sides: (0 | 1)[], members: readonly number[], below: (limit: number) => number): void {
  for (let last = members.length - 1; last > 0; last--) {
    const [one, other] = [members[last]!, members[below(last + 1)]!]
    const held = sides[one]!
    sides[one] = sides[other]!
    sides[other] = held
  }
}
