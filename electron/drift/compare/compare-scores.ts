import type { Refusal } from './compare-categories.ts'
import type { Ruler } from './compared-trace.ts'
import { bootstrapMean } from './bootstrap.ts'
import { stratifiedTest, type TestResult } from './exact-test.ts'
import { differenceOfMeans, momentsOf } from './means.ts'
import { adjustHolm } from './multiplicity.ts'
import { pairedMeans, type Pair } from './pairs.ts'
import { dealingTest, signFlipTest } from './permutation.ts'
import type { RuledScores, Side } from './side.ts'
import type { Strata } from './strata.ts'
import type { Count } from './stratum.ts'
import { judgeMeans, notableMean, type Verdict } from './verdict.ts'
import { nameRulers } from './words.ts'

export interface ComparedScore extends Ruler {
  name: string
  /** Sessions with a value; tasks with one on both sides where the sides are paired. */
  a: { n: number; mean: number | null }
  b: { n: number; mean: number | null }
  pairs: number | null
  difference: number | null
  low: number | null
  high: number | null
  p: number
  adjustedP: number
  verdict: Verdict
}

interface Sides {
  a: Side
  b: Side
  strata: Strata
  pairs: readonly Pair[] | null
}

type Draft = Omit<ComparedScore, 'adjustedP' | 'verdict' | keyof Ruler> &
  TestResult & { ruler: Ruler; notable: number }

/**
 * Scores of one name and one ruler (rubric, its version, judge) on both sides. Where the sides were scored by different
 * rulers, or a ruler only scored a part of a side, the score is refused: it would compare rulers, not behaviour.
 */
export function compareScores(sides: Sides): { scores: ComparedScore[]; refused: Refusal[] } {
  const refused: Refusal[] = []
  const drafts: Draft[] = []
  const names = new Set([...sides.a.scores, ...sides.b.scores].map(({ name }) => name))
  for (const name of names) {
    const a = sides.a.scores.filter((scores) => scores.name === name)
    const b = sides.b.scores.filter((scores) => scores.name === name)
    const why = refusalOf(a, b)
    if (why !== null) refused.push({ name, why })
    else {
      for (const one of a) {
        const other = b.find(({ ruler }) => isSame(ruler, one.ruler))
        if (other)
          drafts.push(sides.pairs === null ? unpaired(one, other, sides) : paired(one, other, sides.pairs))
      }
    }
  }
  for (const name of new Set([...sides.a.labelsOnly, ...sides.b.labelsOnly]))
    if (!names.has(name))
      refused.push({ name, why: 'It has labels and no numbers; means of labels do not exist.' })
  const adjusted = adjustHolm(drafts)
  const scores = drafts.map((draft, index) => finish(draft, adjusted[index] ?? 1))
  return { scores: scores.toSorted((one, other) => (one.name < other.name ? -1 : 1)), refused }
}

function finish(draft: Draft, adjustedP: number): ComparedScore {
  const { ruler, notable, leastP: _leastP, ...row } = draft
  const { difference, low, high, a, b } = row
  const verdict =
    difference === null || low === null || high === null
      ? 'not enough data'
      : judgeMeans(adjustedP, difference, { low, high }, notable, Math.min(a.n, b.n))
  return { ...row, ...ruler, adjustedP, verdict }
}

function refusalOf(a: readonly RuledScores[], b: readonly RuledScores[]): string | null {
  const [rulersA, rulersB] = [a.map(({ ruler }) => ruler), b.map(({ ruler }) => ruler)]
  if (a.length === 0) return `Only b has it: scored by ${nameRulers(rulersB)}.`
  if (b.length === 0) return `Only a has it: scored by ${nameRulers(rulersA)}.`
  const isAlike = a.length === b.length && rulersA.every((one) => rulersB.some((other) => isSame(one, other)))
  if (!isAlike)
    return `The sides were scored by different rulers: a by ${nameRulers(rulersA)}, b by ${nameRulers(rulersB)}. A difference could be that of the rulers.`
  if (!isWhole(a) || !isWhole(b))
    return `Different parts of a side were scored by different rulers: ${nameRulers(rulersA)}. They are not pooled; narrow both sides down to one of them.`
  return null
}

function isSame(one: Ruler, other: Ruler): boolean {
  return (
    one.evaluatorKind === other.evaluatorKind &&
    one.judge === other.judge &&
    one.rubric === other.rubric &&
    one.rubricVersion === other.rubricVersion
  )
}

