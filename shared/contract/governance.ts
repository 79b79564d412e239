import { z } from 'zod'
import { method } from './define.ts'
import { scopeSchema } from './schemas.ts'

const agent = z.string().nullable()

export const governanceMethods = {
  'governance.overview': method({
    summary:
      'Evaluation coverage by agent and day, judges of the generator’s own maker, and scores given by several rulers.',
    input: scopeSchema,
    output: z.object({
      agents: z.array(
        z.object({
          agent,
          traces: z.number().int(),
          /** Traces with a score of any kind. */
          evaluated: z.number().int(),
          /** Scores by who gave them; those of nobody known are in none. */
          byPerson: z.number().int(),
          byModel: z.number().int(),
          byCode: z.number().int(),
          incomplete: z.number().int(),
          ownJudges: z.array(z.object({ judge: z.string(), model: z.string() })),
        }),
      ),
      /** Models of no maker that is known: deployments, fine-tunes under a name of their own, new makers. */
      unknownModels: z.array(z.string()),
      days: z.array(z.object({ date: z.string(), traces: z.number().int(), evaluated: z.number().int() })),
      rulers: z.array(
        z.object({
          agent,
          score: z.string(),
          versions: z.array(
            z.object({
              judge: z.string().nullable(),
              rubric: z.string().nullable(),
              rubricVersion: z.string().nullable(),
              scores: z.number().int(),
              firstUs: z.number(),
              lastUs: z.number(),
            }),
          ),
        }),
      ),
    }),
  }),
}
