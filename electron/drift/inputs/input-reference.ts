import { z } from 'zod'
import { BUCKETS, type Commonness, learnCommonness, vectorOf } from './text-vector.ts'
import { denseCentres, findTopics, nearest, type Topic } from './topics.ts'

/** What is frozen with a baseline: how common terms were, the topics, and how near to one of them inputs lay. */
export interface InputReference {
  commonness: Commonness
  topics: Topic[]
  /** Inputs farther from every topic than this (cosine) are unlike the baseline's. */
  familiar: number
  /** The seed of everything that is drawn. */
  seed: number
}

/** One in fifty of the baseline's own inputs counts as unlike it. Our choice. */
const UNLIKE = 0.02

/**
 * Learns a reference. The texts must be others than those that are tested later: a sample that the weights were fitted to
 * differs from every new one, also where nothing changed.
 */
export function learnReference(texts: readonly string[], seed: number): InputReference {
  const commonness = learnCommonness(texts)
  const topics = findTopics(texts, commonness, seed)
  const centres = denseCentres(topics)
  const similarities = texts
    .map((text) => nearest(vectorOf(text, commonness), centres).similarity)
    .toSorted((a, b) => a - b)
  return { commonness, topics, familiar: similarities[Math.floor(UNLIKE * texts.length)] ?? 0, seed }
}

const recordSchema = z.object({
  buckets: z.literal(BUCKETS),
  texts: z.number().int(),
  /** `[bucket, documents]` of those that are not 0. */
  documents: z.array(z.tuple([z.number().int(), z.number().int()])),
  topics: z.array(
    z.object({ terms: z.array(z.string()), centre: z.array(z.tuple([z.number().int(), z.number()])) }),
  ),
  familiar: z.number(),
  seed: z.number().int(),
})

/** The text to store. */
export function writeReference({ commonness, topics, familiar, seed }: InputReference): string {
  const documents = Array.from(commonness.documents.entries()).filter(([, count]) => count > 0)
  const record: z.infer<typeof recordSchema> = {
    buckets: BUCKETS,
    texts: commonness.texts,
    documents,
    topics,
    familiar,
    seed,
  }
  return JSON.stringify(record)
}

/** A frozen reference from its stored text; null where it was written in another way and has to be learned again. */
export function readReference(text: string): InputReference | null {
  const parsed = recordSchema.safeParse(JSON.parse(text))
  if (!parsed.success) return null
  const { texts, documents, topics, familiar, seed } = parsed.data
  const counts = new Uint16Array(BUCKETS)
  for (const [bucket, count] of documents) counts[bucket] = count
  return { commonness: { texts, documents: counts }, topics, familiar, seed }
}
