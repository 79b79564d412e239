import { z } from 'zod'
import { DEFAULT_SEGMENTER, segmenterSchema } from './segmenter.ts'

/** Days, both ends inclusive, with the reason why they are treated apart. */
export const dayRangeSchema = z
  .object({ from: z.iso.date(), to: z.iso.date(), reason: z.string().max(500) })
  .refine(({ from, to }) => from <= to, { error: 'The range ends before it begins.' })

/** What is watched, how, and how many false alerts are accepted. */
export const policySchema = z.object({
  /** One false alert expected in so many days, over everything watched together. */
  budgetDays: z.number().int().min(7).max(3650),
  /** Share of the sessions that are counted, 0..1; the same sessions every time, chosen by a hash of their id. */
  share: z.number().gt(0).max(1),
  /** Categories and segments that are shown and never alert. */
  unwatchedCategories: z.array(z.string().max(200)).max(500),
  unwatchedSegments: z.array(z.string().max(400)).max(500),
  /** Days that are shown and never count, neither in a baseline nor as evidence. */
  quiet: z.array(dayRangeSchema).max(200),
  segmenter: segmenterSchema,
})

export type DayRange = z.infer<typeof dayRangeSchema>
export type Policy = z.infer<typeof policySchema>

export const DEFAULT_POLICY: Policy = {
  budgetDays: 90,
  share: 1,
  unwatchedCategories: [],
  unwatchedSegments: [],
  quiet: [],
  segmenter: DEFAULT_SEGMENTER,
}

/** Whether a day lies in any of the ranges. */
export function isWithin(date: string, ranges: readonly DayRange[]): boolean {
  return ranges.some(({ from, to }) => date >= from && date <= to)
}
