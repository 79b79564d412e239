import { z } from 'zod'
import { method } from './define.ts'

/** Names one text inside a span, in the words of Evidence.path. */
const placeSchema = z.object({ traceId: z.string(), spanId: z.string(), path: z.string().max(1000) })

const diffPartSchema = z.object({ change: z.enum(['same', 'added', 'removed']), text: z.string() })

/** One side of a step: what a span was given, or what it gave. */
export const STEP_SIDES = ['input', 'output'] as const

export const tracePartMethods = {
  'trace.find': method({
    summary:
      'Where a long payload holds a text, whatever its case; places in UTF-16 units, the first 10,000.',
    input: placeSchema.extend({ text: z.string().min(1).max(400) }),
    output: z.object({ count: z.number().int(), at: z.array(z.number().int()) }),
  }),
  'trace.mistake': method({
    summary: 'Where a failed run of several agents most likely went wrong first; null where nothing says so.',
    input: z.object({ traceId: z.string() }),
    output: z
      .object({
        spanId: z.string(),
        /** The opening message is to blame, which is nobody's span: `spanId` was given it first. */
        isOpening: z.boolean(),
        why: z.string(),
        /** What says that the run failed. */
        failed: z.string(),
      })
      .nullable(),
  }),
  'trace.similar': method({
    summary:
      'Traces of the same agent and name without a failure, of the baseline where there is one; the most similar input first.',
    input: z.object({ traceId: z.string() }),
    output: z.object({
      traces: z.array(
        z.object({
          traceId: z.string(),
          name: z.string(),
          startUs: z.number(),
          inputPreview: z.string().nullable(),
        }),
      ),
      /** The days of the baseline they are from; null where there is none, or none of them is in it. */
      baseline: z.object({ from: z.string(), to: z.string() }).nullable(),
    }),
  }),
  'trace.prints': method({
    summary:
      'A short print of what each span was given and gave, in order of start: equal prints, equal payloads. Null for a trace too long to read whole.',
    input: z.object({ traceId: z.string() }),
    output: z.object({ inputs: z.array(z.string()), outputs: z.array(z.string()) }).nullable(),
  }),
  'trace.diff': method({
    summary: 'What differs between what two spans were given, or gave, by line and word.',
    input: z.object({
      side: z.enum(STEP_SIDES),
      before: placeSchema.omit({ path: true }),
      after: placeSchema.omit({ path: true }),
    }),
    output: z.object({
      blocks: z.array(z.object({ isSame: z.boolean(), parts: z.array(diffPartSchema) })),
      added: z.number().int(),
      removed: z.number().int(),
      /** Characters of each that were left out of the comparison. */
      left: z.object({ before: z.number().int(), after: z.number().int() }),
    }),
  }),
  'trace.copy': method({
    summary:
      'A trace, or one span of it, as plain JSON or as OTLP JSON; no text where it is too long to copy.',
    input: z.object({
      traceId: z.string(),
      spanId: z.string().optional(),
      as: z.enum(['json', 'otlp']),
    }),
    output: z.object({ text: z.string().nullable(), length: z.number().int() }),
  }),
  'trace.record': method({
    summary:
      'The record of a span as it stands in its source file, where that file is still there and plain.',
    input: z.object({ traceId: z.string(), spanId: z.string() }),
    output: z.object({
      text: z.string().nullable(),
      /** Bytes of the whole record; more than the text where it is long. */
      bytes: z.number().int(),
      /** Why there is no text. */
      why: z.string().nullable(),
    }),
  }),
}

export type StepSide = (typeof STEP_SIDES)[number]
export type Mistake = NonNullable<z.infer<(typeof tracePartMethods)['trace.mistake']['output']>>
