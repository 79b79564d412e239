import { type Alignment, gapOf, type Sequence } from './align.ts'
import {
  countsAt,
  type Course,
  lifeOf,
  isIntroduced,
  isSuccession,
  type Moments,
  momentsOf,
} from './course.ts'
import { wordsOf } from './prompt-units.ts'

/** A prompt as a sequence, with when it was seen. */
export interface Member {
  sequence: Sequence
  course: Course
  traces: number
}

export interface SplitRules {
  /** The text of a unit; null for words, which never make two templates by themselves. */
  textOf: ((id: number) => string) | null
  /** Units that were found to be values of a variable; added to. */
  values: Set<number>
}

/** What recurs in fewer traces of a cluster is a value, not something an author wrote. */
const RECURRING_SHARE = 0.01
const LEAST_RECURRING = 2
/** One value of a slot that has more others is filled in by the program: a customer's name, a question ... */
const MANY_OTHERS = 12
/** ... and so is one that lasts a day or two beside more than few others: a motto of the day, the user of a session. */
const FEW_OTHERS = 4
const SHORT_LIFE_DAYS = 1.5
/** More changes of one slot, one after the other, are no author's: news, menus, what an agent remembers. */
const MOST_CHANGES = 30
/** One content in so many traces is the template's own; the rest are strays with a template of theirs. */
const DOMINANT_SHARE = 0.9
const LEAST_DOMINATED = 10
/** Alternatives that cover nearly all are templates of their own, if they are long ... */
const MOST_ALTERNATIVES = 4
const COVERED_SHARE = 0.95
const LEAST_ALTERNATIVE_SHARE = 0.05
const LONG_ALTERNATIVE = 200
/** ... or if they are two with hardly a word in common: else it is one sentence with a value in it. */
const LIKE_SENTENCES = 0.6
/** Without a clock nothing shows what varies: few contents that recur are taken for versions. */
const MOST_WITHOUT_CLOCK = 3
const LEAST_WITHOUT_CLOCK = 3
/** Fewer traces of the rarer of two contents do not show that both come and go. */
const LEAST_VARYING = 3

interface Slot {
  members: readonly Member[]
  moments: Moments
  total: number
  /** What each member has in it, as a text. */
  contents: readonly string[]
  /** Members by a unit of their content that recurs. */
  having: ReadonlyMap<number, ReadonlySet<number>>
}

/**
 * Divides prompts of which some were written differently from the others: positions of the members on each side; null
 * where whatever differs between them is filled in. The same for the same prompts in any order of arrival.
 */
export function findSplit(
  members: readonly Member[],
  { anchors, places }: Alignment,
  rules: SplitRules,
): number[][] | null {
  const total = members.reduce((sum, { traces }) => sum + traces, 0)
  const moments = momentsOf(members.map(({ course }) => course))
  const slots: Slot[] = []
  for (let gap = 0; gap <= anchors.length; gap++) {
    const contents = members.map(({ sequence }, index) => gapOf(sequence, places[index]!, gap))
    const keys = contents.map((content) => content.join())
    if (keys.every((key) => key === keys[0])) continue
    slots.push({ members, moments, total, contents: keys, having: recurringIn(contents, members, total) })
  }
  const ways =
    moments.at.length < 2
      ? [byDominance, byContent, byDoubt]
      : [bySuccession, byDominance, byIntroduction, byAlternatives, byDoubt]
  for (const way of ways) {
    const found = slots.map((slot) => way(slot, rules)).filter((side) => side !== null)
    const best = found.toSorted((a, b) => evenness(b, members) - evenness(a, members))[0]
    if (best !== undefined) return partition(best, members.length)
  }
  return null
}

type Side = ReadonlySet<number>

function recurringIn(
  contents: readonly Sequence[],
  members: readonly Member[],
  total: number,
): Map<number, Set<number>> {
  const having = new Map<number, Set<number>>()
  for (const [index, content] of contents.entries()) {
    for (const id of content) {
      const known = having.get(id)
      if (known === undefined) having.set(id, new Set([index]))
      else known.add(index)
    }
  }
  const least = Math.max(LEAST_RECURRING, RECURRING_SHARE * total)
  for (const [id, side] of having) if (tracesOf(side, members) < least) having.delete(id)
  return having
}

/** A unit that came up or went at some moment, for good or for a while. */
function bySuccession({ members, contents, moments, having }: Slot, { values }: SplitRules): Side | null {
  const found: { id: number; side: Side; life: number; course: string }[] = []
  for (const [id, side] of having) {
    if (side.size === members.length || values.has(id)) continue
    const counts = countsAt(moments, coursesOf(side, members))
    if (!isSuccession(moments, counts)) continue
    const inside = varietyOf(contents, members, (index) => side.has(index))
    const others = varietyOf(contents, members, (index) => !side.has(index))
    const life = lifeOf(moments, counts)
    const isShort = life <= SHORT_LIFE_DAYS * inside
    // Where its own prompts differ in the slot as much, something is filled in beside what changed.
    const isBeside = inside > 1 && inside >= Math.min(others, tracesOf(side, members)) / 2
    if (!isBeside && (others > MANY_OTHERS || (others > FEW_OTHERS && isShort))) values.add(id)
    else found.push({ id, side, life, course: counts.join() })
  }
  const changes = [...new Map(found.map(({ course, life }) => [course, life])).values()].toSorted(
    (a, b) => a - b,
  )
  const middle = changes[changes.length >> 1] ?? 0
  if (changes.length > MOST_CHANGES || (changes.length > FEW_OTHERS && middle <= SHORT_LIFE_DAYS)) {
    for (const { id } of found) values.add(id)
    return null
  }
  return mostEven(
    found.map(({ side }) => side),
    members,
  )
}

