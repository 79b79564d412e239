import { cohenKappa, type Kappa, type KappaWeights } from './kappa.ts'
import { correlation, type Pair, pairedMeans, type PairedMeans } from './paired-means.ts'
import { mcnemarExact, type PairedTable, pairedRatio, Z95 } from './paired-table.ts'

/** What one ruler said of one trace or span. */
export interface Judgement {
  value: number | null
  label: string | null
}

export type JudgedPair = readonly [a: Judgement, b: Judgement]

export interface Outcome extends PairedTable {
  /** `1` where scores are 0 or 1, else a label. */
  outcome: string
  ratio: number | null
  low: number
  /** Null where the data set no upper limit. */
  high: number | null
  /** McNemar, exact and two-sided. */
  p: number
}

export interface Bridge {
  /** `none`: no pair can be read on one scale. */
  scale: 'binary' | 'graded' | 'label' | 'none'
  /** Pairs that were used, and those where one of the two says nothing on that scale. */
  pairs: number
  leftOut: number
  outcomes: Outcome[]
  kappa: Kappa | null
  weights: KappaWeights
  means: PairedMeans | null
  correlation: number | null
  verdict: 'carried_over' | 'differs' | 'not_enough'
  /** Further pairs after which the verdict would likely stand; null where none are wanting or more would not help. */
  more: number | null
}

/** A baseline is carried over a changed ruler only within these limits of the paired ratio (docs/DRIFT.md, section 5). */
export const CARRY_WITHIN = 1.1
const ROOM = Math.log(CARRY_WITHIN)
/** What is left out is not left out by chance: with more of it than this the rest does not speak for the whole. Our choice. */
export const MOST_LEFT_OUT = 0.05
/** Labels rarer than this under both rulers are taken together. Our choice. */
const RARE_LABEL = 0.05
const RARE = 'rare labels'
/** So many different values are levels of a scale; more are taken as continuous. */
const MOST_LEVELS = 11
/** Rulers that agree usually differ on one pair in ten: for planning where nothing is known. Our choice. */
const USUAL_DISAGREEMENT = 0.1
const USUAL_RATE = 0.5

/** Compares two rulers on what both of them judged. */
export function bridgeRulers(pairs: readonly JudgedPair[]): Bridge {
  const valued = pairs.flatMap(([a, b]): Pair[] =>
    a.value === null || b.value === null ? [] : [[a.value, b.value]],
  )
  if (valued.length > 0) {
    const isBinary = valued.every((pair) => pair.every((value) => value === 0 || value === 1))
    return isBinary ? bridgeRates(valued, pairs.length) : bridgeMeans(valued, pairs.length)
  }
  const labelled = pairs.flatMap(([a, b]) => (a.label && b.label ? [[a.label, b.label] as const] : []))
  if (labelled.length > 0) return bridgeLabels(labelled, pairs.length)
  return {
    ...NOTHING,
    leftOut: pairs.length,
    more: pairs.length > 0 ? null : planned(USUAL_RATE, USUAL_RATE),
  }
}

const NOTHING: Bridge = {
  scale: 'none',
  pairs: 0,
  leftOut: 0,
  outcomes: [],
  kappa: null,
  weights: 'nominal',
  means: null,
  correlation: null,
  verdict: 'not_enough',
  more: null,
}

function bridgeRates(valued: readonly Pair[], all: number): Bridge {
  const outcome = outcomeOf(
    '1',
    valued.map(([a, b]) => [a === 1, b === 1]),
  )
  const { both, onlyA, onlyB, neither } = outcome
  return {
    ...NOTHING,
    scale: 'binary',
    pairs: valued.length,
    leftOut: all - valued.length,
    outcomes: [outcome],
    kappa: cohenKappa([
      [neither, onlyB],
      [onlyA, both],
    ]),
    ...judge([outcome], valued.length, all),
  }
}

