import { z } from 'zod'

/** What people make of a shift. `mute` holds until the end of a day of the data, not of the wall clock. */
export const DECISION_KINDS = ['acknowledge', 'regression', 'mute'] as const
export type DecisionKind = (typeof DECISION_KINDS)[number]

const about = { shift: z.string(), author: z.string().trim().max(200).default('') }
const text = z.string().trim().max(4000)

export const newDecisionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['acknowledge', 'regression']), ...about, text: text.default('') }),
  z.object({ kind: z.literal('mute'), ...about, text: text.default(''), until: z.iso.date() }),
])
export type NewDecision = z.output<typeof newDecisionSchema>

export const decisionSchema = z.object({
  id: z.number().int(),
  shift: z.string(),
  kind: z.enum(DECISION_KINDS),
  text: z.string(),
  until: z.string().nullable(),
  author: z.string(),
  atUs: z.number(),
  /** When it was undone; null while it holds. */
  undoneUs: z.number().nullable(),
})
export type Decision = z.infer<typeof decisionSchema>
