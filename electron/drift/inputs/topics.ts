import { seededChance } from '../chance/seeded-chance.ts'
import { IDENTIFIER, NUMBER, termsOf } from './terms.ts'
import { BUCKETS, type Commonness, dot, type TextVector, vectorOf } from './text-vector.ts'

/** A group of like inputs: the direction they share, and the words that tell them from the others. */
export interface Topic {
  terms: string[]
  /** The strongest places of its centre, `[bucket, weight]`, of unit length. */
  centre: [bucket: number, weight: number][]
}

/** Topics, few enough to be read. Our choice; so are the next ones. */
const MOST_TOPICS = 12
const TEXTS_A_TOPIC = 50
const ROUNDS = 12
const KEPT_PLACES = 128
const NAMED_TERMS = 3
/** A term names a topic only where so many of its inputs hold it. */
const LEAST_SHARE = 0.15

/** Spherical k-means (Dhillon and Modha 2001), seeded as k-means++ (Arthur and Vassilvitskii 2007). */
export function findTopics(texts: readonly string[], commonness: Commonness, seed: number): Topic[] {
  const vectors = texts.map((text) => vectorOf(text, commonness))
  const count = Math.min(MOST_TOPICS, Math.max(2, Math.floor(texts.length / TEXTS_A_TOPIC)))
  let centres = seedCentres(vectors, count, seed)
  let topics = vectors.map((vector) => nearest(vector, centres).topic)
  for (let round = 0; round < ROUNDS; round++) {
    centres = centresOf(vectors, topics, centres)
    const next = vectors.map((vector) => nearest(vector, centres).topic)
    const isStill = next.every((topic, index) => topic === topics[index])
    topics = next
    if (isStill) break
  }
  const all = documentShares(texts)
  return centres.flatMap((centre, topic) => {
    const members = texts.filter((_, index) => topics[index] === topic)
    return members.length === 0 ? [] : [{ terms: namesOf(members, all), centre: strongest(centre) }]
  })
}

/** The topic an input is nearest to, and the cosine to its centre; -1 without a topic. */
export function nearest(
  vector: TextVector,
  centres: readonly Float32Array[],
): { topic: number; similarity: number } {
  let [topic, similarity] = [-1, Number.NEGATIVE_INFINITY]
  for (const [index, centre] of centres.entries()) {
    const cosine = dot(vector, centre)
    if (cosine > similarity) [topic, similarity] = [index, cosine]
  }
  return { topic, similarity }
}

/** Centres as dense vectors, for `nearest`. */
export function denseCentres(topics: readonly Topic[]): Float32Array[] {
  return topics.map(({ centre }) => {
    const dense = new Float32Array(BUCKETS)
    for (const [bucket, weight] of centre) dense[bucket] = weight
    return dense
  })
}

function seedCentres(vectors: readonly TextVector[], count: number, seed: number): Float32Array[] {
  const chance = seededChance(seed)
  const centres = [denseOf(vectors[chance.below(vectors.length)]!)]
  const distances = vectors.map((vector) => Math.max(0, 1 - dot(vector, centres[0]!)))
  while (centres.length < count) {
    let left = chance.unit() * distances.reduce((sum, distance) => sum + distance, 0)
    const at = distances.findIndex((distance) => (left -= distance) <= 0)
    const centre = denseOf(vectors[Math.max(0, at)]!)
    centres.push(centre)
    vectors.forEach((vector, index) => {
      distances[index] = Math.min(distances[index]!, Math.max(0, 1 - dot(vector, centre)))
    })
  }
  return centres
}

function centresOf(
  vectors: readonly TextVector[],
  topics: readonly number[],
  before: readonly Float32Array[],
): Float32Array[] {
  const sums = before.map(() => new Float32Array(BUCKETS))
  vectors.forEach(({ buckets, weights }, index) => {
    const sum = sums[topics[index]!]!
    buckets.forEach((bucket, place) => {
      sum[bucket]! += weights[place]!
    })
  })
  return sums.map((sum, topic) => {
    const length = Math.sqrt(sum.reduce((total, value) => total + value * value, 0))
    return length > 0 ? sum.map((value) => value / length) : before[topic]!
  })
}

function denseOf({ buckets, weights }: TextVector): Float32Array {
  const dense = new Float32Array(BUCKETS)
  buckets.forEach((bucket, index) => {
    dense[bucket] = weights[index]!
  })
  return dense
}

function strongest(centre: Float32Array): Topic['centre'] {
  const places = Array.from(centre.entries())
    .filter(([, weight]) => weight !== 0)
    .toSorted((a, b) => Math.abs(b[1]) - Math.abs(a[1]))
    .slice(0, KEPT_PLACES)
  const length = Math.sqrt(places.reduce((sum, [, weight]) => sum + weight * weight, 0))
  return places.map(([bucket, weight]) => [bucket, Number((weight / length).toPrecision(4))])
}

/** Share of the texts that hold each term. */
export function documentShares(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const text of texts) {
    for (const term of termsOf(text).keys()) counts.set(term, (counts.get(term) ?? 0) + 1)
  }
  return new Map(Array.from(counts, ([term, count]) => [term, count / Math.max(1, texts.length)]))
}

/** Words of three letters and more that are commoner in a topic than elsewhere, those that tell most first. */
function namesOf(members: readonly string[], all: ReadonlyMap<string, number>): string[] {
  return Array.from(documentShares(members))
    .filter(([term, share]) => share >= LEAST_SHARE && isWord(term))
    .map(([term, share]) => ({
      term,
      tells: fullness(term) * share * Math.log(share / (all.get(term) ?? share)),
    }))
    .filter(({ tells }) => tells > 0)
    .toSorted((a, b) => b.tells - a.tells || (a.term < b.term ? -1 : 1))
    .slice(0, NAMED_TERMS)
    .map(({ term }) => term)
}

/** Letters of a word from which on it counts in full: the words that only join others are short in most languages. */
const FULL_WORD = 6
const JOINED_LETTERS = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]+$/u

/** How far a term is likely to name a thing: short words of alphabets less, whatever the language. Our choice. */
export function fullness(term: string): number {
  return JOINED_LETTERS.test(term) ? Math.min(1, (term.length / FULL_WORD) ** 2) : 1
}

/** Two letters name nothing in scripts with spaces; a pair of characters does in the others. */
export function isWord(term: string): boolean {
  return term !== NUMBER && term !== IDENTIFIER && (term.length > 2 || /[^\p{Script=Latin}]/u.test(term))
}
