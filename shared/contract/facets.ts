import { z } from 'zod'
import { method } from './define.ts'
import { traceQuerySchema } from './traces.ts'

/** Fields of the filter language by whose values the trace list can be narrowed with a click, in their order there. */
export const FACET_FIELDS = [
  'category',
  'agent',
  'model',
  'tool',
  'prompt',
  'env',
  'provider',
  'status',
  'import',
] as const

export type FacetField = (typeof FACET_FIELDS)[number]

export const facetSchema = z.object({
  field: z.enum(FACET_FIELDS),
  /** The most frequent first; `count` is of traces, which can have several values of a field. */
  values: z.array(z.object({ value: z.string(), count: z.number().int() })),
  /** Values that are not told, because there are too many. */
  others: z.number().int(),
})

export const facetMethods = {
  'traces.facets': method({
    summary:
      'How the traces of a filter fall on agents, models, tools and so on. `capped`: only the newest `counted` of them were counted.',
    input: traceQuerySchema.pick({ filter: true, from: true, to: true, segment: true }),
    output: z.object({ facets: z.array(facetSchema), counted: z.number().int(), capped: z.boolean() }),
  }),
}

export type Facet = z.infer<typeof facetSchema>