function bridgeLabels(labelled: readonly (readonly [string, string])[], all: number): Bridge {
  const n = labelled.length
  const shareOf = (label: string, side: 0 | 1) => labelled.filter((pair) => pair[side] === label).length / n
  const seen = [...new Set(labelled.flat())]
  const common = seen.filter((label) => Math.max(shareOf(label, 0), shareOf(label, 1)) >= RARE_LABEL)
  const labels = common.length < seen.length ? [...common, RARE] : common
  const place = (label: string): number => {
    const at = common.indexOf(label)
    return at < 0 ? labels.length - 1 : at
  }
  const counts = labels.map(() => labels.map(() => 0))
  const placed = labelled.map(([a, b]) => [place(a), place(b)] as const)
  for (const [a, b] of placed) counts[a]![b]! += 1
  const outcomes = labels
    .map((label, at) =>
      outcomeOf(
        label,
        placed.map(([a, b]) => [a === at, b === at]),
      ),
    )
    .toSorted((one, other) => other.both + other.onlyA - one.both - one.onlyA)
  return {
    ...NOTHING,
    scale: 'label',
    pairs: n,
    leftOut: all - n,
    outcomes,
    kappa: cohenKappa(counts),
    ...judge(
      outcomes.filter(({ outcome }) => outcome !== RARE),
      n,
      all,
    ),
  }
}

function bridgeMeans(valued: readonly Pair[], all: number): Bridge {
  const levels = [...new Set(valued.flat())].toSorted((a, b) => a - b)
  const counts = levels.map(() => levels.map(() => 0))
  const isScale = levels.length <= MOST_LEVELS
  if (isScale) for (const [a, b] of valued) counts[levels.indexOf(a)]![levels.indexOf(b)]! += 1
  const means = pairedMeans(valued)
  const limits = means?.ratio
  return {
    ...NOTHING,
    scale: 'graded',
    pairs: valued.length,
    leftOut: all - valued.length,
    kappa: isScale ? cohenKappa(counts, 'quadratic') : null,
    weights: 'quadratic',
    means,
    correlation: correlation(valued),
    ...(limits
      ? judge([{ ratio: limits.value, low: limits.low, high: limits.high, a: 1, b: 1 }], valued.length, all)
      : { verdict: 'not_enough', more: null }),
  }
}

function outcomeOf(outcome: string, pairs: readonly (readonly [boolean, boolean])[]): Outcome {
  const count = (a: boolean, b: boolean) => pairs.filter((pair) => pair[0] === a && pair[1] === b).length
  const table = {
    both: count(true, true),
    onlyA: count(true, false),
    onlyB: count(false, true),
    neither: count(false, false),
  }
  const { ratio, low, high } = pairedRatio(table)
  return {
    outcome,
    ...table,
    ratio,
    low,
    high: Number.isFinite(high) ? high : null,
    p: mcnemarExact(table),
  }
}

type Limits = Pick<Outcome, 'ratio' | 'low' | 'high'> & { a?: number; b?: number }

/** Carried over: every interval within the limits. Differs: one wholly outside. Else too little is known. */
function judge(outcomes: readonly Limits[], used: number, all: number): Pick<Bridge, 'verdict' | 'more'> {
  if (outcomes.some(({ low, high }) => low > CARRY_WITHIN || (high !== null && high < 1 / CARRY_WITHIN)))
    return { verdict: 'differs', more: null }
  const isInside = ({ low, high }: Limits) => low >= 1 / CARRY_WITHIN && high !== null && high <= CARRY_WITHIN
  const wanting = outcomes.filter((limits) => !isInside(limits))
  if (wanting.length > 0)
    return { verdict: 'not_enough', more: Math.max(...wanting.map((limits) => wanted(limits, used))) }
  if (all - used > MOST_LEFT_OUT * all) return { verdict: 'not_enough', more: null }
  return { verdict: 'carried_over', more: null }
}

/**
 * Pairs wanted until the interval clears a limit, as its width in logarithms shrinks with the root of the pairs. Told with
 * two digits: the guess is no better.
 */
function wanted({ ratio, low, high }: Limits, pairs: number): number {
  if (ratio === null || ratio === 0 || low === 0 || high === null) return planned(USUAL_RATE, USUAL_RATE)
  const away = Math.abs(Math.log(ratio))
  const reach = away < ROOM ? Math.log(high / ratio) : Math.log(ratio > 1 ? ratio / low : high / ratio)
  const half = away < ROOM ? Math.max(reach, Math.log(ratio / low)) : reach
  const room = Math.max(0.005, Math.abs(ROOM - away))
  return Math.max(1, roughly(pairs * ((half / room) ** 2 - 1)))
}

/** Pairs for rulers that agree as usual: the variance of the log ratio is (disagreement)/(n a b) (Fagerland et al. 2017). */
function planned(a: number, b: number): number {
  return roughly(((Z95 / ROOM) ** 2 * USUAL_DISAGREEMENT) / (a * b))
}

function roughly(count: number): number {
  return Number(Math.ceil(count).toPrecision(2))
}
