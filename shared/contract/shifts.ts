import { z } from 'zod'
import { decisionSchema, newDecisionSchema } from '../model/decision.ts'
import { method } from './define.ts'
import { VERSION_KINDS } from '../model/version.ts'
import { scopeSchema } from './schemas.ts'

export const causeSchema = z.object({
  kind: z.enum(VERSION_KINDS),
  label: z.string(),
  before: z.string().nullable(),
  date: z.string(),
  days: z.number().int(),
  share: z.number(),
})

export const shiftSchema = z.object({
  id: z.string(),
  category: z.string(),
  segment: z.string().nullable(),
  state: z.enum(['open', 'closed']),
  openedOn: z.string(),
  onset: z.string(),
  onsetUs: z.number().nullable(),
  closedOn: z.string().nullable(),
  isAccepted: z.boolean(),
  observed: z.number(),
  expected: z.number(),
  ratio: z.number(),
  low: z.number(),
  high: z.number(),
  mix: z.number(),
  behaviour: z.number(),
  baselineRate: z.number(),
  currentRate: z.number(),
  causes: z.array(causeSchema),
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
    'late',
    'future',
    'coverage',
    'inputs',
  ]),
  title: z.string(),
  text: z.string(),
  on: z.string().nullable(),
})

/** A version that came into force on a day: a dashed mark in every chart. */
export const markSchema = z.object({
  date: z.string(),
  kind: z.enum(VERSION_KINDS),
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

/** A shift with what the list and its page show of it. */
const shiftRowSchema = shiftSchema.extend({
  days: z.array(dayRateSchema),
  band: bandSchema.nullable(),
  marks: z.array(markSchema),
  /** Decisions of people that hold, newest first. */
  decisions: z.array(decisionSchema),
})

const plainTraceSchema = z.object({
  traceId: z.string(),
  name: z.string(),
  startUs: z.number(),
  inputPreview: z.string().nullable(),
})

export const shiftMethods = {
  'shifts.list': method({
    summary: 'Open and closed shifts, each with its daily series, what was noticed, and what is watched.',
    input: scopeSchema,
    output: z.object({
      watch: watchSchema,
      shifts: z.array(shiftRowSchema),
      notices: z.array(noticeSchema),
    }),
  }),
  'shifts.detail': method({
    summary:
      'One shift with its evidence, segments, candidate causes, examples and decisions. Fails with not_found.',
    input: z.object({ id: z.string() }),
    output: z.object({
      shift: shiftRowSchema,
      /** By day, as a share of what raises an alert: 1 is the threshold. */
      evidence: z.array(z.object({ date: z.string(), value: z.number() })),
      /** Since the onset, beside the baseline; `odds` is the ratio of the odds of failing with its 95 % interval. */
      segments: z.array(
        z.object({
          segment: z.string(),
          n: z.number().int(),
          k: z.number().int(),
          baselineN: z.number().int(),
          baselineK: z.number().int(),
          expected: z.number().nullable(),
          odds: z.object({ ratio: z.number(), low: z.number(), high: z.number() }).nullable(),
        }),
      ),
      /** Failing traces of different signatures, each beside the most similar one of the baseline that did not fail. */
      examples: z.array(
        plainTraceSchema.extend({
          spanId: z.string(),
          signature: z.string(),
          text: z.string(),
          beside: plainTraceSchema.nullable(),
        }),
      ),
      /** Against the very first baseline since its end. */
      first: z.object({ observed: z.number(), expected: z.number() }).nullable(),
      /** All of them, newest first, undone ones included. */
      decisions: z.array(decisionSchema),
    }),
  }),
  'shifts.decide': method({
    summary: 'Notes what a person makes of a shift: acknowledged, a regression, muted until a day, a note.',
    input: newDecisionSchema,
    output: z.object({ id: z.number().int() }),
  }),
  'shifts.undoDecision': method({
    summary: 'Undoes a decision, or makes an undone one hold again.',
    input: z.object({ id: z.number().int(), undone: z.boolean().default(true) }),
    output: z.object({}),
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
