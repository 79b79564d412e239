import { counted } from '../wording.ts'
import type { InputReference } from './input-reference.ts'
import { permutationMmd, type PlacedVector } from './permutation-mmd.ts'
import { vectorOf } from './text-vector.ts'
import { denseCentres, documentShares, fullness, isWord, nearest } from './topics.ts'

/** What somebody asked, and when. */
export interface InputText {
  text: string
  /** What is drawn as a whole; of a watched input its day. */
  block: string
  /** Weekday or weekend; 0 where that does not matter. */
  stratum: number
}

export interface ShareChange {
  terms: string[]
  before: number
  after: number
}

export interface InputChange {
  verdict: 'tested'
  p: number
  mmd: number
  texts: [before: number, after: number]
  /** Topics whose share changed clearly, most first. */
  topics: ShareChange[]
  /** Inputs unlike any of the baseline's. */
  unlike: ShareChange | null
  /** Single words, for changes that no topic explains. */
  words: ShareChange[]
}

export interface TooFewInputs {
  verdict: 'not_enough'
  texts: [before: number, after: number]
  sentence: string
}

/** Fewer inputs on a side decide nothing (docs/DRIFT.md, section 4). */
export const LEAST_TEXTS = 300
/** Fewer blocks on a side cannot be permuted often enough: of 14 and 4 there are 3,060 splits. */
const LEAST_BLOCKS = [14, 4] as const
/** A share that is told moved by this much, and by more standard errors than chance gives a dozen topics. Our choice. */
const LEAST_CHANGE = 0.03
const LEAST_Z = 3
const TOLD_WORDS = 4

/** Texts that are held against several others, their vectors made once. */
export interface PlacedInputs {
  texts: readonly InputText[]
  placed: readonly PlacedVector[]
}

export function placeInputs(texts: readonly InputText[], { commonness }: InputReference): PlacedInputs {
  return {
    texts,
    placed: texts.map(({ text, block, stratum }) => ({ vector: vectorOf(text, commonness), block, stratum })),
  }
}

/** What may hold is explained; anything less likely is not worth the reading. */
const EXPLAINED_BELOW = 0.05

/**
 * Whether inputs changed: the permutation MMD decides, topics and words explain. `before` must not be the texts the
 * reference was learned from. Cost: some 20 ms for a thousand inputs a side.
 */
export function compareInputs(
  before: PlacedInputs,
  after: PlacedInputs,
  reference: InputReference,
  { seed, least = LEAST_TEXTS }: { seed: number; least?: number },
): InputChange | TooFewInputs {
  const texts: [number, number] = [before.texts.length, after.texts.length]
  const few = tooFew(before.texts, after.texts, least)
  if (few !== null) return { verdict: 'not_enough', texts, sentence: few }
  const { mmd, p } = permutationMmd(before.placed, after.placed, { seed })
  const result = { verdict: 'tested' as const, p, mmd, texts }
  if (p > EXPLAINED_BELOW) return { ...result, topics: [], unlike: null, words: [] }
  return {
    ...result,
    ...explain(before.placed, after.placed, reference),
    words: changedWords(before.texts, after.texts),
  }
}

function tooFew(before: readonly InputText[], after: readonly InputText[], least: number): string | null {
  if (before.length < least || after.length < least) {
    const missing = Math.max(least - before.length, least - after.length)
    return `Too few inputs to say whether they changed: ${counted(before.length, 'input')} before and ${after.length} after, at least ${least} are needed on each side (${missing} more).`
  }
  const blocks = [before, after].map((side) => new Set(side.map(({ block }) => block)).size)
  if (blocks.some((count, side) => count < LEAST_BLOCKS[side as 0 | 1]))
    return `Too few days to say whether inputs changed: ${blocks[0]} before and ${blocks[1]} after, at least ${LEAST_BLOCKS[0]} and ${LEAST_BLOCKS[1]} are needed.`
  return null
}

function explain(
  before: readonly PlacedVector[],
  after: readonly PlacedVector[],
  { topics, familiar }: InputReference,
): Pick<InputChange, 'topics' | 'unlike'> {
  const centres = denseCentres(topics)
  const [a, b] = [before, after].map((side) => side.map(({ vector }) => nearest(vector, centres)))
  const change = (terms: string[], is: (found: ReturnType<typeof nearest>) => boolean): ShareChange => ({
    terms,
    before: a!.filter(is).length / a!.length,
    after: b!.filter(is).length / b!.length,
  })
  const clear = (each: ShareChange) => isClear(each, a!.length, b!.length)
  const unlike = change([], ({ similarity }) => similarity < familiar)
  return {
    topics: topics
      .map(({ terms }, topic) =>
        change(terms, (found) => found.topic === topic && found.similarity >= familiar),
      )
      .filter((each) => each.terms.length > 0 && clear(each))
      .toSorted(byChange),
    unlike: unlike.after > unlike.before && clear(unlike) ? unlike : null,
  }
}

function changedWords(before: readonly InputText[], after: readonly InputText[]): ShareChange[] {
  const [a, b] = [before, after].map((side) => documentShares(side.map(({ text }) => text)))
  return [...new Set([...a!.keys(), ...b!.keys()])]
    .filter(isWord)
    .map((term) => ({ terms: [term], before: a!.get(term) ?? 0, after: b!.get(term) ?? 0 }))
    .filter((each) => isClear(each, before.length, after.length))
    .toSorted((one, other) => tells(other) - tells(one))
    .slice(0, TOLD_WORDS)
}

function tells({ terms, before, after }: ShareChange): number {
  return fullness(terms[0]!) * Math.abs(after - before)
}

function isClear({ before, after }: ShareChange, m: number, n: number): boolean {
  const pooled = (before * m + after * n) / (m + n)
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / m + 1 / n))
  return Math.abs(after - before) >= Math.max(LEAST_CHANGE, LEAST_Z * error)
}

function byChange(one: ShareChange, other: ShareChange): number {
  return Math.abs(other.after - other.before) - Math.abs(one.after - one.before)
}
