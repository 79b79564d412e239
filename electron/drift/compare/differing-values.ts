import { stratifiedTest } from './exact-test.ts'
import { adjustBenjaminiHochberg } from './multiplicity.ts'
import { differenceOfRates } from './rate-intervals.ts'
import type { Count } from './stratum.ts'
import { ALPHA } from './verdict.ts'

/** How often each value of one dimension came up on a side. */
export interface ValueCounts {
  /** Traces that were looked at for this dimension. */
  n: number
  values: Map<string, number>
}

export interface Dimension {
  name: string
  /** Versions of what is compared (model, prompt, ...): named first, for they are the likely causes. */
  isVersion: boolean
  a: ValueCounts
  b: ValueCounts
}

export interface DifferingValue {
  dimension: string
  isVersion: boolean
  value: string
  a: Count
  b: Count
  difference: number
  low: number
  high: number
  adjustedP: number
}

/** A value of fewer traces on both sides together cannot differ. */
const LEAST_TRACES = 4
/** A dimension where a value has fewer traces than this on average names traces, not kinds of them. */
const LEAST_SHARED = 1.5
const MOST_LISTED = 40

/**
 * The values whose share differs between the sides beyond chance, versions first, then by the size of the difference. Of
 * those listed, one in twenty is expected to be chance (Benjamini and Hochberg over all values looked at).
 */
export function differingValues(dimensions: readonly Dimension[]): {
  values: DifferingValue[]
  left: number
  tested: number
  /** Dimensions with a value of its own in nearly every trace. */
  identifiers: string[]
} {
  const identifiers: string[] = []
  const drafts: (Omit<DifferingValue, 'adjustedP'> & { p: number })[] = []
  for (const dimension of dimensions) {
    if (isIdentifier(dimension)) identifiers.push(dimension.name)
    else drafts.push(...draftsOf(dimension))
  }
  const adjusted = adjustBenjaminiHochberg(drafts.map(({ p }) => p))
  const differing = drafts
    .map(({ p: _, ...draft }, index) => ({ ...draft, adjustedP: adjusted[index] ?? 1 }))
    .filter(({ adjustedP }) => adjustedP < ALPHA)
    .toSorted(
      (one, other) =>
        Number(other.isVersion) - Number(one.isVersion) ||
        Math.abs(other.difference) - Math.abs(one.difference) ||
        (one.dimension + one.value < other.dimension + other.value ? -1 : 1),
    )
  const told = withoutRepetitions(differing)
  const values = told.slice(0, MOST_LISTED)
  return { values, left: told.length - values.length, tested: drafts.length, identifiers }
}

/** One fact under several names (a trace's model, its span's, its answer's) is told once, by the shortest. */
function withoutRepetitions(values: readonly DifferingValue[]): DifferingValue[] {
  const named = Map.groupBy(values, ({ value, a, b }) => JSON.stringify([value, a, b]))
  return [...named.values()].flatMap(
    (same) => same.toSorted((one, other) => one.dimension.length - other.dimension.length)[0] ?? [],
  )
}

function isIdentifier({ a, b, isVersion }: Dimension): boolean {
  const traces = [...a.values.values(), ...b.values.values()].reduce((sum, n) => sum + n, 0)
  const distinct = new Set([...a.values.keys(), ...b.values.keys()]).size
  return !isVersion && distinct > MOST_LISTED / 2 && traces / distinct < LEAST_SHARED
}

function draftsOf({
  name,
  isVersion,
  a,
  b,
}: Dimension): (Omit<DifferingValue, 'adjustedP'> & { p: number })[] {
  const values = new Set([...a.values.keys(), ...b.values.keys()])
  return Array.from(values).flatMap((value) => {
    const counts = {
      a: { n: a.n, k: a.values.get(value) ?? 0 },
      b: { n: b.n, k: b.values.get(value) ?? 0 },
    }
    if (counts.a.k + counts.b.k < LEAST_TRACES || a.n === 0 || b.n === 0) return []
    const { value: difference, low, high } = differenceOfRates(counts.a, counts.b)
    return [
      { dimension: name, isVersion, value, ...counts, difference, low, high, p: stratifiedTest([counts]).p },
    ]
  })
}
