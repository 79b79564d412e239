import { z } from 'zod'
import { redactedValueSchema } from '../model/redaction.ts'
import { REPORT_FORMATS, REPORT_TEMPLATES, reportRequestSchema } from '../model/report.ts'
import { reportDocumentSchema } from '../model/report-document.ts'
import { method } from './define.ts'

const reportExportSchema = z.object({
  id: z.number().int(),
  atUs: z.number(),
  title: z.string(),
  format: z.enum(REPORT_FORMATS),
  name: z.string(),
  bytes: z.number().int(),
  sha256: z.string(),
  /** What was replaced, by rule; null where nothing was looked for. */
  redaction: reportDocumentSchema.shape.redaction,
  request: reportRequestSchema,
})

const reportDraftSchema = z.object({
  id: z.number().int(),
  name: z.string(),
  savedUs: z.number(),
  request: reportRequestSchema,
})

/** What the job of `reports.export` gives back: hand `file` to `reports.file`. */
export const exportedReportSchema = z.object({
  file: z.string(),
  name: z.string(),
  bytes: z.number().int(),
  sha256: z.string(),
  /** What is not in it, or not whole. */
  left: z.array(z.string()),
})

export const reportMethods = {
  'reports.template': method({
    summary:
      'A request filled in from what the workspace holds now: open shifts, the last week, a comparison.',
    input: z.object({
      template: z.enum(REPORT_TEMPLATES),
      a: z.string().max(4000).optional(),
      b: z.string().max(4000).optional(),
    }),
    output: reportRequestSchema,
  }),
  'reports.preview': method({
    summary: 'The finished document of a request, redacted, with what was replaced and what was left out.',
    input: z.object({ request: reportRequestSchema }),
    output: z.object({
      document: reportDocumentSchema,
      /** Every value that was taken out, for a list to confirm; `sample` shows no more than its ends. */
      redacted: z.array(redactedValueSchema),
      /** The HTML it would be, for a preview that looks like it. */
      html: z.string(),
    }),
  }),
  'reports.export': method({
    summary: 'Writes a report in a job; its result says under which name `reports.file` hands it out.',
    input: z.object({ request: reportRequestSchema, format: z.enum(REPORT_FORMATS) }),
    output: z.object({ jobId: z.string() }),
  }),
  'reports.file': method({
    summary: 'The bytes of a report that was written since the application started, in base64.',
    input: z.object({ file: z.string().max(100) }),
    output: z.object({ name: z.string(), type: z.string(), base64: z.string() }),
  }),
  'reports.list': method({
    summary: 'The exports of this workspace, newest first, with what was redacted, and the saved drafts.',
    input: z.object({}),
    output: z.object({ exports: z.array(reportExportSchema), drafts: z.array(reportDraftSchema) }),
  }),
  'reports.saveDraft': method({
    summary: 'Keeps a request under a name in the workspace; with an id it takes that draft’s place.',
    input: z.object({
      id: z.number().int().optional(),
      name: z.string().trim().min(1, 'A draft needs a name.').max(200),
      request: reportRequestSchema,
    }),
    output: z.object({ id: z.number().int() }),
  }),
  'reports.removeDraft': method({
    summary: 'Removes a saved draft.',
    input: z.object({ id: z.number().int() }),
    output: z.object({}),
  }),
}

export type ReportExport = z.infer<typeof reportExportSchema>
export type ReportDraft = z.infer<typeof reportDraftSchema>
export type ExportedReport = z.infer<typeof exportedReportSchema>
