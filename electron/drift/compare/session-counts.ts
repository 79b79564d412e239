import type { PairCounts } from './mcnemar.ts'
import { BLIND, FIRED, type Side, type Verdicts } from './side.ts'
import type { Strata } from './strata.ts'
import type { Count, Stratum } from './stratum.ts'

/** The verdicts of one category on both sides, stratum by stratum. */
export function countStrata(
  a: Verdicts | undefined,
  b: Verdicts | undefined,
  sides: { a: Side; b: Side; strata: Strata },
): Stratum[] {
  const counts = sides.strata.names.map(() => ({ a: { n: 0, k: 0 }, b: { n: 0, k: 0 } }))
  for (const [name, verdicts] of [
    ['a', a],
    ['b', b],
  ] as const) {
    const places = sides.strata[name]
    const states = verdicts?.states ?? []
    for (let session = 0; session < places.length; session++) {
      const state = states[session] ?? BLIND
      const count = counts[places[session] ?? 0]?.[name]
      if (state === BLIND || !count) continue
      count.n += 1
      if (state === FIRED) count.k += 1
    }
  }
  return counts
}

/** The verdicts of some sessions. */
export function countOf(verdicts: Verdicts | undefined, sessions: Iterable<number>): Count {
  const count = { n: 0, k: 0 }
  for (const session of sessions) {
    const state = verdicts?.states[session] ?? BLIND
    if (state !== BLIND) count.n += 1
    if (state === FIRED) count.k += 1
  }
  return count
}

export function isJudged(verdicts: Verdicts | undefined, session: number): boolean {
  return (verdicts?.states[session] ?? BLIND) !== BLIND
}

/** 1 for a session that fired, 0 for one that did not, null for one that could not be judged. */
export function rateOf(verdicts: Verdicts | undefined): (session: number) => number | null {
  return (session) => {
    const state = verdicts?.states[session] ?? BLIND
    return state === BLIND ? null : Number(state === FIRED)
  }
}

/** Pairs of single runs by what fired. */
export function pairCounts(rates: readonly (readonly [number, number])[]): PairCounts {
  const counts = { both: 0, onlyA: 0, onlyB: 0, neither: 0 }
  for (const [a, b] of rates) {
    if (a > 0 && b > 0) counts.both += 1
    else if (a > 0) counts.onlyA += 1
    else if (b > 0) counts.onlyB += 1
    else counts.neither += 1
  }
  return counts
}
