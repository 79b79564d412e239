import { formatCount, formatPlural } from '../../../shared/format.ts'
import { compareCategories, type ComparedCategory, type Refusal } from './compare-categories.ts'
import { areMoments, compareMeasures, hasPrices, type ComparedMeasure } from './compare-measures.ts'
import { compareScores, type ComparedScore } from './compare-scores.ts'
import { type Pair, pairTasks } from './pairs.ts'
import type { Side } from './side.ts'
import { chooseStrata, type Strata } from './strata.ts'

export interface Comparison {
  a: { traces: number; sessions: number }
  b: { traces: number; sessions: number }
  /** Tasks compared with each other, null where the sides are compared as wholes. */
  pairedTasks: number | null
  categories: ComparedCategory[]
  scores: ComparedScore[]
  measures: ComparedMeasure[]
  refused: Refusal[]
  /** What was left out or cannot be told; sentences. */
  notes: string[]
}

export interface CompareOptions {
  /** What defines the sides, so that no stratum must be made of it. */
  leaveOut: ReadonlySet<'agent' | 'model'>
  /** Where tasks may pair the sides: what they are called by, and whether a person asked for it. */
  tasks: { attribute: string; asked: boolean } | null
}

/** Fewer tasks in common do not make two sides repetitions of one another. */
const LEAST_PAIRS = 5
/** Sides are paired by themselves where at least half of the tasks of the one that ran fewer are on the other. */
const PAIRED_SHARE = 0.5

/** Compares b with a, the reference. Pure: everything is told by the sides. */
export function compareSides(a: Side, b: Side, { leaveOut, tasks }: CompareOptions): Comparison {
  const paired = tasks === null ? null : pairsOf(a, b, tasks.asked)
  const pairs = paired?.pairs ?? null
  const strata = chooseStrata(a, b, leaveOut)
  const sides = { a, b, strata, pairs }
  const { categories, refused } = compareCategories(sides)
  const { scores, refused: refusedScores } = compareScores(sides)
  const notes = [
    ...(tasks === null ? [] : sayPairs(paired, tasks)),
    ...(pairs === null ? sayStrata(a, b, strata) : []),
    ...sayAnalysis(a, b),
    ...sayClock(a, b),
    ...sayMoments(a, b),
    ...sayPrices(a, b),
    ...saySharedSessions(a, b),
  ]
  return {
    a: { traces: a.traces, sessions: a.sessions.length },
    b: { traces: b.traces, sessions: b.sessions.length },
    pairedTasks: pairs?.length ?? null,
    categories,
    scores,
    measures: compareMeasures(a, b, pairs),
    refused: [...refused, ...refusedScores],
    notes,
  }
}

type Paired = ReturnType<typeof pairTasks>

function pairsOf(a: Side, b: Side, asked: boolean): Paired | null {
  const paired = pairTasks(a, b)
  const { pairs, onlyA, onlyB } = paired
  const fewest = pairs.length + Math.min(onlyA, onlyB)
  if (asked) return pairs.length > 0 ? paired : null
  return pairs.length >= LEAST_PAIRS && pairs.length >= PAIRED_SHARE * fewest ? paired : null
}

function sayPairs(
  paired: Paired | null,
  { attribute, asked }: { attribute: string; asked: boolean },
): string[] {
  if (paired === null)
    return asked ? [`No task called by ${attribute} ran on both sides; they are compared as wholes.`] : []
  const { pairs, onlyA, onlyB } = paired
  const alone =
    onlyA + onlyB === 0
      ? ''
      : ` Left out, for only one side ran them: ${formatPlural(onlyA, 'task')} of a, ${formatCount(onlyB)} of b.`
  const runs = pairs.some((pair: Pair) => pair.a.length > 1 || pair.b.length > 1)
    ? ' Several runs of a task on one side are averaged.'
    : ''
  return [`Paired by ${attribute}: ${formatPlural(pairs.length, 'task')} ran on both sides.${alone}${runs}`]
}

function sayStrata(a: Side, b: Side, { by, names, aloneA, aloneB }: Strata): string[] {
  if (a.traces === 0 || b.traces === 0) return []
  const split =
    by.length === 0 || names.length < 2
      ? []
      : [
          `Like is compared with like: ${formatPlural(names.length, 'stratum', 'strata')} by ${by.map((part) => (part === 'agent' ? 'agent' : 'model family')).join(' and ')}.`,
        ]
  const alone =
    aloneA + aloneB === 0
      ? []
      : [
          `Without a counterpart on the other side, and so in no ratio: ${formatPlural(aloneA, 'session')} of a, ${formatCount(aloneB)} of b.`,
        ]
  return [...split, ...alone]
}

function sayAnalysis(a: Side, b: Side): string[] {
  const unjudged = a.unjudged + b.unjudged
  const notes =
    unjudged === 0
      ? []
      : [`${formatPlural(unjudged, 'trace')} no analysis has looked at yet: they count in no category.`]
  const old = new Set(
    [a, b].flatMap((side) => [...side.verdicts].flatMap(([id, { older }]) => (older.size > 0 ? [id] : []))),
  )
  if (old.size > 0)
    notes.push(
      `Some traces were judged by older rules (${[...old].join(', ')}); those verdicts are not counted.`,
    )
  return notes
}

function sayClock(a: Side, b: Side): string[] {
  const [madeUp, total] = [a.synthetic + b.synthetic, a.traces + b.traces]
  if (madeUp === 0) return []
  return madeUp === total
    ? ['The times are made up (the sources carry an order and no clock): latency is left out.']
    : [`${formatPlural(madeUp, 'trace')} without a clock of their own are left out of latency.`]
}

function sayMoments(a: Side, b: Side): string[] {
  return areMoments(a, b)
    ? [
        'The sides ran on different days, one of them on fewer than three: latency then may be the load of that day, so no verdict is given on it.',
      ]
    : []
}

function sayPrices(a: Side, b: Side): string[] {
  const unpriced = [...(hasPrices(a) ? [] : ['a']), ...(hasPrices(b) ? [] : ['b'])]
  return unpriced.length === 0
    ? []
    : [
        `Every cost of ${unpriced.join(' and of ')} is 0 although tokens were used: the source knew no price, and cost is left out.`,
      ]
}

function saySharedSessions(a: Side, b: Side): string[] {
  const known = new Set(a.sessions.map(({ key }) => key))
  const shared = new Set(b.sessions.flatMap(({ key }) => (known.has(key) ? [key] : []))).size
  return shared === 0
    ? []
    : [
        `${formatPlural(shared, 'session')} with traces on both sides: on each side only its own traces count.`,
      ]
}
