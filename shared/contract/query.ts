import { z } from 'zod'
import { method } from './define.ts'

export const queryMethods = {
  'query.run': method({
    summary:
      'Read-only SQL over the documented views, in a process of its own that is stopped at the deadline.',
    input: z.object({
      sql: z.string().min(1).max(100_000),
      limit: z.number().int().min(1).max(10_000).default(1000),
      seconds: z.number().min(0.1).max(300).default(20),
    }),
    output: z.object({
      columns: z.array(z.string()),
      rows: z.array(z.array(z.union([z.string(), z.number(), z.null()]))),
      /** True where rows were left out by the limit. */
      more: z.boolean(),
      seconds: z.number(),
    }),
  }),
}
