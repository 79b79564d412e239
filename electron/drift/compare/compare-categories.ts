import { splitDifference } from '../mix.ts'
import { bootstrapPairs } from './bootstrap.ts'
import { stratifiedTest, type TestResult } from './exact-test.ts'
import { breslowDay, largeStrata } from './heterogeneity.ts'
import { commonOddsRatio, commonRatio } from './mantel-haenszel.ts'
import { mcnemarTest, pairedRatioInterval } from './mcnemar.ts'
import { adjustHolm } from './multiplicity.ts'
import { pairedMeans, type Pair } from './pairs.ts'
import { signFlipTest } from './permutation.ts'
import { differenceOfRates, ratioInterval } from './rate-intervals.ts'
import type { Side, Verdicts } from './side.ts'
import { countOf, countStrata, isJudged, pairCounts, rateOf } from './session-counts.ts'
import type { Strata } from './strata.ts'
import { comparable, type Count, type Estimate, type Stratum, totalOf } from './stratum.ts'
import { ALPHA, judgeRates, type Verdict } from './verdict.ts'
import { sayHeterogeneity, sayReversal } from './words.ts'

export interface ComparedCategory {
  id: string
  version: number
  /** Sessions with a verdict, and those that fired; of matched tasks alone where the sides are paired. */
  a: Count
  b: Count
  /** Tasks compared, null where the sides are not paired. */
  pairs: number | null
  /** Rate of b over rate of a within the same strata; null where neither fired, or only b did. */
  ratio: number | null
  low: number | null
  /** Null where it has no upper bound. */
  high: number | null
  /** Common odds ratio, null where a side never fired or always did. */
  odds: Estimate | null
  difference: number
  differenceLow: number
  differenceHigh: number
  p: number
  adjustedP: number
  verdict: Verdict
  mix: number
  behaviour: number
  /** What the one ratio does not tell: strata that disagree, a direction the mix has turned. */
  notes: string[]
}

export interface Refusal {
  name: string
  why: string
}

/** A category before the p values of all are adjusted for one another. */
type Draft = Omit<ComparedCategory, 'adjustedP' | 'verdict'> &
  TestResult & { direction: number; heterogeneity: { p: number; note: string } | null }

/**
 * Where fewer of the tasks have a verdict on both sides, comparing task by task would throw too much away (the smallest p of
 * McNemar's test with five tasks is .06): the verdicts of the same tasks are compared as two samples.
 */
const PAIRABLE_SHARE = 0.8

interface Sides {
  a: Side
  b: Side
  strata: Strata
  /** Null where the sides are not paired. */
  pairs: readonly Pair[] | null
}

/** Every category both sides were judged for in the same version of its rule. */
export function compareCategories(sides: Sides): { categories: ComparedCategory[]; refused: Refusal[] } {
  const refused: Refusal[] = []
  const drafts: Draft[] = []
  for (const id of new Set([...sides.a.verdicts.keys(), ...sides.b.verdicts.keys()])) {
    const [a, b] = [sides.a.verdicts.get(id), sides.b.verdicts.get(id)]
    if (a && b && a.version !== b.version) refused.push({ name: id, why: sayVersions(a, b) })
    else drafts.push(draftOf(id, a, b, sides))
  }
  const adjusted = adjustHolm(drafts)
  const disagreeing = drafts.filter(({ heterogeneity }) => heterogeneity !== null)
  const heterogeneous = adjustHolm(
    disagreeing.map(({ heterogeneity }) => ({ p: heterogeneity?.p ?? 1, leastP: 0 })),
  )
  const categories = drafts.map((draft, index) => {
    const place = disagreeing.indexOf(draft)
    const disagrees = place >= 0 && (heterogeneous[place] ?? 1) < ALPHA
    return finish(draft, adjusted[index] ?? 1, disagrees)
  })
  return { categories: categories.toSorted((one, other) => (one.id < other.id ? -1 : 1)), refused }
}

function finish(draft: Draft, adjustedP: number, disagrees: boolean): ComparedCategory {
  const { leastP: _leastP, direction, heterogeneity, ...row } = draft
  const ratio = { low: row.low ?? 0, high: row.high ?? Number.POSITIVE_INFINITY }
  const points = { low: row.differenceLow, high: row.differenceHigh }
  const isEmpty = row.a.n === 0 || row.b.n === 0
  return {
    ...row,
    adjustedP,
    verdict: isEmpty ? 'not enough data' : judgeRates(adjustedP, direction, ratio, points),
    notes: heterogeneity !== null && disagrees ? [...row.notes, heterogeneity.note] : row.notes,
  }
}

function sayVersions(a: Verdicts, b: Verdicts): string {
  return `a was judged by version ${a.version} of the rule, b by version ${b.version}; analyse the workspace again to judge both by one.`
}

function draftOf(id: string, a: Verdicts | undefined, b: Verdicts | undefined, sides: Sides): Draft {
  const strata = countStrata(a, b, sides)
  const version = a?.version ?? b?.version ?? 0
  return sides.pairs === null
    ? unpairedDraft(id, version, strata, sides.strata.names)
    : pairedDraft(id, version, a, b, sides.pairs)
}

