import { z } from 'zod'

/** What a workspace says of itself that holds some traces of another one, with the findings and rates of the whole. */
export const excerptSchema = z.object({
  traces: z.number().int(),
  /** Traces of the workspace it was taken from. */
  of: z.number().int(),
  filter: z.string(),
  atUs: z.number(),
  /** Values replaced, by rule; null where nothing was looked for. */
  redaction: z.record(z.string(), z.number().int()).nullable(),
})
export type Excerpt = z.infer<typeof excerptSchema>