/** How many different contents some members have in a slot, rare ones counting less (inverse Simpson index). */
function varietyOf(
  contents: readonly string[],
  members: readonly Member[],
  isMeant: (index: number) => boolean,
): number {
  const sums = new Map<string, number>()
  let total = 0
  for (const [index, content] of contents.entries()) {
    if (!isMeant(index)) continue
    const { traces } = members[index]!
    sums.set(content, (sums.get(content) ?? 0) + traces)
    total += traces
  }
  let squares = 0
  for (const sum of sums.values()) squares += (sum / total) ** 2
  return squares === 0 ? 0 : 1 / squares
}

/** A content that nearly all have: the others are strays, and must not make it a variable. */
function byDominance({ contents, members, total }: Slot): Side | null {
  if (total < LEAST_DOMINATED) return null
  const [top] = byContents(contents, members)
  return top !== undefined && top.traces >= DOMINANT_SHARE * total ? top.side : null
}

/** One of exactly two contents that came up late, or went early, beside the other. */
function byIntroduction({ contents, members, moments, total }: Slot): Side | null {
  const [top, second, ...others] = byContents(contents, members)
  if (top === undefined || second === undefined) return null
  if (others.reduce((sum, { traces }) => sum + traces, 0) > (1 - COVERED_SHARE) * total) return null
  const isNew = [top, second].some(({ side }) =>
    isIntroduced(moments, countsAt(moments, coursesOf(side, members))),
  )
  return isNew ? second.side : null
}

/** Passages of which nearly every prompt has exactly one: different templates used side by side. */
function byAlternatives({ members, total, having }: Slot, { textOf, values }: SplitRules): Side | null {
  if (textOf === null) return null
  const bundles = new Map<string, { side: Side; text: string; traces: number }>()
  for (const [id, side] of having) {
    const traces = tracesOf(side, members)
    if (values.has(id) || traces < LEAST_ALTERNATIVE_SHARE * total || side.size === members.length) continue
    const key = [...side].toSorted((a, b) => a - b).join()
    const bundle = bundles.get(key) ?? { side, text: '', traces }
    bundle.text += `${textOf(id)}\n`
    bundles.set(key, bundle)
  }
  const chosen: { side: Side; text: string }[] = []
  let covered = 0
  for (const { side, text, traces } of [...bundles.values()].toSorted((a, b) => b.traces - a.traces)) {
    if (chosen.length === MOST_ALTERNATIVES) break
    if (chosen.some((other) => [...side].some((index) => other.side.has(index)))) continue
    chosen.push({ side, text })
    covered += traces
  }
  const [first, second, ...others] = chosen
  if (first === undefined || second === undefined || covered < COVERED_SHARE * total) return null
  const areLong = chosen.every(({ text }) => text.length >= LONG_ALTERNATIVE)
  const areOther = others.length === 0 && !isLike(first.text, second.text)
  return areLong || areOther ? first.side : null
}

/** Whether two texts have most of their words in common. */
function isLike(one: string, other: string): boolean {
  const [a, b] = [new Set(wordsOf(one).words), new Set(wordsOf(other).words)]
  let shared = 0
  for (const word of a) if (b.has(word)) shared += 1
  return 2 * shared >= LIKE_SENTENCES * (a.size + b.size)
}

/** One of few contents that all recur; only where there is no clock. */
function byContent({ contents, members }: Slot): Side | null {
  const found = byContents(contents, members)
  return found.length <= MOST_WITHOUT_CLOCK && found.every(({ traces }) => traces >= LEAST_WITHOUT_CLOCK)
    ? found[0]!.side
    : null
}

/** One of two contents, where one is too rare to say that they vary: nothing is masked that was not seen to. */
function byDoubt({ contents, members }: Slot): Side | null {
  const [top, second, third] = byContents(contents, members)
  const isRare = second !== undefined && third === undefined && second.traces < LEAST_VARYING
  return isRare ? top!.side : null
}

/** The different contents of a slot, those with the most traces first. */
function byContents(
  contents: readonly string[],
  members: readonly Member[],
): { side: Side; traces: number }[] {
  const sides = new Map<string, Set<number>>()
  for (const [index, content] of contents.entries()) {
    const side = sides.get(content)
    if (side === undefined) sides.set(content, new Set([index]))
    else side.add(index)
  }
  return [...sides.values()]
    .map((side) => ({ side, traces: tracesOf(side, members) }))
    .toSorted((a, b) => b.traces - a.traces)
}

function mostEven(sides: readonly Side[], members: readonly Member[]): Side | null {
  return sides.toSorted((a, b) => evenness(b, members) - evenness(a, members))[0] ?? null
}

/** Traces of the smaller side. */
function evenness(side: Side, members: readonly Member[]): number {
  const inside = tracesOf(side, members)
  return Math.min(inside, members.reduce((sum, { traces }) => sum + traces, 0) - inside)
}

function partition(side: Side, size: number): number[][] {
  const inside: number[] = []
  const outside: number[] = []
  for (let index = 0; index < size; index++) (side.has(index) ? inside : outside).push(index)
  return [inside, outside]
}

function tracesOf(side: Side, members: readonly Member[]): number {
  let traces = 0
  for (const index of side) traces += members[index]!.traces
  return traces
}

function* coursesOf(side: Side, members: readonly Member[]): Generator<Course> {
  for (const index of side) yield members[index]!.course
}
