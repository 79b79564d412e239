import { bootstrapMean, bootstrapPairedQuantiles, bootstrapQuantiles } from './bootstrap.ts'
import { stratifiedTest, type TestResult } from './exact-test.ts'
import { differenceOfMeans, momentsOf } from './means.ts'
import { adjustHolm } from './multiplicity.ts'
import { pairedMeans, type Pair } from './pairs.ts'
import { dealingTest, signFlipTest, swappedQuantileTest } from './permutation.ts'
import { quantile } from './quantile.ts'
import { differenceOfRates } from './rate-intervals.ts'
import type { Side } from './side.ts'
import { type Count, totalOf } from './stratum.ts'
import { judgeMeans, judgeRates, LEAST_VALUES, notableMean, type Verdict } from './verdict.ts'

/** Infrastructure measures: those of the traces, then those of whole sessions. */
export const MEASURES = [
  'error share',
  'latency p50',
  'latency p95',
  'tokens p50',
  'tokens p95',
  'tokens mean',
  'cost p50',
  'cost p95',
  'cost mean',
] as const

export interface ComparedMeasure {
  name: (typeof MEASURES)[number]
  unit: 'share' | 'ns' | 'tokens' | 'usd'
  /** How many traces (errors, latency) or sessions (tokens, cost) were measured; tasks where the sides are paired. */
  a: { n: number; value: number | null }
  b: { n: number; value: number | null }
  ratio: number | null
  difference: number | null
  low: number | null
  high: number | null
  p: number
  adjustedP: number
  verdict: Verdict
}

type Draft = Omit<ComparedMeasure, 'adjustedP' | 'verdict'> & TestResult & { deviation: number }

/** Measures of two sides; those that neither side tells are left out. */
export function compareMeasures(a: Side, b: Side, pairs: readonly Pair[] | null): ComparedMeasure[] {
  const drafts: Draft[] = [errorShare(a, b, pairs)]
  const latency =
    pairs === null ? samples(durationsOf(a), durationsOf(b)) : means(pairs, latencyIn(a), latencyIn(b))
  const tokens =
    pairs === null
      ? samples(told(a.tokens), told(b.tokens))
      : means(pairs, valueIn(a.tokens), valueIn(b.tokens))
  const isPriced = hasPrices(a) && hasPrices(b)
  const costs = !isPriced
    ? samples([], [])
    : pairs === null
      ? samples(told(a.costs), told(b.costs))
      : means(pairs, valueIn(a.costs), valueIn(b.costs))
  drafts.push(
    quantileOf('latency p50', 'ns', latency, 0.5),
    quantileOf('latency p95', 'ns', latency, 0.95),
    quantileOf('tokens p50', 'tokens', tokens, 0.5),
    quantileOf('tokens p95', 'tokens', tokens, 0.95),
    meanOf('tokens mean', 'tokens', tokens),
    quantileOf('cost p50', 'usd', costs, 0.5),
    quantileOf('cost p95', 'usd', costs, 0.95),
    meanOf('cost mean', 'usd', costs),
  )
  const known = drafts.filter((draft) => draft.a.n > 0 || draft.b.n > 0)
  const adjusted = adjustHolm(known)
  const isMoment = areMoments(a, b)
  return known.map((draft, index) => finish(draft, adjusted[index] ?? 1, isMoment))
}

function finish(draft: Draft, adjustedP: number, isMoment: boolean): ComparedMeasure {
  const { deviation, leastP: _leastP, ...row } = draft
  const isUntold = isMoment && row.unit === 'ns'
  return {
    ...row,
    adjustedP,
    verdict: isUntold ? 'not enough data' : verdictOf(row, adjustedP, deviation),
  }
}

function verdictOf(
  draft: Omit<Draft, 'deviation' | 'leastP'>,
  adjustedP: number,
  deviation: number,
): Verdict {
  const { a, b, difference, low, high } = draft
  if (difference === null || low === null || high === null) return 'not enough data'
  const n = Math.min(a.n, b.n)
  if (n < LEAST_VALUES) return 'not enough data'
  if (draft.unit !== 'share')
    return judgeMeans(adjustedP, difference, { low, high }, notableMean(deviation), n)
  const rate = a.value ?? 0
  const ratio = { low: (rate + low) / rate, high: (rate + high) / rate }
  return judgeRates(adjustedP, difference, ratio, { low, high })
}

/** Values of the sides in ascending order, or values of both by task. */
type Values = { a: number[]; b: number[]; pairs: [number, number][] | null }

function samples(a: number[], b: number[]): Values {
  return { a: ascending(a), b: ascending(b), pairs: null }
}

function means(
  pairs: readonly Pair[],
  valueA: (session: number) => number | null,
  valueB: (session: number) => number | null,
): Values {
  const values = pairedMeans(pairs, valueA, valueB)
  return {
    ...samples(
      values.map(([one]) => one),
      values.map(([, other]) => other),
    ),
    pairs: values,
  }
}