/** Whether every ruler scored every session that any did: then each can be compared by itself. */
function isWhole(scores: readonly RuledScores[]): boolean {
  const scored = new Set(scores.flatMap(({ sums }) => [...sums.keys()]))
  return scores.every(({ sums }) => sums.size === scored.size)
}

function meanIn({ sums }: RuledScores): (session: number) => number | null {
  return (session) => {
    const entry = sums.get(session)
    return entry ? entry.sum / entry.n : null
  }
}

function paired(one: RuledScores, other: RuledScores, pairs: readonly Pair[]): Draft {
  const values = pairedMeans(pairs, meanIn(one), meanIn(other))
  const a = momentsOf(values.map(([value]) => value))
  const b = momentsOf(values.map(([, value]) => value))
  const differences = values.map(([before, after]) => after - before)
  const { low, high } = bootstrapMean(differences)
  return {
    name: one.name,
    ruler: one.ruler,
    a: { n: a.n, mean: a.n > 0 ? a.mean : null },
    b: { n: b.n, mean: b.n > 0 ? b.mean : null },
    pairs: values.length,
    difference: a.n > 0 ? momentsOf(differences).mean : null,
    low: a.n > 0 ? low : null,
    high: a.n > 0 ? high : null,
    ...signFlipTest(differences),
    notable: notableOf(values.flat(), a.variance, b.variance),
  }
}

/** Up to so many values the deals themselves are drawn: a t-test of few, skewed values finds too much. */
const FEW_VALUES = 200

function unpaired(one: RuledScores, other: RuledScores, { strata }: Sides): Draft {
  const [valuesA, valuesB] = [meansOf(one), meansOf(other)]
  const [a, b] = [momentsOf([...valuesA.values()]), momentsOf([...valuesB.values()])]
  const [inA, inB] = [byStratum(valuesA, strata.a), byStratum(valuesB, strata.b)]
  const groups = strata.names.map((_, stratum) => ({
    a: inA.get(stratum) ?? [],
    b: inB.get(stratum) ?? [],
  }))
  const told = differenceOfMeans(groups.map((group) => ({ a: momentsOf(group.a), b: momentsOf(group.b) })))
  return {
    name: one.name,
    ruler: one.ruler,
    a: { n: a.n, mean: a.n > 0 ? a.mean : null },
    b: { n: b.n, mean: b.n > 0 ? b.mean : null },
    pairs: null,
    difference: told?.value ?? null,
    low: told?.low ?? null,
    high: told?.high ?? null,
    ...testOf(groups, told),
    notable: notableOf([...valuesA.values(), ...valuesB.values()], a.variance, b.variance),
  }
}

/** Exact where all values are 0 or 1, dealt out where they are few, else Welch's. */
function testOf(groups: readonly { a: number[]; b: number[] }[], told: TestResult | null): TestResult {
  const all = groups.flatMap(({ a, b }) => [...a, ...b])
  if (all.every((value) => value === 0 || value === 1)) {
    return stratifiedTest(groups.map(({ a, b }) => ({ a: countOnes(a), b: countOnes(b) })))
  }
  const filled = groups.filter(({ a, b }) => a.length > 0 && b.length > 0)
  const [only] = filled
  if (filled.length === 1 && only && all.length <= FEW_VALUES)
    return dealingTest(only.a, only.b, (a, b) => momentsOf(b).mean - momentsOf(a).mean)
  return told ? { p: told.p, leastP: told.leastP } : { p: 1, leastP: 1 }
}

function countOnes(values: readonly number[]): Count {
  return { n: values.length, k: values.filter((value) => value === 1).length }
}

function meansOf({ sums }: RuledScores): Map<number, number> {
  return new Map(Array.from(sums, ([session, { sum, n }]) => [session, sum / n]))
}

function byStratum(values: ReadonlyMap<number, number>, strata: Int32Array): Map<number, number[]> {
  const groups = new Map<number, number[]>()
  for (const [session, value] of values) {
    const stratum = strata[session] ?? 0
    const group = groups.get(stratum)
    if (group) group.push(value)
    else groups.set(stratum, [value])
  }
  return groups
}

function notableOf(values: readonly number[], one: number, other: number): number {
  const isUnitScale = values.every((value) => value >= 0 && value <= 1)
  return notableMean(Math.sqrt(((one || 0) + (other || 0)) / 2), isUnitScale)
}
