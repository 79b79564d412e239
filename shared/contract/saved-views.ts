import { z } from 'zod'
import { method } from './define.ts'
import { TRACE_SORTS } from './traces.ts'

/** A way to look at the trace list that a person gave a name. */
export const newSavedViewSchema = z.object({
  name: z.string().trim().min(1, 'A name is needed.').max(80),
  filter: z.string().max(4000).default(''),
  /** Ids of columns in their order; null leaves them to the person who looks. */
  columns: z.array(z.string().max(60)).max(40).nullable().default(null),
  sort: z.enum(TRACE_SORTS).default('start'),
  direction: z.enum(['asc', 'desc']).default('desc'),
})

export const savedViewSchema = newSavedViewSchema.extend({ id: z.number().int() })

export const savedViewMethods = {
  'savedViews.list': method({
    summary: 'The saved views of the trace list, by name.',
    input: z.object({}),
    output: z.array(savedViewSchema),
  }),
  'savedViews.save': method({
    summary: 'Keeps a view under its name; one of the same name is replaced and given back as `before`.',
    input: newSavedViewSchema,
    output: z.object({ id: z.number().int(), before: newSavedViewSchema.nullable() }),
  }),
  'savedViews.remove': method({
    summary: 'Forgets a saved view by its name.',
    input: z.object({ name: z.string() }),
    output: z.object({}),
  }),
}

export type NewSavedView = z.infer<typeof newSavedViewSchema>
export type SavedView = z.infer<typeof savedViewSchema>
