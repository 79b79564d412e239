import { z } from 'zod'
import { segmenterSchema } from '../../shared/model/segmenter.ts'
import { dayRangeSchema } from '../../shared/model/policy.ts'
import { baselineSchema } from './baseline-record.ts'
import type { BaselinePlan } from './baseline-plan.ts'

const position = z.number().int().min(0)
const planSchema: z.ZodType<BaselinePlan> = z.object({
  models: z
    .array(
      z.object({
        version: z.number().int(),
        from: z.string(),
        to: z.string(),
        excluded: z.array(dayRangeSchema),
        model: baselineSchema,
      }),
    )
    .min(1),
  base: position,
  firstBase: position,
  categories: z.array(
    z.object({ id: z.string(), rule: z.number(), first: position, regimes: z.array(position).min(1) }),
  ),
  segmenter: segmenterSchema.optional(),
})

/**
 * A stored version of the baseline from its JSON text. One that holds a single model, as workspaces of earlier versions
 * do, is read as version `version` of one window; null where the text is of a form this version does not know.
 */
export function readPlan(text: string, version: number): BaselinePlan | null {
  const value: unknown = JSON.parse(text)
  const plan = planSchema.safeParse(value)
  if (plan.success) return plan.data
  const single = baselineSchema.safeParse(value)
  if (!single.success) return null
  const model = single.data
  return {
    models: [{ version, from: model.from, to: model.to, excluded: [], model }],
    base: 0,
    firstBase: 0,
    categories: model.categories.map((id, c) => ({
      id,
      rule: model.versions[c] ?? 0,
      first: 0,
      regimes: [0],
    })),
  }
}

/** The text to store. */
export function writePlan(plan: BaselinePlan): string {
  return JSON.stringify(plan)
}
