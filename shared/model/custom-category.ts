import { z } from 'zod'
import { CATEGORY_CLASSES } from './finding.ts'

const TEXT_LENGTH = 4000

/**
 * Scores of one name below or above a value, or with a label (case ignored). Where several rulers made them, the last
 * three fields must leave one: a category over two rubrics would follow the rubric, not the agent.
 */
const scoreRule = z
  .object({
    type: z.literal('score'),
    name: z.string().min(1).max(200),
    below: z.number().optional(),
    above: z.number().optional(),
    label: z.string().min(1).max(200).optional(),
    judge: z.string().min(1).max(200).optional(),
    rubric: z.string().min(1).max(200).optional(),
    rubricVersion: z.string().min(1).max(200).optional(),
  })
  .refine(({ below, above, label }) => below !== undefined || above !== undefined || label !== undefined, {
    message: 'needs one of below, above and label',
  })

/** What makes a trace one of a category that a user defined. */
export const customRuleSchema = z.discriminatedUnion('type', [
  /** In the filter language of the trace list. */
  z.object({ type: z.literal('filter'), filter: z.string().trim().min(1).max(TEXT_LENGTH) }),
  scoreRule,
  /** A question over the documented views that gives a column `trace_id`. */
  z.object({
    type: z.literal('sql'),
    sql: z
      .string()
      .trim()
      .min(1)
      .max(TEXT_LENGTH * 4),
  }),
])
export type CustomRule = z.infer<typeof customRuleSchema>

/** A category without code. Saving it under an id that is there makes a new version. */
export const customDefinitionSchema = z.object({
  id: z
    .string()
    .regex(/^[a-z][a-z\d]*(?:_[a-z\d]+)*$/, 'small letters, digits and single underscores')
    .max(60),
  name: z.string().trim().min(1).max(80),
  definition: z.string().trim().min(1).max(500),
  class: z.enum(CATEGORY_CLASSES),
  rule: customRuleSchema,
})
export type CustomDefinition = z.infer<typeof customDefinitionSchema>

export const customCategorySchema = customDefinitionSchema.extend({ version: z.number().int().min(1) })
export type CustomCategory = z.infer<typeof customCategorySchema>

/** The file by which categories are handed on. */
export const customFileSchema = z.object({
  tidemark: z.literal('categories'),
  categories: z.array(customDefinitionSchema).min(1).max(200),
})
export type CustomFile = z.infer<typeof customFileSchema>
