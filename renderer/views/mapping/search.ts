import { z } from 'zod'

export const mappingSearch = z.object({
  /** What the transport calls the files, one a line. */
  sources: z.string().max(40_000).optional().catch(undefined),
  /** Their names, for people. */
  names: z.string().max(40_000).optional().catch(undefined),
})
