import type { MethodInput, MethodOutput } from '../../shared/contract.ts'
import { formatCount, formatPlural } from '../../shared/format.ts'
import { type Dimension, differingValues, type ValueCounts } from '../drift/compare/differing-values.ts'
import type { ReadConnection } from '../store/connection.ts'
import {
  attributeValues,
  rowValues,
  sampleOf,
  type TakeValue,
  toolValues,
  VERSION_COLUMNS,
} from '../store/differing-rows.ts'
import { selectedTraces } from '../store/selected-traces.ts'

/**
 * Traces of a side that are looked at. Shares of 5,000 traces are known within 1.4 percentage points; reading an
 * attribute needs the root span's body, so of fewer (2.8 points at 1,200).
 */
const MOST_TRACES = 5000
const MOST_ROOTS = 1200

const VERSIONS: ReadonlySet<string> = new Set(VERSION_COLUMNS)
/** Attributes that name a version of what ran. */
const VERSION_KEY =
  /version|revision|commit|release|deployment|prompt[._]?(?:id|name|hash)|(?:^|[._])model(?:$|[._]name)/i

/** What the traces of `b` are more or less often than those of `a`: versions, tools, attributes. Throws `filter_invalid`. */
export function findDifferences(
  connection: ReadConnection,
  { a, b }: MethodInput<'compare.differs'>,
): MethodOutput<'compare.differs'> {
  const [idsA, idsB] = [selectedTraces(connection, a), selectedTraces(connection, b)]
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

type Counted = { looked: number; values: Map<string, Map<string, number>> }

function* read(connection: ReadConnection, ids: readonly number[]): Generator<Counted> {
  const gather = (fill: (take: TakeValue) => number): Counted => {
    const values: Counted['values'] = new Map()
    const looked = fill((dimension, value) => {
      let counts = values.get(dimension)
      if (!counts) values.set(dimension, (counts = new Map()))
      counts.set(value, (counts.get(value) ?? 0) + 1)
    })
    return { looked, values }
  }
  // Attributes first: where a root's attribute and a column have one name, the column holds.
  yield gather((take) => attributeValues(connection, sampleOf(ids, MOST_ROOTS), take))
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
  const most = Math.max(a, b)
  if (most <= MOST_ROOTS) return []
  return [
    `Of each side ${most > MOST_TRACES ? `${formatCount(MOST_TRACES)} traces` : 'every trace'} and the attributes of about ${formatPlural(MOST_ROOTS, 'root span')} were looked at, chosen by hash.`,
  ]
}

function sayIdentifiers(names: readonly string[]): string[] {
  if (names.length === 0) return []
  return [`Not asked, for nearly every trace has a value of its own: ${names.toSorted().join(', ')}.`]
}
