/** Units with a verdict, and how many of them fired. */
export interface Count {
  n: number
  k: number
}

/** The same kind of traffic on both sides. */
export interface Stratum {
  a: Count
  b: Count
}

export interface Interval {
  low: number
  high: number
}

/** An estimate with its 95 % interval; `high` may be infinite. */
export interface Estimate extends Interval {
  value: number
}

/** Strata with units on both sides: the others hold nothing that could be compared. */
export function comparable(strata: readonly Stratum[]): Stratum[] {
  return strata.filter(({ a, b }) => a.n > 0 && b.n > 0)
}

export function totalOf(counts: Iterable<Count>): Count {
  const total = { n: 0, k: 0 }
  for (const { n, k } of counts) {
    total.n += n
    total.k += k
  }
  return total
}
