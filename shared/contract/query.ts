import { z } from 'zod'
import { method } from './define.ts'

/** A query kept under a name in the workspace. */
export const savedQuerySchema = z.object({
  name: z.string().trim().min(1, 'A name is needed.').max(120),
  sql: z.string().min(1).max(100_000),
})

export const queryMethods = {
  'query.run': method({
    summary:
      'Read-only SQL over the documented views, in a process of its own that is stopped at the deadline.',
    input: z.object({
      sql: z.string().min(1).max(100_000),
      limit: z.number().int().min(1).max(10_000).default(1000),
      seconds: z.number().min(0.1).max(300).default(20),
      /** By which `query.cancel` names it; left out, it cannot be cancelled. */
      run: z.string().max(60).optional(),
    }),
    output: z.object({
      columns: z.array(z.string()),
      rows: z.array(z.array(z.union([z.string(), z.number(), z.null()]))),
      /** True where rows were left out by the limit. */
      more: z.boolean(),
      seconds: z.number(),
    }),
  }),
  'query.cancel': method({
    summary: 'Ends a running query; its own answer says so. Nothing happens where it has ended.',
    input: z.object({ run: z.string().max(60) }),
    output: z.object({}),
  }),
  'query.saved': method({
    summary: 'The queries kept in the workspace, by name.',
    input: z.object({}),
    output: z.array(savedQuerySchema),
  }),
  'query.save': method({
    summary: 'Keeps a query under a name; the same name again takes its place.',
    input: savedQuerySchema,
    output: z.object({}),
  }),
  'query.remove': method({
    summary: 'Removes a kept query.',
    input: z.object({ name: z.string() }),
    output: z.object({}),
  }),
}

export type SavedQuery = z.infer<typeof savedQuerySchema>
