import { z } from 'zod'

export const NAMED_PARTS = [
  'agent',
  'environment',
  'import',
  'name',
  'provider',
  'user',
  'model',
  'exact_model',
  'prompt',
] as const

/**
 * What traffic can be split by. `agent` is the root span's name where no agent is named, `model` the family of the model
 * asked for, `attribute:<key>` any attribute of the root span.
 */
export type SegmentPart = (typeof NAMED_PARTS)[number] | `attribute:${string}`

/** Parts that name a version: a new value of one is a change of the known segment, not new traffic. */
const VERSION_PARTS: ReadonlySet<SegmentPart> = new Set<SegmentPart>(['model', 'exact_model', 'prompt'])

const ATTRIBUTE = 'attribute:'
/** A segment of more parts would split traffic into crumbs. */
export const MOST_PARTS = 4

const partSchema = z.union(
  [z.enum(NAMED_PARTS), z.templateLiteral([ATTRIBUTE, z.string().min(1).max(200)])],
  {
    error: `It is none of ${NAMED_PARTS.join(', ')} or attribute:KEY.`,
  },
)

/** Parts of a segment's name, each once; none of them is all traffic together. */
export const segmenterSchema = z.array(partSchema).max(MOST_PARTS)
export type Segmenter = SegmentPart[]

export const DEFAULT_SEGMENTER: Segmenter = ['agent', 'model']

export function isVersionPart(part: SegmentPart): boolean {
  return VERSION_PARTS.has(part)
}

/** The key of the root span's attribute that a part reads, null where it reads none. */
export function attributeOf(part: SegmentPart): string | null {
  return part.startsWith(ATTRIBUTE) ? part.slice(ATTRIBUTE.length) : null
}
