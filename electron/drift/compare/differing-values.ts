import { stratifiedTest } from './exact-test.ts'
import { adjustBenjaminiHochberg } from './multiplicity.ts'
import { differenceOfRates } from './rate-intervals.ts'
import type { Count } from './stratum.ts'
import { ALPHA } from './verdict.ts'

/** How often each value of one dimension came up on a side. */
export interface ValueCounts {
  /** Traces that were looked at for this dimension. */
  n: number
  /** By value: its traces, and a sum of their hashes that tells sets of traces apart. */
  values: Map<string, { k: number; mark: number }>
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
  /** The same traces by other names: `service.name booking-agent`. */
  also: string[]
}

/** A value of fewer traces on both sides together cannot differ. */
const LEAST_TRACES = 4
/** A dimension where a value has fewer traces than this on average names traces, not kinds of them. */
const LEAST_SHARED = 1.5
const MOST_LISTED = 40

type Draft = Omit<Found, 'adjustedP'> & { p: number }

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
  const drafts: Draft[] = []
  for (const dimension of dimensions) {
    if (isIdentifier(dimension)) identifiers.push(dimension.name)
    else drafts.push(...draftsOf(dimension))
  }
  const adjusted = adjustBenjaminiHochberg(drafts.map(({ p }) => p))
  const differing = drafts
    .map((draft, index) => adjust(draft, adjusted[index] ?? 1))
    .filter(({ adjustedP }) => adjustedP < ALPHA)
    .toSorted(
      (one, other) =>
        Number(other.isVersion) - Number(one.isVersion) ||
        Math.abs(other.difference) - Math.abs(one.difference) ||
        (one.dimension + one.value < other.dimension + other.value ? -1 : 1),
    )
  const told = joinRepetitions(differing)
  const values = told.slice(0, MOST_LISTED)
  return { values, left: told.length - values.length, tested: drafts.length, identifiers }
}

function adjust({ p: _p, ...draft }: Draft, adjustedP: number): Found {
  return { ...draft, adjustedP }
}

/** Values that the very same traces have are one fact, told once, by the version or the shortest name. */
function joinRepetitions(values: readonly Found[]): DifferingValue[] {
  const same = Map.groupBy(values, ({ set }) => set)
  return [...same.values()].flatMap((names) => {
    const [first, ...others] = names.toSorted(
      (one, other) =>
        Number(other.isVersion) - Number(one.isVersion) || one.dimension.length - other.dimension.length,
    )
    if (!first) return []
    const { set: _, ...told } = first
    return [{ ...told, also: others.map(({ dimension, value }) => `${dimension} ${value}`) }]
  })
}

type Found = Omit<DifferingValue, 'also'> & { set: string }

function isIdentifier({ a, b, isVersion }: Dimension): boolean {
  const traces = [...a.values.values(), ...b.values.values()].reduce((sum, { k }) => sum + k, 0)
  const distinct = new Set([...a.values.keys(), ...b.values.keys()]).size
  return !isVersion && distinct > MOST_LISTED / 2 && traces / distinct < LEAST_SHARED
}

function draftsOf({ name, isVersion, a, b }: Dimension): Draft[] {
  const values = new Set([...a.values.keys(), ...b.values.keys()])
  return Array.from(values).flatMap((value) => {
    const counts = {
      a: { n: a.n, k: a.values.get(value)?.k ?? 0 },
      b: { n: b.n, k: b.values.get(value)?.k ?? 0 },
    }
    if (counts.a.k + counts.b.k < LEAST_TRACES || a.n === 0 || b.n === 0) return []
    const { value: difference, low, high } = differenceOfRates(counts.a, counts.b)
    const set = [counts.a.k, counts.b.k, a.values.get(value)?.mark, b.values.get(value)?.mark].join(' ')
    return [
      {
        set,
        dimension: name,
        isVersion,
        value,
        ...counts,
        difference,
        low,
        high,
        p: stratifiedTest([counts]).p,
      },
    ]
  })
}
