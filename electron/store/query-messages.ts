import { z } from 'zod'
import { ERROR_TEXTS, type ErrorCode } from '../../shared/errors.ts'
import { customRuleSchema } from '../../shared/model/custom-category.ts'

/** What the query process is asked, once: rows of a question, or the traces a rule holds for. */
export const requestSchema = z.union([
  z.object({ path: z.string(), sql: z.string(), limit: z.number() }),
  z.object({ path: z.string(), rule: customRuleSchema }),
])
export type QueryRequest = z.infer<typeof requestSchema>

const codes = z.custom<ErrorCode>((code) => typeof code === 'string' && Object.hasOwn(ERROR_TEXTS, code))

export const rowsSchema = z.object({
  columns: z.array(z.string()),
  rows: z.array(z.array(z.union([z.string(), z.number(), z.null()]))),
  more: z.boolean(),
})
export const matchSchema = z.object({ fired: z.array(z.string()), evaluable: z.array(z.string()).nullable() })

/** What it answers, once. */
export const replySchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.union([rowsSchema, matchSchema]) }),
  z.object({
    ok: z.literal(false),
    code: codes,
    details: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())])),
  }),
])
export type QueryReply = z.infer<typeof replySchema>
