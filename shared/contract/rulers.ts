import { z } from 'zod'
import { EVALUATOR_KINDS } from '../model/score.ts'
import { method } from './define.ts'
import { scopeSchema } from './schemas.ts'

const interval = { low: z.number().nullable(), high: z.number().nullable() }

/** What a score was made with; `name` says what sets it apart from others of the same score. */
export const rulerSchema = z.object({
  id: z.string(),
  name: z.string(),
  score: z.string(),
  kind: z.enum(EVALUATOR_KINDS).nullable(),
  judge: z.string().nullable(),
  parameters: z.string().nullable(),
  judgePrompt: z.string().nullable(),
  rubric: z.string().nullable(),
  rubricVersion: z.string().nullable(),
})

/** How its scores are read: a rate of 0/1, a mean, or shares of labels. */
export const scaleSchema = z.enum(['binary', 'graded', 'label', 'none'])

const rulerRowSchema = rulerSchema.extend({
  scale: scaleSchema,
  scores: z.number().int(),
  /** Scores with a number; the others have only a label, or nothing. */
  valued: z.number().int(),
  traces: z.number().int(),
  /** Share of the traces in range; null where no trace is, only scores. */
  coverage: z.number().nullable(),
  /** First and last day of the traces it judged; null without a clock. */
  firstDay: z.string().nullable(),
  lastDay: z.string().nullable(),
  mean: z.number().nullable(),
  ...interval,
  /** Most frequent first. */
  labels: z.array(z.object({ label: z.string(), traces: z.number().int() })),
  /** Whether the judge is of the maker or family of a model it judges. */
  independence: z.object({
    verdict: z.enum(['independent', 'own_family', 'own_maker', 'unknown', 'no_model']),
    /** The models it is too close to, or (unknown) those whose maker nobody knows. */
    models: z.array(z.string()),
  }),
})

const outcomeSchema = z.object({
  /** `1` where scores are 0 or 1, else a label. */
  outcome: z.string(),
  both: z.number().int(),
  onlyA: z.number().int(),
  onlyB: z.number().int(),
  neither: z.number().int(),
  /** Share under b over share under a. */
  ratio: z.number().nullable(),
  low: z.number(),
  high: z.number().nullable(),
  /** McNemar's exact test, two-sided. */
  p: z.number(),
})

const limits = z.object({ value: z.number(), low: z.number(), high: z.number() })

export const bridgeSchema = z.object({
  a: rulerSchema,
  b: rulerSchema,
  scale: scaleSchema,
  pairs: z.number().int(),
  /** Pairs where one of the two says nothing on that scale. */
  leftOut: z.number().int(),
  outcomes: z.array(outcomeSchema),
  /** Cohen's kappa; weighted by squared distance where scores are levels. */
  kappa: z.object({ kappa: z.number(), low: z.number(), high: z.number() }).nullable(),
  weights: z.enum(['nominal', 'linear', 'quadratic']),
  means: z
    .object({ meanA: z.number(), meanB: z.number(), difference: limits, ratio: limits.nullable() })
    .nullable(),
  correlation: z.number().nullable(),
  verdict: z.enum(['carried_over', 'differs', 'not_enough']),
  /** Further pairs after which the verdict would likely stand. */
  more: z.number().int().nullable(),
  sentence: z.string(),
})

export const rulerMethods = {
  'rulers.list': method({
    summary:
      'Every score with the rulers that made it (rubric, judge, parameters, prompt), and where one took the place of another.',
    input: scopeSchema,
    output: z.object({
      /** Traces with spans in range. */
      traces: z.number().int(),
      scores: z.array(
        z.object({
          score: z.string(),
          /** In order of first use. */
          rulers: z.array(rulerRowSchema),
          /** Days on which the series breaks: `after` came up while `before` was there already. */
          breaks: z.array(z.object({ date: z.string(), before: z.string(), after: z.string() })),
          /** Pairs worth a bridge: those at a break first, then those with the most traces judged by both. */
          pairs: z.array(z.object({ a: z.string(), b: z.string(), traces: z.number().int() })),
        }),
      ),
    }),
  }),
  'rulers.series': method({
    summary: 'Daily mean or rate, with its interval, of one ruler. Several rulers are refused: rulers_mixed.',
    input: scopeSchema.extend({
      score: z.string().max(400),
      /** The id of a ruler; it or the fields below must leave one ruler. */
      ruler: z.string().max(4000).optional(),
      rubric: z.string().max(400).optional(),
      rubricVersion: z.string().max(400).optional(),
      judge: z.string().max(400).optional(),
      /** The share of this label; the most frequent one where scores have no numbers. */
      label: z.string().max(400).optional(),
    }),
    output: z.object({
      ruler: rulerSchema,
      scale: scaleSchema,
      /** The label whose share is told. */
      label: z.string().nullable(),
      days: z.array(z.object({ date: z.string(), n: z.number().int(), mean: z.number(), ...interval })),
      /** Days on which another ruler of this score took over or came beside it. */
      breaks: z.array(z.object({ date: z.string(), ruler: z.string(), name: z.string() })),
    }),
  }),
  'rulers.bridge': method({
    summary: 'How two rulers judge the same traces, and whether a baseline may be carried over from a to b.',
    input: z.object({ a: z.string().max(4000), b: z.string().max(4000) }),
    output: bridgeSchema,
  }),
}

export type RulerInfo = z.infer<typeof rulerSchema>
export type RulerRow = z.infer<typeof rulerRowSchema>
export type RulerScore = z.infer<(typeof rulerMethods)['rulers.list']['output']>['scores'][number]
export type RulerSeries = z.infer<(typeof rulerMethods)['rulers.series']['output']>
export type RulerBridge = z.infer<typeof bridgeSchema>
