import { z } from 'zod'
import { baselineEntrySchema, watchChangeSchema } from '../model/baseline.ts'
import { policySchema } from '../model/policy.ts'
import { method } from './define.ts'
import { shiftSchema } from './shifts.ts'

/** What the watch would say: the result of the job that `watch.preview` starts. */
export const watchPreviewSchema = z.object({
  /** What would be watched since when against what. */
  sentence: z.string(),
  /** Days it would look back on. */
  days: z.number().int(),
  shifts: z.array(shiftSchema),
  /** Ids of shifts that are said now and would not be, and of those that only then would be. */
  gone: z.array(z.string()),
  added: z.array(z.string()),
  /** What traffic would be split into, the largest first, with the sessions of all days. */
  segments: z.array(z.object({ segment: z.string(), sessions: z.number().int() })),
})

export const baselineMethods = {
  'baselines.list': method({
    summary: 'Every version of the baseline, newest first, and windows that would make a good one.',
    input: z.object({}),
    output: z.object({
      versions: z.array(baselineEntrySchema),
      proposals: z.array(
        z.object({ from: z.string(), to: z.string(), sessions: z.number().int(), why: z.string() }),
      ),
    }),
  }),
  'policy.get': method({
    summary: 'The alert policy in force, every version of it, and attributes that traffic could be split by.',
    input: z.object({}),
    output: z.object({
      policy: policySchema,
      versions: z.array(
        z.object({
          version: z.number().int(),
          savedUs: z.number(),
          reason: z.string(),
          author: z.string(),
          policy: policySchema,
          said: z.array(z.string()),
        }),
      ),
      attributes: z.array(z.object({ key: z.string(), traces: z.number().int() })),
    }),
  }),
  'watch.change': method({
    summary: 'Carries out a decision about what is normal or watched, then analyses anew.',
    input: watchChangeSchema,
    output: z.object({ jobId: z.string() }),
  }),
  'watch.preview': method({
    summary: 'Tries a decision on the past and writes nothing: the job gives what the watch would say.',
    input: watchChangeSchema,
    output: z.object({ jobId: z.string() }),
  }),
}

export type WatchPreview = z.infer<typeof watchPreviewSchema>
