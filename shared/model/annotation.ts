import { z } from 'zod'

const id = z.string().min(1).max(2000)

/** What people write down is about a trace, a span, a shift or a failure category. */
export const annotationTargetSchema = z.discriminatedUnion('on', [
  z.object({ on: z.literal('trace'), traceId: id }),
  z.object({ on: z.literal('span'), traceId: id, spanId: id }),
  z.object({ on: z.literal('shift'), shift: id }),
  z.object({ on: z.literal('category'), category: id }),
])
export type AnnotationTarget = z.infer<typeof annotationTargetSchema>

/** A label is one line: it stands in filters, tables and files. */
export const labelSchema = z
  .string()
  .trim()
  .min(1, 'A label is needed.')
  .max(60, 'A label has at most 60 characters.')
  .regex(/^[^\p{Cc}\u2028\u2029]*$/u, 'A label is one line of text.')
  .refine(
    (label) => !label.startsWith('not '),
    'A label does not begin with "not": say that it does not hold.',
  )

export const newAnnotationSchema = z
  .object({
    target: annotationTargetSchema,
    label: labelSchema.nullable().default(null),
    /** False says that the label does not fit, e.g. that a category was found wrongly. */
    holds: z.boolean().default(true),
    text: z.string().trim().max(4000).default(''),
    author: z.string().trim().max(200).default(''),
    /** The annotation in whose place it stands: an edit. */
    replaces: z.string().max(64).nullable().default(null),
  })
  .refine(({ label, text }) => label !== null || text !== '', 'A note needs a text, or a label.')
export type NewAnnotation = z.output<typeof newAnnotationSchema>

export const annotationSchema = z.object({
  /** Random, and the same in every workspace it is merged into. */
  id: z.string(),
  target: annotationTargetSchema,
  label: z.string().nullable(),
  holds: z.boolean(),
  text: z.string(),
  author: z.string(),
  atUs: z.number(),
  replaces: z.string().nullable(),
  /** When it was undone; null while it stands. */
  undoneUs: z.number().nullable(),
})
export type Annotation = z.infer<typeof annotationSchema>

/** Labels on the keys 1 to 9, in their order. */
export const LABEL_KEYS_MAX = 9
/** Until a person chooses others. */
export const DEFAULT_LABEL_KEYS: readonly string[] = ['good', 'bad', 'interesting']

/** A label as filters, tables and files show it: `bad`, or `not bad` where a person says that it does not fit. */
export function labelWords({ label, holds }: Pick<Annotation, 'label' | 'holds'>): string {
  return holds ? (label ?? '') : `not ${label ?? ''}`
}

/** In one line, e.g. after `Undo:`; a long text is cut. */
export function tellAnnotation({ label, holds, text }: Pick<Annotation, 'label' | 'holds' | 'text'>): string {
  const words = text.length > 60 ? `${text.slice(0, 60).toWellFormed()}…` : text
  return [label === null ? '' : labelWords({ label, holds }), words].filter(Boolean).join(': ')
}

/** Those that stand: neither undone nor replaced by one that stands. Order is kept. */
export function standingAnnotations(all: readonly Annotation[]): Annotation[] {
  const standing = all.filter(({ undoneUs }) => undoneUs === null)
  const replaced = new Set(standing.map(({ replaces }) => replaces))
  return standing.filter(({ id: own }) => !replaced.has(own))
}

export interface Clash {
  kind: 'label' | 'edit'
  /** At least two that stand and cannot both be meant. */
  ids: string[]
}

/**
 * Standing annotations that contradict one another: a label that one says holds and another says does not, on the same
 * target; and two edits of the same note, as two workspaces can bring them.
 */
export function clashesOf(all: readonly Annotation[]): Clash[] {
  const standing = standingAnnotations(all)
  const labelled = Map.groupBy(
    standing.filter(({ label }) => label !== null),
    ({ target, label }) => JSON.stringify([Object.values(target), label]),
  )
  const edited = Map.groupBy(
    standing.filter(({ replaces }) => replaces !== null),
    ({ replaces }) => replaces,
  )
  return [
    ...[...labelled.values()]
      .filter((group) => new Set(group.map(({ holds }) => holds)).size > 1)
      .map((group): Clash => ({ kind: 'label', ids: group.map(({ id: own }) => own) })),
    ...[...edited.values()]
      .filter((group) => group.length > 1)
      .map((group): Clash => ({ kind: 'edit', ids: group.map(({ id: own }) => own) })),
  ]
}