function errorShare(a: Side, b: Side, pairs: readonly Pair[] | null): Draft {
  const [ofA, ofB] =
    pairs === null
      ? [failuresOf(a, a.withSpans.keys()), failuresOf(b, b.withSpans.keys())]
      : [
          failuresOf(
            a,
            pairs.flatMap((pair) => pair.a),
          ),
          failuresOf(
            b,
            pairs.flatMap((pair) => pair.b),
          ),
        ]
  const { value, low, high } = differenceOfRates(ofA, ofB)
  const test =
    pairs === null
      ? stratifiedTest([{ a: ofA, b: ofB }])
      : signFlipTest(pairedMeans(pairs, failedIn(a), failedIn(b)).map(([one, other]) => other - one))
  return {
    name: 'error share',
    unit: 'share',
    ...sidesOf(ofA.n, ofA.k / ofA.n, ofB.n, ofB.k / ofB.n),
    difference: ofA.n > 0 && ofB.n > 0 ? value : null,
    low,
    high,
    ...test,
    deviation: 0,
  }
}

/** Traces of some sessions, and how many of them ended in an error. */
function failuresOf({ withSpans, errors }: Side, sessions: Iterable<number>): Count {
  return totalOf(Array.from(sessions, (at) => ({ n: withSpans[at] ?? 0, k: errors[at] ?? 0 })))
}

/** The share of a session's traces that ended in an error. */
function failedIn({ withSpans, errors }: Side): (session: number) => number | null {
  return (session) => {
    const traces = withSpans[session] ?? 0
    return traces > 0 ? (errors[session] ?? 0) / traces : null
  }
}

/** Up to so many values in all they are dealt out at random; of more the bootstrap tells as much. */
const FEW_VALUES = 200

function quantileOf(name: Draft['name'], unit: Draft['unit'], values: Values, q: number): Draft {
  const { a, b, pairs } = values
  const difference = (one: readonly number[], other: readonly number[]): number =>
    quantile(other, q) - quantile(one, q)
  const draft = draftOf(name, unit, values, quantile(a, q), quantile(b, q))
  if (draft.difference === null) return draft
  if (pairs !== null)
    return { ...draft, ...bootstrapPairedQuantiles(pairs, q), ...swappedQuantileTest(pairs, q) }
  const { p, ...interval } = bootstrapQuantiles(a, b, q)
  const test = a.length + b.length <= FEW_VALUES ? dealingTest(a, b, difference) : { p, leastP: 0 }
  return { ...draft, ...interval, ...test }
}

function meanOf(name: Draft['name'], unit: Draft['unit'], values: Values): Draft {
  const { a, b, pairs } = values
  const [ofA, ofB] = [momentsOf(a), momentsOf(b)]
  const draft = draftOf(name, unit, values, ofA.mean, ofB.mean)
  if (draft.difference === null) return draft
  if (pairs !== null) {
    const differences = pairs.map(([one, other]) => other - one)
    return { ...draft, ...bootstrapMean(differences), ...signFlipTest(differences) }
  }
  const welch = differenceOfMeans([{ a: ofA, b: ofB }])
  if (welch === null) return draft
  const { low, high, p } = welch
  const test =
    a.length + b.length <= FEW_VALUES
      ? dealingTest(a, b, (one, other) => momentsOf(other).mean - momentsOf(one).mean)
      : { p, leastP: 0 }
  return { ...draft, low, high, ...test }
}

function draftOf(
  name: Draft['name'],
  unit: Draft['unit'],
  { a, b }: Values,
  one: number,
  other: number,
): Draft {
  const isTold = a.length > 0 && b.length > 0
  const [varianceA, varianceB] = [momentsOf(a).variance || 0, momentsOf(b).variance || 0]
  return {
    name,
    unit,
    ...sidesOf(a.length, one, b.length, other),
    difference: isTold ? other - one : null,
    low: null,
    high: null,
    p: 1,
    leastP: 1,
    deviation: Math.sqrt((varianceA + varianceB) / 2),
  }
}

function sidesOf(nA: number, one: number, nB: number, other: number): Pick<Draft, 'a' | 'b' | 'ratio'> {
  return {
    a: { n: nA, value: nA > 0 ? one : null },
    b: { n: nB, value: nB > 0 ? other : null },
    ratio: nA > 0 && nB > 0 && one > 0 ? other / one : null,
  }
}

/**
 * Runs of a batch share the load that the service had at that moment: two batches on other days say how fast it was then,
 * not how fast the sides are. As in the watch, evidence of latency takes three days.
 */
const LEAST_DAYS = 3

/** Whether latency cannot be judged: a side ran on few days, and the other on none of them. */
export function areMoments(a: Side, b: Side): boolean {
  if (a.days.size === 0 || b.days.size === 0) return false
  return Math.min(a.days.size, b.days.size) < LEAST_DAYS && ![...a.days].some((day) => b.days.has(day))
}

/** Sources write a cost of 0 where they know no price: tokens were used, and not one run cost anything. */
export function hasPrices({ costs, tokens }: Pick<Side, 'costs' | 'tokens'>): boolean {
  return (
    costs.some((cost) => cost > 0) || !costs.some((cost, session) => cost === 0 && (tokens[session] ?? 0) > 0)
  )
}

function durationsOf(side: Side): number[] {
  return side.durations.map(({ ns }) => ns)
}

function latencyIn(side: Side): (session: number) => number | null {
  const bySession = Map.groupBy(side.durations, ({ session }) => session)
  return (session) => {
    const traces = bySession.get(session)
    return traces ? traces.reduce((sum, { ns }) => sum + ns, 0) / traces.length : null
  }
}

function valueIn(values: readonly number[]): (session: number) => number | null {
  return (session) => values[session] ?? null
}

function told(values: readonly number[]): number[] {
  return values.filter((value) => !Number.isNaN(value))
}

function ascending(values: readonly number[]): number[] {
  return [...Float64Array.from(values).toSorted()]
}
