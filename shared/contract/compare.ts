import { z } from 'zod'
import { method } from './define.ts'
import { scopeSchema } from './schemas.ts'

/** Two sets of traces in the filter language, both within the scope; a is the reference, every verdict describes b. */
const sidesSchema = scopeSchema.extend({
  a: z.string().max(4000),
  b: z.string().max(4000),
})

export const COMPARE_VERDICTS = ['higher', 'lower', 'no difference', 'not enough data'] as const

const verdict = z.enum(COMPARE_VERDICTS)
const count = z.object({ n: z.number().int(), k: z.number().int() })
const mean = z.object({ n: z.number().int(), mean: z.number().nullable() })
const measured = z.object({ n: z.number().int(), value: z.number().nullable() })

export const comparedCategorySchema = z.object({
  id: z.string(),
  version: z.number().int(),
  /** Sessions with a verdict, and those that fired. */
  a: count,
  b: count,
  /** Tasks compared where the sides are paired, else null. */
  pairs: z.number().int().nullable(),
  /** Rate of b over that of a, like with like, and its 95 % interval; null where it cannot be told or has no bound. */
  ratio: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  odds: z.object({ value: z.number(), low: z.number(), high: z.number() }).nullable(),
  /** Rate of b less that of a, as they are. */
  difference: z.number(),
  differenceLow: z.number(),
  differenceHigh: z.number(),
  p: z.number(),
  adjustedP: z.number(),
  verdict,
  mix: z.number(),
  behaviour: z.number(),
  notes: z.array(z.string()),
})

export const comparedScoreSchema = z.object({
  name: z.string(),
  evaluatorKind: z.string().nullable(),
  judge: z.string().nullable(),
  rubric: z.string().nullable(),
  rubricVersion: z.string().nullable(),
  a: mean,
  b: mean,
  pairs: z.number().int().nullable(),
  difference: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  p: z.number(),
  adjustedP: z.number(),
  verdict,
})

export const comparedMeasureSchema = z.object({
  name: z.string(),
  unit: z.enum(['share', 'ns', 'tokens', 'usd']),
  a: measured,
  b: measured,
  ratio: z.number().nullable(),
  difference: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  p: z.number(),
  adjustedP: z.number(),
  verdict,
})

export const differingValueSchema = z.object({
  /** What it is a value of: `agent`, `model`, `tool`, or an attribute's key. */
  dimension: z.string(),
  isVersion: z.boolean(),
  value: z.string(),
  /** Traces with it, and those looked at. */
  a: count,
  b: count,
  /** Share in b less share in a, with its 95 % interval. */
  difference: z.number(),
  low: z.number(),
  high: z.number(),
  adjustedP: z.number(),
  /** The same traces by other names: `service.name booking-agent`. */
  also: z.array(z.string()),
})

const presetSchema = z.object({ title: z.string(), text: z.string(), a: z.string(), b: z.string() })

const side = z.object({ traces: z.number().int(), sessions: z.number().int() })

export const compareMethods = {
  'compare.run': method({
    summary:
      'Two sets of traces compared: failure categories, scores, infrastructure; what cannot be, and why.',
    input: sidesSchema.extend({
      /** Attribute of the root span that names the task; left out, tasks are looked for. */
      paired: z.string().min(1).max(200).optional(),
    }),
    output: z.object({
      a: side,
      b: side,
      /** Traces that both filters select, left out. */
      shared: z.number().int(),
      pairedTasks: z.number().int().nullable(),
      pairedBy: z.string().nullable(),
      categories: z.array(comparedCategorySchema),
      scores: z.array(comparedScoreSchema),
      measures: z.array(comparedMeasureSchema),
      refused: z.array(z.object({ name: z.string(), why: z.string() })),
      notes: z.array(z.string()),
    }),
  }),
  'compare.differs': method({
    summary: 'What two sets of traces differ in: versions, tools and attributes by their share in each.',
    input: sidesSchema,
    output: z.object({
      values: z.array(differingValueSchema),
      /** Values that differ and are not listed, and those that were looked at. */
      left: z.number().int(),
      tested: z.number().int(),
      notes: z.array(z.string()),
    }),
  }),
  'compare.presets': method({
    summary:
      'Comparisons that the workspace has the traces for: baseline against now, two imports, prompts, models, weeks.',
    input: z.object({}),
    output: z.array(presetSchema),
  }),
}

export type DifferingValue = z.infer<typeof differingValueSchema>
export type ComparePreset = z.infer<typeof presetSchema>
export type CompareVerdict = z.infer<typeof verdict>
export type ComparisonRun = z.infer<(typeof compareMethods)['compare.run']['output']>
export type ComparedCategoryRow = z.infer<typeof comparedCategorySchema>
export type ComparedScoreRow = z.infer<typeof comparedScoreSchema>
export type ComparedMeasureRow = z.infer<typeof comparedMeasureSchema>
