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
  lines: ReadonlyMap<string, number>
  length: number
  words: ReadonlySet<string>
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
  for (const [index, units] of prompts.entries()) {
    const features = featuresOf(units, holders)
    let best: { members: number[] } | null = null
    let most = 0
    for (const cluster of clusters) {
      const likeness = likenessOf(features, cluster.leader)
      if (likeness > most) {
        most = likeness
        best = cluster
      }
    }
    if (best !== null && most >= 1) best.members.push(index)
    else if (clusters.length < MOST_LEADERS) clusters.push({ leader: features, members: [index] })
    else clusters.push({ leader: NOTHING, members: [index] })
  }
  return clusters.map(({ members }) => members)
}

const NOTHING: Features = { lines: new Map(), length: 0, words: new Set() }

function featuresOf(units: readonly Unit[], holders: ReadonlyMap<string, number>): Features {
  const lines = new Map<string, number>()
  let length = 0
  const words = new Set<string>()
  for (const { text } of units) {
    if (words.size < FIRST_WORDS) for (const word of wordsOf(text).words) words.add(word)
    if ((holders.get(text) ?? 0) < 2 || lines.has(text)) continue
    lines.set(text, text.length)
    length += text.length
  }
  return { lines, length, words }
}

/** 1 is just alike enough. */
function likenessOf(one: Features, other: Features): number {
  let shared = 0
  const [few, many] = one.lines.size < other.lines.size ? [one, other] : [other, one]
  for (const [text, length] of few.lines) if (many.lines.has(text)) shared += length
  const lines = one.length + other.length === 0 ? 0 : (2 * shared) / (one.length + other.length)
  if (lines >= LEAST_LINES) return lines / LEAST_LINES
  const sizes = one.words.size + other.words.size
  const words = sizes === 0 ? 0 : (2 * countShared(one.words, other.words)) / sizes
  return Math.max(lines / LEAST_LINES, words / LEAST_WORDS)
}

function countShared(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let count = 0
  for (const word of one) if (other.has(word)) count += 1
  return count
}
