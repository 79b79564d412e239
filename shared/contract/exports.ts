import { z } from 'zod'
import { redactedValueSchema, redactionRulesSchema } from '../model/redaction.ts'
import { method } from './define.ts'
import { scopeSchema } from './schemas.ts'

/** `otlp-json` loses nothing; `workspace` is an excerpt that another Tidemark opens or merges. */
export const EXPORT_FORMATS = ['otlp-json', 'csv', 'jsonl', 'workspace'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

/** What the job of an export gives. */
export const exportedFileSchema = z.object({
  /** What `exports.part` calls it. */
  file: z.string(),
  name: z.string(),
  bytes: z.number().int(),
  traces: z.number().int(),
  spans: z.number().int(),
  /** Values taken out, by rule, and the most frequent of them to be looked through. */
  redacted: z.record(z.string(), z.number().int()),
  values: z.array(redactedValueSchema),
})

export type ExportedFile = z.infer<typeof exportedFileSchema>

export const exportMethods = {
  'exports.start': method({
    summary:
      'Starts the job that writes the traces of a filter to a file for this window; its result is an exported file.',
    input: scopeSchema.extend({
      format: z.enum(EXPORT_FORMATS),
      filter: z.string().max(4000).default(''),
      /** What must not leave; null for nothing. `otlp-json` cannot be redacted. */
      redaction: redactionRulesSchema.nullable().default(null),
    }),
    output: z.object({ jobId: z.string() }),
  }),
  'exports.part': method({
    summary:
      'A part of an exported file, at most 8 MB from an offset, and whether there is more. Fails with not_found.',
    input: z.object({ file: z.string(), offset: z.number().int().min(0) }),
    output: z.object({ base64: z.string(), more: z.boolean() }),
  }),
}
