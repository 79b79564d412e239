import { z } from 'zod'
import { method } from './define.ts'
import { sourceReportSchema } from './schemas.ts'

export const importRowSchema = z.object({
  id: z.number().int(),
  label: z.string(),
  atUs: z.number(),
  isSample: z.boolean(),
  formats: z.array(z.string()),
  traces: z.number().int(),
  spans: z.number().int(),
  scores: z.number().int(),
  accepted: z.number().int(),
  rejected: z.number().int(),
  skipped: z.number().int(),
  duplicates: z.number().int(),
  bytes: z.number(),
  sources: z.array(sourceReportSchema),
})

export const importMethods = {
  'imports.list': method({
    summary: 'The imports of the workspace with the report of each source, newest first.',
    input: z.object({}),
    output: z.array(importRowSchema),
  }),
  'imports.formats': method({
    summary: 'The formats that can be imported, in words for people.',
    input: z.object({}),
    output: z.array(z.object({ id: z.string(), title: z.string() })),
  }),
  'imports.start': method({
    summary:
      'Starts importing; then analyses what is new. A source is what the transport gave for a dropped file: a path on the desktop, an upload in a browser.',
    input: z.object({
      sources: z.array(z.string().min(1).max(4096)).min(1).max(1000),
      label: z.string().min(1).max(200).optional(),
    }),
    output: z.object({ jobId: z.string() }),
  }),
  'imports.undo': method({
    summary: 'Takes an import back: removes what only it brought.',
    input: z.object({ importId: z.number().int() }),
    output: z.object({ jobId: z.string() }),
  }),
}

export type ImportRow = z.infer<typeof importRowSchema>
