import { z } from 'zod'
import { DEFAULT_REDACTION, redactionRulesSchema } from './redaction.ts'

export const REPORT_TEMPLATES = ['incident', 'weekly', 'comparison'] as const
export type ReportTemplate = (typeof REPORT_TEMPLATES)[number]

export const REPORT_FORMATS = ['html', 'pdf', 'md', 'json', 'csv'] as const
export type ReportFormat = (typeof REPORT_FORMATS)[number]

const filter = z.string().max(4000)
const ids = z.array(z.string().min(1).max(400)).max(200)
const sides = { a: filter, b: filter }

/** The sections a report can have, each with what it picks; the order in a request is the order in the report. */
export const reportSectionSchema = z.discriminatedUnion('kind', [
  /** What happened, in sentences; `text` stands before them in the author's words. */
  z.object({ kind: z.literal('summary'), text: z.string().max(20_000).default('') }),
  /** Shifts with their series, evidence, segments, causes, examples. `open` and `period` pick by state when it is made. */
  z.object({
    kind: z.literal('shifts'),
    pick: z.union([z.enum(['open', 'period', 'all']), ids]).default('open'),
  }),
  z.object({ kind: z.literal('comparison'), ...sides, paired: z.string().min(1).max(200).optional() }),
  z.object({ kind: z.literal('differs'), ...sides }),
  /** Groups of like findings with an example each; left out, of the categories of the report's shifts. */
  z.object({
    kind: z.literal('signatures'),
    categories: z.array(z.string().max(200)).max(50).optional(),
    limit: z.number().int().min(1).max(50).default(8),
  }),
  /** Traces as conversations; left out, the examples of the report's shifts. */
  z.object({ kind: z.literal('traces'), ids: ids.optional() }),
  /** The author's own words. */
  z.object({ kind: z.literal('notes'), text: z.string().max(100_000).default('') }),
  /** What was noticed and raised no alert. */
  z.object({ kind: z.literal('noticed') }),
  /** Every category in the period beside its baseline. */
  z.object({ kind: z.literal('categories') }),
  z.object({ kind: z.literal('infrastructure') }),
  /** Who was evaluated by whom. */
  z.object({ kind: z.literal('governance') }),
  /** Prompts, tools, models, rubrics and judges that the traces were made and judged with. */
  z.object({ kind: z.literal('versions'), only: z.enum(['new', 'all']).default('all') }),
  z.object({ kind: z.literal('method') }),
  z.object({ kind: z.literal('sources') }),
])
export type ReportSectionRequest = z.output<typeof reportSectionSchema>

export const SECTION_KINDS = [
  'summary',
  'shifts',
  'comparison',
  'differs',
  'signatures',
  'traces',
  'notes',
  'noticed',
  'categories',
  'infrastructure',
  'governance',
  'versions',
  'method',
  'sources',
] as const satisfies readonly ReportSectionRequest['kind'][]

/** What a report is asked to hold. The same request on the same workspace gives the same bytes. */
export const reportRequestSchema = z.object({
  title: z.string().max(300).default(''),
  template: z.enum(REPORT_TEMPLATES).default('incident'),
  author: z.string().trim().max(200).default(''),
  /** When it was asked for, microseconds; the only wall clock in a report. Null is left out of it. */
  atUs: z.number().nullable().default(null),
  /** Days it is about, both inclusive; left out, the template chooses them from the data. */
  period: z.object({ from: z.iso.date(), to: z.iso.date() }).optional(),
  segment: z.string().max(400).optional(),
  sections: z.array(reportSectionSchema).max(40),
  /** What is taken out of it, on unless it says otherwise. */
  redaction: redactionRulesSchema.default(DEFAULT_REDACTION),
})
export type ReportRequest = z.output<typeof reportRequestSchema>