function unpairedDraft(
  id: string,
  version: number,
  strata: readonly Stratum[],
  names: readonly string[],
): Draft {
  const a = totalOf(strata.map((stratum) => stratum.a))
  const b = totalOf(strata.map((stratum) => stratum.b))
  const points = differenceOfRates(a, b)
  const common = commonRatio(strata)
  const told = comparable(strata)
  const hasRatio = told.length > 0 && !Number.isNaN(common.value)
  const interval = hasRatio ? ratioInterval(told) : null
  const split = splitDifference(
    { n: strata.map((stratum) => stratum.a.n), k: strata.map((stratum) => stratum.a.k) },
    { n: strata.map((stratum) => stratum.b.n), k: strata.map((stratum) => stratum.b.k) },
  )
  const direction = hasRatio ? Math.sign(common.value - 1) : 0
  const reversal = sayReversal(points, common, split)
  const large = largeStrata(strata.map((stratum, index) => ({ ...stratum, name: names[index] ?? '' })))
  const disagreement = breslowDay(large)
  return {
    id,
    version,
    a,
    b,
    pairs: null,
    ratio: hasRatio && Number.isFinite(common.value) ? common.value : null,
    low: interval?.low ?? null,
    high: interval && Number.isFinite(interval.high) ? interval.high : null,
    odds: commonOddsRatio(strata),
    difference: points.value,
    differenceLow: points.low,
    differenceHigh: points.high,
    ...stratifiedTest(strata),
    mix: split.mix,
    behaviour: split.behaviour,
    direction,
    notes: reversal === null ? [] : [reversal],
    heterogeneity:
      disagreement === null ? null : { p: disagreement.p, note: sayHeterogeneity(large, commonRatio) },
  }
}

function pairedDraft(
  id: string,
  version: number,
  verdictsA: Verdicts | undefined,
  verdictsB: Verdicts | undefined,
  pairs: readonly Pair[],
): Draft {
  const judged = pairs.filter(
    (pair) =>
      pair.a.some((session) => isJudged(verdictsA, session)) &&
      pair.b.some((session) => isJudged(verdictsB, session)),
  )
  const a = countOf(
    verdictsA,
    judged.flatMap((pair) => pair.a),
  )
  const b = countOf(
    verdictsB,
    judged.flatMap((pair) => pair.b),
  )
  const rates = pairedMeans(judged, rateOf(verdictsA), rateOf(verdictsB))
  const sum = (side: 0 | 1): number => rates.reduce((total, pair) => total + pair[side], 0)
  const [sumA, sumB] = [sum(0), sum(1)]
  const points = differenceOfRates(a, b)
  const either = pairs.filter(
    (pair) =>
      pair.a.some((session) => isJudged(verdictsA, session)) ||
      pair.b.some((session) => isJudged(verdictsB, session)),
  )
  if (judged.length < PAIRABLE_SHARE * either.length) {
    const whole = {
      a: countOf(
        verdictsA,
        either.flatMap((pair) => pair.a),
      ),
      b: countOf(
        verdictsB,
        either.flatMap((pair) => pair.b),
      ),
    }
    if (either.every((pair) => pair.a.length === 1 && pair.b.length === 1)) {
      const note = `Judged on both sides in ${judged.length} of ${either.length} tasks only: compared as two samples, not task by task.`
      return { ...unpairedDraft(id, version, [whole], []), notes: whole.a.k + whole.b.k > 0 ? [note] : [] }
    }
  }
  const isSingle = a.n === judged.length && b.n === judged.length
  const counts = isSingle ? pairCounts(rates) : null
  const interval = counts ? pairedRatioInterval(counts) : ratioOfMeans(rates)
  const difference = rates.length === 0 ? 0 : (sumB - sumA) / rates.length
  const test = counts ? mcnemarTest(counts) : signFlipTest(rates.map(([one, other]) => other - one))
  const isTold = sumA + sumB > 0
  return {
    id,
    version,
    a,
    b,
    pairs: judged.length,
    ratio: sumA > 0 ? sumB / sumA : null,
    low: isTold ? interval.low : null,
    high: isTold && Number.isFinite(interval.high) ? interval.high : null,
    odds: null,
    difference,
    differenceLow: points.low,
    differenceHigh: points.high,
    ...test,
    mix: 0,
    behaviour: difference,
    direction: difference,
    notes: [],
    heterogeneity: null,
  }
}

/** Interval of the ratio of two means over pairs, resampled; open where a side never fired. */
function ratioOfMeans(rates: readonly (readonly [number, number])[]): { low: number; high: number } {
  if (rates.every(([one]) => one === 0)) return { low: 0, high: Number.POSITIVE_INFINITY }
  return bootstrapPairs(rates, (drawn) => {
    let [one, other] = [0, 0]
    for (const [valueA, valueB] of drawn) {
      one += valueA
      other += valueB
    }
    return other / one
  })
}
