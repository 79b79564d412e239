import { z } from 'zod'
import { ERROR_TEXTS, type ErrorCode } from '../../shared/errors.ts'

/** What the query process is asked, once. */
export const requestSchema = z.object({ path: z.string(), sql: z.string(), limit: z.number() })
export type QueryRequest = z.infer<typeof requestSchema>

const codes = z.custom<ErrorCode>((code) => typeof code === 'string' && Object.hasOwn(ERROR_TEXTS, code))

/** What it answers, once. */
export const replySchema = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    value: z.object({
      columns: z.array(z.string()),
      rows: z.array(z.array(z.union([z.string(), z.number(), z.null()]))),
      more: z.boolean(),
    }),
  }),
  z.object({
    ok: z.literal(false),
    code: codes,
    details: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())])),
  }),
])
export type QueryReply = z.infer<typeof replySchema>
