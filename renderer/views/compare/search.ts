import { z } from 'zod'

/** The two sides and the task attribute; with neither side the page offers what the workspace has. */
export const compareSearch = z.object({
  a: z.string().max(4000).optional().catch(undefined),
  b: z.string().max(4000).optional().catch(undefined),
  paired: z.string().min(1).max(200).optional().catch(undefined),
})
