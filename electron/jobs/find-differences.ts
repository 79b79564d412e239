import type { MethodInput, MethodOutput } from '../../shared/contract.ts'
import { formatPlural } from '../../shared/format.ts'
import { type Dimension, differingValues, type ValueCounts } from '../drift/compare/differing-values.ts'
import type { ReadConnection } from '../store/connection.ts'
import {
  attributeValues,
  hashOfTrace,
  rowValues,
  sampleOf,
  type TakeValue,
  toolValues,
  VERSION_COLUMNS,
} from '../store/differing-rows.ts'
import { comparedIds } from '../store/compared-traces.ts'

/**
 * Traces of a side that are looked at: the body of every root is read. Shares of 1,200 are known within 2.8 percentage
 * points.
 */
const MOST_TRACES = 1200

const VERSIONS: ReadonlySet<string> = new Set(VERSION_COLUMNS)
/** Attributes that name a version of what ran. */
const VERSION_KEY =
  /version|revision|commit|release|deployment|prompt[._]?(?:id|name|hash)|(?:^|[._])model(?:$|[._]name)/i

/** What the traces of `b` are more or less often than those of `a`: versions, tools, attributes. Throws `filter_invalid`. */
export function findDifferences(
  connection: ReadConnection,
  { a, b, ...scope }: MethodInput<'compare.differs'>,
): MethodOutput<'compare.differs'> {
  const [idsA, idsB] = [a, b].map((filter) => comparedIds(connection, { ...scope, filter })) as [
    number[],
    number[],
  ]
  const dimensions = new Map<string, Dimension>()
  const count = (side: 'a' | 'b', ids: readonly number[]): void => {
    for (const { looked, values } of read(connection, ids)) {
      for (const [name, counts] of values) {
        let dimension = dimensions.get(name)
        if (!dimension) {
          const isVersion = VERSIONS.has(name) || VERSION_KEY.test(name)
          dimension = { name, isVersion, a: noCounts(), b: noCounts() }
          dimensions.set(name, dimension)
        }
        dimension[side] = { n: looked, values: counts }
      }
    }
  }
  const [someA, someB] = [sampleOf(idsA, MOST_TRACES), sampleOf(idsB, MOST_TRACES)]
  count('a', someA)
  count('b', someB)
  fillMissing(dimensions, someA.length, someB.length)
  const { identifiers, ...result } = differingValues([...dimensions.values()])
  return { ...result, notes: [...saySample(idsA.length, idsB.length), ...sayIdentifiers(identifiers)] }
}

function noCounts(): ValueCounts {
  return { n: 0, values: new Map() }
}

type Counted = { looked: number; values: Map<string, ValueCounts['values']> }

function* read(connection: ReadConnection, ids: readonly number[]): Generator<Counted> {
  const gather = (fill: (take: TakeValue) => number): Counted => {
    const values: Counted['values'] = new Map()
    const looked = fill((trace, dimension, value) => {
      let counts = values.get(dimension)
      if (!counts) values.set(dimension, (counts = new Map()))
      const known = counts.get(value) ?? { k: 0, mark: 0 }
      counts.set(value, { k: known.k + 1, mark: known.mark + hashOfTrace(trace) })
    })
    return { looked, values }
  }
  // Attributes first: where a root's attribute and a column have one name, the column holds.
  yield gather((take) => attributeValues(connection, ids, take))
  yield gather((take) => toolValues(connection, ids, take))
  yield gather((take) => {
    rowValues(connection, ids, take)
    return ids.length
  })
}

/** A side on which a dimension never came up was looked at all the same. */
function fillMissing(dimensions: ReadonlyMap<string, Dimension>, a: number, b: number): void {
  for (const { a: ofA, b: ofB } of dimensions.values()) {
    if (ofA.n === 0) ofA.n = a
    if (ofB.n === 0) ofB.n = b
  }
}

function saySample(a: number, b: number): string[] {
  if (Math.max(a, b) <= MOST_TRACES) return []
  return [`Of each side about ${formatPlural(MOST_TRACES, 'trace')} were looked at, chosen by hash.`]
}

function sayIdentifiers(names: readonly string[]): string[] {
  if (names.length === 0) return []
  return [`Not asked, for nearly every trace has a value of its own: ${names.toSorted().join(', ')}.`]
}
