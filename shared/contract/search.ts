import { z } from 'zod'
import { method } from './define.ts'
import { scopeSchema } from './schemas.ts'

const wordsSchema = z.string().min(1).max(400)

/** A place where the words stand: which span, which of its texts (in the words of Evidence.path), which characters. */
export const textMatchSchema = z.object({
  spanId: z.string(),
  path: z.string(),
  at: z.number().int(),
  length: z.number().int(),
  /** The words with what stands around them; `snippetAt` is where they begin in it. */
  snippet: z.string(),
  snippetAt: z.number().int(),
})

export const searchMethods = {
  'search.find': method({
    summary:
      'Traces that hold some words in any of their texts, newest first, each with the first place. Stops after a while even where nothing was found: `next` goes on.',
    input: scopeSchema.extend({
      words: wordsSchema,
      filter: z.string().max(4000).default(''),
      cursor: z.string().max(400).optional(),
      limit: z.number().int().min(1).max(200).default(50),
    }),
    output: z.object({
      found: z.array(z.object({ traceId: z.string(), match: textMatchSchema })),
      next: z.string().nullable(),
      /** Traces read for this answer. */
      read: z.number().int(),
      /** Traces in the index and in all: those outside of it are read one by one. */
      indexed: z.number().int(),
      traces: z.number().int(),
    }),
  }),
  'search.inTrace': method({
    summary: 'Every place in one trace where some words stand, in order of the spans; `capped` after 1,000.',
    input: z.object({ traceId: z.string(), words: wordsSchema }),
    output: z.object({ matches: z.array(textMatchSchema), capped: z.boolean() }),
  }),
}

export type TextMatch = z.infer<typeof textMatchSchema>
