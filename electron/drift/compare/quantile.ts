/** The value below which the share `q` of a sorted sample lies; between two values by their distance (type 7). */
export function quantile(sorted: readonly number[], q: number): number {
  const at = (sorted.length - 1) * q
  const low = Math.floor(at)
  const below = sorted[low] ?? Number.NaN
  return below + (at - low) * ((sorted[low + 1] ?? below) - below)
}

/** The values of both sides of pairs in ascending order, each with its pair and its side (0 or 1). */
export interface RankedPairs {
  values: Float64Array
  pairs: Int32Array
  sides: Uint8Array
}

export function rankPairs(pairs: readonly (readonly [number, number])[]): RankedPairs {
  const places = pairs
    .flatMap(([one, other], pair) => [
      { value: one, pair, side: 0 },
      { value: other, pair, side: 1 },
    ])
    .toSorted((one, other) => one.value - other.value)
  return {
    values: Float64Array.from(places, ({ value }) => value),
    pairs: Int32Array.from(places, ({ pair }) => pair),
    sides: Uint8Array.from(places, ({ side }) => side),
  }
}

/** `quantile` of the values taken as often as `weight` says, in one walk; the weights sum to the number of pairs. */
export function quantileOfWeighted(
  { values, pairs, sides }: RankedPairs,
  q: number,
  weight: (pair: number, side: number) => number,
): number {
  const at = (values.length / 2 - 1) * q
  const low = Math.floor(at)
  let seen = 0
  let below = Number.NaN
  for (let rank = 0; rank < values.length; rank++) {
    seen += weight(pairs[rank] ?? 0, sides[rank] ?? 0)
    if (seen > low && Number.isNaN(below)) below = values[rank] ?? Number.NaN
    if (seen > low + 1 || (seen > low && low === at)) {
      return below + (at - low) * ((values[rank] ?? below) - below)
    }
  }
  return below
}
