import { z } from 'zod'
import { dayRangeSchema, policySchema } from './policy.ts'

/**
 * How a version of the baseline came about. `automatic`: the first days; `chosen`: a window a person picked; `accepted`:
 * a shift became the new normal of its category; `extended`: rules changed, and their rates were counted anew on the
 * same days; `resegmented`: the same days in other segments; `taken_back`: an earlier version was withdrawn.
 */
export const BASELINE_KINDS = [
  'automatic',
  'chosen',
  'accepted',
  'extended',
  'resegmented',
  'taken_back',
] as const
export type BaselineKind = (typeof BASELINE_KINDS)[number]

const reason = z.string().trim().min(1, 'A reason is needed.').max(2000)
const author = z.string().trim().max(200).default('')

/** A decision about what is normal or watched. Each makes a new version and can be taken back. */
export const watchChangeSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('choose'),
    from: z.iso.date(),
    to: z.iso.date(),
    excluded: z.array(dayRangeSchema).max(100).default([]),
    name: z.string().trim().max(200).default(''),
    reason,
    author,
  }),
  /** The days since the onset of a shift become what is normal for its category. */
  z.object({ kind: z.literal('accept'), shift: z.string(), reason, author }),
  z.object({ kind: z.literal('take_back'), version: z.number().int(), reason, author }),
  z.object({ kind: z.literal('policy'), policy: policySchema, reason, author }),
])
export type WatchChange = z.infer<typeof watchChangeSchema>

/** One version of the baseline as it is listed. */
export const baselineEntrySchema = z.object({
  version: z.number().int(),
  kind: z.enum(BASELINE_KINDS),
  name: z.string(),
  from: z.string(),
  to: z.string(),
  sessions: z.number().int(),
  reason: z.string(),
  author: z.string(),
  acceptedUs: z.number(),
  excluded: z.array(dayRangeSchema),
  /** The categories it is about; null where it is about all. */
  categories: z.array(z.string()).nullable(),
  /** The version that withdrew it. */
  takenBackBy: z.number().int().nullable(),
  /** What the watch said until the next version took over. */
  said: z.array(z.string()),
})
export type BaselineEntry = z.infer<typeof baselineEntrySchema>
