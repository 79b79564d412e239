import { z } from 'zod'
import { VERDICTS } from './finding.ts'

const verdict = z.enum(VERDICTS)

/** How the verdicts of one category changed over traces that did not change themselves. */
export const categoryChangeSchema = z.object({
  category: z.string(),
  /** How many traces went from one verdict to another. */
  changes: z.array(z.object({ before: verdict, now: verdict, traces: z.number().int() })),
  /** The first of them. */
  examples: z.array(z.object({ traceId: z.string(), before: verdict, now: verdict })),
})
export type CategoryChange = z.infer<typeof categoryChangeSchema>

/** What changed when traces that had been looked at were looked at again by other rules. */
export const reclassificationSchema = z.object({
  /** Traces that had been looked at before, as they are now. */
  traces: z.number().int(),
  /** Of these, the ones with another verdict in at least one category. */
  changed: z.number().int(),
  /** Categories of the new rules that the old ones did not have. */
  added: z.array(z.string()),
  categories: z.array(categoryChangeSchema),
})
export type Reclassification = z.infer<typeof reclassificationSchema>
