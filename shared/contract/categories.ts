import { z } from 'zod'
import { CATEGORY_CLASSES } from '../model/finding.ts'
import { reclassificationSchema } from '../model/reclassification.ts'
import { method } from './define.ts'
import { scopeSchema } from './schemas.ts'
import { bandSchema, dayRateSchema, markSchema } from './shifts.ts'

export const categoryInfoSchema = z.object({
  id: z.string(),
  name: z.string(),
  definition: z.string(),
  class: z.enum(CATEGORY_CLASSES),
  version: z.number().int(),
})

export const categoryMethods = {
  'categories.catalogue': method({
    summary: 'Every category this version knows: id, plain name, definition, class, rule version.',
    input: z.object({}),
    output: z.array(categoryInfoSchema),
  }),
  'categories.series': method({
    summary: 'Daily counts of every category, with baseline band, shifts and version marks.',
    input: scopeSchema,
    output: z.object({
      marks: z.array(markSchema),
      baseline: z.object({ from: z.string(), to: z.string() }).nullable(),
      categories: z.array(
        z.object({
          id: z.string(),
          fired: z.number().int(),
          evaluated: z.number().int(),
          notEvaluable: z.number().int(),
          /** Observed over expected since the baseline ended; null without a baseline. */
          observed: z.number().nullable(),
          expected: z.number().nullable(),
          /** The same against the very first baseline, since that one ended; null within one segment. */
          firstObserved: z.number().nullable(),
          firstExpected: z.number().nullable(),
          band: bandSchema.nullable(),
          days: z.array(dayRateSchema),
          shifts: z.array(
            z.object({
              id: z.string(),
              onset: z.string(),
              openedOn: z.string(),
              closedOn: z.string().nullable(),
            }),
          ),
        }),
      ),
    }),
  }),
  'categories.signatures': method({
    summary: 'Groups of like findings of one category, most frequent first.',
    input: scopeSchema.extend({ category: z.string(), limit: z.number().int().min(1).max(500).default(50) }),
    output: z.object({
      total: z.number().int(),
      rows: z.array(
        z.object({
          signature: z.string(),
          traces: z.number().int(),
          firstUs: z.number(),
          lastUs: z.number(),
          /** Traces in each twentieth of the time from the first to the last trace of all signatures. */
          trend: z.array(z.number().int()),
          example: z.object({ traceId: z.string(), spanId: z.string(), text: z.string() }),
        }),
      ),
    }),
  }),
  'categories.reclassified': method({
    summary:
      'What the last analysis changed in traces that rules had looked at before; null where there was none.',
    input: z.object({}),
    output: reclassificationSchema.nullable(),
  }),
  'categories.segments': method({
    summary: 'One category by segment: sessions, fired, and what the baseline expects.',
    input: scopeSchema.extend({ category: z.string() }),
    output: z.array(
      z.object({
        segment: z.string(),
        n: z.number().int(),
        k: z.number().int(),
        notEvaluable: z.number().int(),
        expected: z.number().nullable(),
      }),
    ),
  }),
}

export type CategoryInfo = z.infer<typeof categoryInfoSchema>
export type CategorySeries = z.infer<
  (typeof categoryMethods)['categories.series']['output']
>['categories'][number]
