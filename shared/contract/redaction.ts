import { z } from 'zod'
import { redactedValueSchema, redactionRulesSchema } from '../model/redaction.ts'
import { method } from './define.ts'

export const redactionMethods = {
  'redaction.get': method({
    summary: 'What is redacted in reports and exports of this workspace unless one says otherwise.',
    input: z.object({}),
    output: redactionRulesSchema,
  }),
  'redaction.save': method({
    summary: 'Keeps other redaction rules. Fails with rule_invalid where a pattern cannot be used.',
    input: z.object({ rules: redactionRulesSchema }),
    output: z.object({}),
  }),
  'redaction.try': method({
    summary: 'A text as rules would leave it, and what they take out. Fails with rule_invalid.',
    input: z.object({ rules: redactionRulesSchema, text: z.string().max(20_000) }),
    output: z.object({ text: z.string(), found: z.array(redactedValueSchema) }),
  }),
}
