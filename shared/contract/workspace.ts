import { z } from 'zod'
import { excerptSchema } from '../model/excerpt.ts'
import { method } from './define.ts'

export const workspaceMethods = {
  'workspace.standing': method({
    summary: 'Whether the file that was opened is still where it was.',
    input: z.object({}),
    output: z.object({ isThere: z.boolean() }),
  }),
  'workspace.info': method({
    summary: 'What is in the open workspace: counts, time span, version.',
    input: z.object({}),
    output: z.object({
      name: z.string(),
      path: z.string(),
      appVersion: z.string(),
      /** `desktop` windows open files by path; `browser` ones upload them. */
      host: z.enum(['desktop', 'browser']),
      traces: z.number().int(),
      spans: z.number().int(),
      scores: z.number().int(),
      findings: z.number().int(),
      imports: z.number().int(),
      openShifts: z.number().int(),
      /** Traces that no analysis has looked at yet, or only with older rules. */
      staleTraces: z.number().int(),
      firstUs: z.number().nullable(),
      lastUs: z.number().nullable(),
      /** True while the generated first-run sample is all there is. */
      sampleOnly: z.boolean(),
      segments: z.array(z.string()),
      /** Set where it holds some traces of another workspace, with the rates of them all. */
      excerpt: excerptSchema.nullable(),
    }),
  }),
}
