import { z } from 'zod'
import { customCategorySchema, customDefinitionSchema, customRuleSchema } from '../model/custom-category.ts'
import { method } from './define.ts'

export const customCategoryMethods = {
  'customCategories.list': method({
    summary: 'The categories users defined in this workspace, each in its newest version.',
    input: z.object({}),
    output: z.array(customCategorySchema),
  }),
  'customCategories.preview': method({
    summary: 'What a rule would find, with examples, and what it would have alerted on. Keeps nothing.',
    input: z.object({ rule: customRuleSchema, seconds: z.number().positive().max(300).default(20) }),
    output: z.object({
      traces: z.number().int(),
      /** Traces that could be judged. */
      judged: z.number().int(),
      fired: z.number().int(),
      examples: z.array(z.object({ traceId: z.string(), name: z.string(), startUs: z.number() })),
      /** What would be watched, or why nothing would. */
      watch: z.string(),
      alerts: z.array(z.object({ openedOn: z.string(), sentence: z.string() })),
    }),
  }),
  'customCategories.save': method({
    summary: 'Keeps a definition, as a new version where it differs from the newest of its id.',
    input: customDefinitionSchema,
    output: customCategorySchema,
  }),
  'customCategories.remove': method({
    summary: 'Takes a category out of force; its findings stay readable.',
    input: z.object({ id: z.string() }),
    output: z.object({}),
  }),
}
