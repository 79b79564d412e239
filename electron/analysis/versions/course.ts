const DAY_US = 86_400_000_000

/** Traces by moment: `[microseconds since 1970, how many]`, moments in no order. */
export type Course = readonly (readonly [atUs: number, traces: number])[]

/** The moments of some prompts together, in order. */
export interface Moments {
  at: readonly number[]
  place: ReadonlyMap<number, number>
  /** Traces at each moment. */
  counts: Float64Array
  total: number
}

export function momentsOf(courses: Iterable<Course>): Moments {
  const sums = new Map<number, number>()
  for (const course of courses) for (const [at, count] of course) sums.set(at, (sums.get(at) ?? 0) + count)
  const ordered = [...sums].toSorted((a, b) => a[0] - b[0])
  const counts = Float64Array.from(ordered, ([, count]) => count)
  return {
    at: ordered.map(([at]) => at),
    place: new Map(ordered.map(([at], index) => [at, index])),
    counts,
    total: counts.reduce((sum, count) => sum + count, 0),
  }
}

/** How much of something there was at each moment. */
export function countsAt(moments: Moments, courses: Iterable<Course>): Float64Array {
  const counts = new Float64Array(moments.counts.length)
  for (const course of courses) for (const [at, count] of course) counts[moments.place.get(at)!]! += count
  return counts
}

/** Fewer traces on one side are chance as easily as a change: three after three happen by chance once in twenty. */
const LEAST_SIDE = 3
/** Share of the error that knowing one stretch of time must take away; a roll-out over some days costs a tenth. */
const CLEAR = 0.8

/** With so many traces two stretches are told from chance: a version that was taken back, and came again. */
const LEAST_FOR_TWO = 40

/**
 * Whether something follows something else in time rather than varying: one stretch of time, or two, tells nearly all traces
 * that have it from those that have not.
 */
export function isSuccession({ counts, total }: Moments, having: Float64Array): boolean {
  let k = 0
  for (const count of having) k += count
  if (k < LEAST_SIDE || total - k < LEAST_SIDE) return false
  const gains = Array.from(counts, (count, i) => 2 * having[i]! - count)
  const stretches = total < LEAST_FOR_TWO ? 1 : 2
  const inside = k - bestStretches(gains, stretches)
  const outside =
    total -
    k -
    bestStretches(
      gains.map((gain) => -gain),
      stretches,
    )
  return Math.min(inside, outside) <= (1 - CLEAR) * Math.min(k, total - k)
}

/** The largest sum of one stretch, or of two that do not touch. */
function bestStretches(gains: readonly number[], stretches: 1 | 2): number {
  let one = 0
  let best = 0
  let two = 0
  let bestTwo = 0
  for (const gain of gains) {
    if (stretches === 2) {
      two = Math.max(two, best) + gain
      bestTwo = Math.max(bestTwo, two)
    }
    one = Math.max(0, one + gain)
    best = Math.max(best, one)
  }
  return Math.max(best, bestTwo)
}

/** A share below this is a stray; so many traces must have been without. */
const LEAST_SHARE = 0.1
const LEAST_BEFORE = 20
/** Chance that something of this share shows up so late by itself. */
const BY_CHANCE = 1e-6

/** Whether something came up, or went, while its like stayed: a canary or the arm of a test, not a value that was always possible. */
export function isIntroduced({ counts, total }: Moments, having: Float64Array): boolean {
  const first = having.findIndex((count) => count > 0)
  const last = having.findLastIndex((count) => count > 0)
  if (first < 0) return false
  const before = sumOf(counts, 0, first)
  const after = sumOf(counts, last + 1, counts.length)
  const k = sumOf(having, 0, having.length)
  return isLate(k / (total - before), before) || isLate(k / (total - after), after)
}

function isLate(share: number, without: number): boolean {
  return share >= LEAST_SHARE && without >= LEAST_BEFORE && without * Math.log1p(-share) < Math.log(BY_CHANCE)
}

/** How many days each stretch lasts in which there was any, on average. */
export function lifeOf({ at, counts }: Moments, having: Float64Array): number {
  const days = new Set<number>()
  let stretches = 0
  let isOn = false
  for (const [index, count] of having.entries()) {
    if (counts[index] === 0) continue
    if (count > 0) days.add(Math.floor(at[index]! / DAY_US))
    if (count > 0 && !isOn) stretches += 1
    isOn = count > 0
  }
  return stretches === 0 ? 0 : days.size / stretches
}

function sumOf(values: Float64Array, from: number, to: number): number {
  let sum = 0
  for (let i = from; i < to; i++) sum += values[i]!
  return sum
}
