import { hashText } from '../chance/seeded-chance.ts'
import { termsOf } from './terms.ts'

/**
 * Places terms are hashed to. Inputs of a product use some ten thousand words, few of them often: two of a thousand
 * frequent ones meet in about thirty places, and their signs keep that from adding up.
 */
export const BUCKETS = 2 ** 14
const SIGN = 2 ** 31

/** An input as sparse TF-IDF of unit length; empty where it has no term of weight. */
export interface TextVector {
  buckets: Uint16Array
  weights: Float32Array
}

/** How common terms are in the inputs that were learned from: documents, and documents by bucket. */
export interface Commonness {
  texts: number
  documents: Uint16Array
}

/** Terms rarer than this share weigh no more than those at it: names and typing errors would drown the rest. Our choice. */
const RAREST = 1 / 200
/** What everybody writes weighs a little all the same, so that it is seen to go. Our choice. */
const LEAST_WEIGHT = 0.1

/** Learns how common terms are. At most 65,535 texts. */
export function learnCommonness(texts: readonly string[]): Commonness {
  const documents = new Uint16Array(BUCKETS)
  for (const text of texts) {
    const seen = new Set(Array.from(termsOf(text).keys(), (term) => bucketOf(hashText(term))))
    for (const bucket of seen) documents[bucket]! += 1
  }
  return { texts: texts.length, documents }
}

/**
 * Hashed TF-IDF (Weinberger et al. 2009, arXiv 0902.2206, signed): (1 + ln tf) x ln((1 + N) / (1 + df)), of unit length.
 */
export function vectorOf(text: string, { texts, documents }: Commonness): TextVector {
  const sums = new Map<number, number>()
  const least = texts * RAREST
  for (const [term, count] of termsOf(text)) {
    const hash = hashText(term)
    const bucket = bucketOf(hash)
    const rarity = Math.log((1 + texts) / (1 + Math.max(least, documents[bucket]!)))
    const weight = (1 + Math.log(count)) * (Math.max(0, rarity) + LEAST_WEIGHT)
    sums.set(bucket, (sums.get(bucket) ?? 0) + (hash >= SIGN ? -weight : weight))
  }
  const length = Math.sqrt([...sums.values()].reduce((sum, weight) => sum + weight * weight, 0))
  const known = length > 0 ? [...sums].filter(([, weight]) => weight !== 0) : []
  return {
    buckets: Uint16Array.from(known, ([bucket]) => bucket),
    weights: Float32Array.from(known, ([, weight]) => weight / length),
  }
}

/** The hash's place; its highest bit is the sign. */
function bucketOf(hash: number): number {
  return hash % BUCKETS
}

/** Scalar product with a dense vector. */
export function dot({ buckets, weights }: TextVector, dense: Float64Array | Float32Array): number {
  let sum = 0
  for (let index = 0; index < buckets.length; index++) sum += dense[buckets[index]!]! * weights[index]!
  return sum
}
