import { z } from 'zod'
import type { BaselineModel } from './baseline.ts'

const row = z.array(z.number())
const matrix = z.array(row)
export const baselineSchema: z.ZodType<BaselineModel> = z.object({
  from: z.string(),
  to: z.string(),
  days: z.number(),
  sessions: z.number(),
  categories: z.array(z.string()),
  versions: row,
  cells: z.array(z.string()),
  pooled: z.array(z.string()),
  segmentSessions: z.array(z.tuple([z.string(), z.number()])),
  n: matrix,
  k: matrix,
  prior: z.number(),
  rates: matrix,
  shape: matrix,
  exposure: matrix,
  upper: matrix,
  calendar: z.array(z.tuple([z.number(), z.number()])),
  /** Baselines that were stored before it was measured have none. */
  spread: row.default([]),
  known: z.array(z.boolean()),
})

/** A frozen baseline from its stored JSON text. @throws where the text is no baseline of this version. */
export function readBaseline(text: string): BaselineModel {
  return baselineSchema.parse(JSON.parse(text))
}

/** The text to store. */
export function writeBaseline(model: BaselineModel): string {
  return JSON.stringify(model)
}
