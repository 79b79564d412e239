import { z } from 'zod'
import { method } from './define.ts'
import { mappingSchema } from '../model/mapping.ts'
import { SPAN_KINDS, SPAN_STATUSES } from '../model/span.ts'
import { importProblemSchema, sourceReportSchema } from './schemas.ts'

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

/** A span as a mapping reads it, short: texts are cut. */
const mappedSpanSchema = z.object({
  traceId: z.string(),
  kind: z.enum(SPAN_KINDS),
  name: z.string(),
  status: z.enum(SPAN_STATUSES),
  /** Null where the source has no clock. */
  startUs: z.number().nullable(),
  durationNs: z.number().nullable(),
  model: z.string().nullable(),
  inputTokens: z.number().nullable(),
  outputTokens: z.number().nullable(),
  input: z.string().nullable(),
  output: z.string().nullable(),
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
  'imports.look': method({
    summary:
      'What a source is before it is imported: its format, `generic` where it would be read by a guessed mapping, null where it is in none that is known.',
    input: z.object({ source: z.string().min(1).max(4096) }),
    output: z.object({
      format: z.string().nullable(),
      /** A folder or an archive: its files are looked at when they are imported. */
      isMany: z.boolean(),
      /** It holds records that a mapping can be written for. */
      isMappable: z.boolean(),
    }),
  }),
  'imports.guessMapping': method({
    summary:
      'A first mapping for a source of no known format, and the records it was guessed from as JSON text.',
    input: z.object({ source: z.string().min(1).max(4096) }),
    output: z.object({ mapping: mappingSchema.nullable(), records: z.array(z.string()) }),
  }),
  'imports.previewMapping': method({
    summary: 'What a mapping makes of the beginning of a source.',
    input: z.object({ source: z.string().min(1).max(4096), mapping: mappingSchema }),
    output: z.object({
      spans: z.array(mappedSpanSchema),
      traces: z.number().int(),
      scores: z.number().int(),
      problems: z.array(importProblemSchema),
      /** The source was read to its end. */
      isWhole: z.boolean(),
    }),
  }),
  'imports.start': method({
    summary:
      'Starts importing; then analyses what is new. A source is what the transport gave for a dropped file: a path on the desktop, an upload in a browser.',
    input: z.object({
      sources: z.array(z.string().min(1).max(4096)).min(1).max(1000),
      label: z.string().min(1).max(200).optional(),
      /** Where the facts stand in records of no known format. */
      mapping: mappingSchema.optional(),
      /** Only reads and reports; nothing is written, and the job's result names no import. */
      dryRun: z.boolean().optional(),
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
