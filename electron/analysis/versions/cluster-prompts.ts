import type { Unit } from './prompt-units.ts'
import { wordsOf } from './prompt-units.ts'

/** Prompts with at least this much of their recurring lines in common are forms of one. */
const LEAST_LINES = 0.5
/** ... or of their words: prompts of one sentence share no whole line. English prompts of other kinds share a third. */
const LEAST_WORDS = 0.6
/** Words that are compared. */
const FIRST_WORDS = 400
/** Beyond so many kinds of prompt a new one is only compared with these. */
const MOST_LEADERS = 200

interface Features {
  units: readonly Unit[]
  lines: ReadonlyMap<string, number>
  length: number
  words: ReadonlySet<string> | null
}

/**
 * Prompts that look like forms of one template, by position; each is compared with the first of each cluster. The order
 * of the prompts decides: it must not be that of their arrival.
 */
export function clusterPrompts(prompts: readonly (readonly Unit[])[]): number[][] {
  const holders = new Map<string, number>()
  for (const units of prompts)
    for (const text of new Set(units.map((unit) => unit.text)))
      holders.set(text, (holders.get(text) ?? 0) + 1)
  const clusters: { leader: Features; members: number[] }[] = []
  const leading: { leader: Features; members: number[] }[] = []
  for (const [index, units] of prompts.entries()) {
    const features = featuresOf(units, holders)
    const alike =
      mostLike(leading, LEAST_LINES, ({ leader }) => likeLines(features, leader)) ??
      mostLike(leading, LEAST_WORDS, ({ leader }) => likeWords(features, leader))
    if (alike !== null) {
      alike.members.push(index)
      continue
    }
    const cluster = { leader: features, members: [index] }
    clusters.push(cluster)
    if (leading.length < MOST_LEADERS) leading.push(cluster)
  }
  return clusters.map(({ members }) => members)
}

function mostLike<T>(items: readonly T[], least: number, likenessOf: (item: T) => number): T | null {
  let best: T | null = null
  let most = 0
  for (const item of items) {
    const likeness = likenessOf(item)
    if (likeness < least || likeness <= most) continue
    most = likeness
    best = item
  }
  return best
}

function featuresOf(units: readonly Unit[], holders: ReadonlyMap<string, number>): Features {
  const lines = new Map<string, number>()
  let length = 0
  for (const { text } of units) {
    if ((holders.get(text) ?? 0) < 2 || lines.has(text)) continue
    lines.set(text, text.length)
    length += text.length
  }
  return { units, lines, length, words: null }
}

/** Shared over all (Dice), recurring lines by their length. */
function likeLines(one: Features, other: Features): number {
  let shared = 0
  const [few, many] = one.lines.size < other.lines.size ? [one, other] : [other, one]
  for (const [text, length] of few.lines) if (many.lines.has(text)) shared += length
  return shared === 0 ? 0 : (2 * shared) / (one.length + other.length)
}

/** The same of the first words. */
function likeWords(one: Features, other: Features): number {
  const [a, b] = [wordsIn(one), wordsIn(other)]
  let shared = 0
  for (const word of a) if (b.has(word)) shared += 1
  return shared === 0 ? 0 : (2 * shared) / (a.size + b.size)
}

function wordsIn(features: Features): ReadonlySet<string> {
  if (features.words !== null) return features.words
  const words = new Set<string>()
  for (const { text } of features.units) {
    if (words.size >= FIRST_WORDS) break
    for (const word of wordsOf(text).words) words.add(word)
  }
  features.words = words
  return words
}
