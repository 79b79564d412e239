import { z } from 'zod'
import { method } from './define.ts'
import { scopeSchema } from './schemas.ts'

export const shiftSchema = z.object({
  id: z.string(),
  category: z.string(),
  segment: z.string().nullable(),
  state: z.enum(['open', 'closed']),
  openedOn: z.string(),
  onset: z.string(),
  closedOn: z.string().nullable(),
  observed: z.number(),
  expected: z.number(),
  ratio: z.number(),
  low: z.number(),
  high: z.number(),
  mix: z.number(),
  behaviour: z.number(),
  baselineRate: z.number(),
  currentRate: z.number(),
  sentence: z.string(),
})

export const noticeSchema = z.object({
  kind: z.enum([
    'traffic',
    'fast_lane',
    'too_little_data',
    'short_export',
    'synthetic_clock',
    'ruler',
    'follower',
    'coverage',
    'inputs',
  ]),
  title: z.string(),
  text: z.string(),
  on: z.string().nullable(),
})

/** A version that was first seen on a day: a dashed mark in every chart. */
export const markSchema = z.object({
  date: z.string(),
  kind: z.enum(['prompt', 'model', 'provider', 'rubric', 'judge']),
  label: z.string(),
  agent: z.string().nullable(),
})

/** One day of a category (of one segment where the scope names one). */
export const dayRateSchema = z.object({
  date: z.string(),
  n: z.number().int(),
  k: z.number().int(),
  notEvaluable: z.number().int(),
})

export const bandSchema = z.object({ rate: z.number(), low: z.number(), high: z.number() })

export const watchSchema = z.object({
  state: z.enum(['empty', 'watching', 'no_baseline', 'synthetic_clock']),
  /** What is watched since when against what, or why nothing is; one sentence. */
  sentence: z.string(),
  baseline: z.object({ from: z.string(), to: z.string(), sessions: z.number().int() }).nullable(),
  watchedSince: z.string().nullable(),
  lastClosedDay: z.string().nullable(),
  streams: z.number().int(),
  streamsWithTooLittleData: z.number().int(),
  budgetDays: z.number(),
})

export const shiftMethods = {
  'shifts.list': method({
    summary: 'Open and closed shifts, each with its daily series, what was noticed, and what is watched.',
    input: scopeSchema,
    output: z.object({
      watch: watchSchema,
      shifts: z.array(
        shiftSchema.extend({
          days: z.array(dayRateSchema),
          band: bandSchema.nullable(),
          marks: z.array(markSchema),
        }),
      ),
      notices: z.array(noticeSchema),
    }),
  }),
  'shifts.health': method({
    summary: 'Infrastructure by day: availability, latency, tokens, cost.',
    input: scopeSchema,
    output: z.array(
      z.object({
        date: z.string(),
        traces: z.number().int(),
        /** Share of traces whose root did not end in an error. */
        availability: z.number().nullable(),
        latencyP50Ms: z.number().nullable(),
        latencyP95Ms: z.number().nullable(),
        tokensPerSession: z.number().nullable(),
        costPerSession: z.number().nullable(),
      }),
    ),
  }),
}

export type ShiftRow = z.infer<(typeof shiftMethods)['shifts.list']['output']>['shifts'][number]
export type DayRate = z.infer<typeof dayRateSchema>
export type Band = z.infer<typeof bandSchema>
export type Mark = z.infer<typeof markSchema>
export type WatchState = z.infer<typeof watchSchema>
export type HealthDay = z.infer<(typeof shiftMethods)['shifts.health']['output']>[number]
