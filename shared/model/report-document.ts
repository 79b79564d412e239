import { z } from 'zod'
import { REDACTED_FIELDS } from './redaction.ts'
import { reportRequestSchema, SECTION_KINDS } from './report.ts'

/** How a number of a table is written for people; CSV and JSON carry it as it is. */
export const CELL_FORMATS = [
  'text',
  'count',
  'rate',
  'points',
  'ratio',
  'expected',
  'duration',
  'cost',
  'time',
  'bytes',
  'number',
] as const

const cellSchema = z.union([z.string(), z.number(), z.null()])

const tableSchema = z.object({
  kind: z.literal('table'),
  /** Unique in the document and made of `a-z0-9-` only: the name of its CSV file. */
  id: z.string().regex(/^[a-z0-9-]+$/),
  title: z.string(),
  columns: z.array(
    z.object({
      title: z.string(),
      format: z.enum(CELL_FORMATS),
      /** What its cells are, where redaction can leave that out whole. */
      field: z.enum(REDACTED_FIELDS).optional(),
    }),
  ),
  rows: z.array(z.array(cellSchema)),
  /** Rows there were beyond these. */
  left: z.number().int(),
})

const daySchema = z.object({
  date: z.string(),
  value: z.number().nullable(),
  n: z.number().int().optional(),
  k: z.number().int().optional(),
})

/** A line by day, drawn by every writer that can draw; its days are its table. */
const chartSchema = z.object({
  kind: z.literal('chart'),
  id: z.string().regex(/^[a-z0-9-]+$/),
  title: z.string(),
  unit: z.enum(['rate', 'threshold', 'duration', 'count', 'cost']),
  days: z.array(daySchema),
  /** What ordinary days of the baseline stay within. */
  band: z.object({ rate: z.number(), low: z.number(), high: z.number() }).nullable(),
  /** The baseline's days. */
  baseline: z.object({ from: z.string(), to: z.string() }).nullable(),
  /** Stretches of days that shifted. */
  shades: z.array(z.object({ from: z.string(), to: z.string().nullable(), label: z.string() })),
  /** Versions that came into force. */
  marks: z.array(z.object({ date: z.string(), label: z.string() })),
})

/** Ratios with their intervals, one a line; `null` bounds are open. */
const forestSchema = z.object({
  kind: z.literal('forest'),
  title: z.string(),
  rows: z.array(
    z.object({
      label: z.string(),
      ratio: z.number().nullable(),
      low: z.number().nullable(),
      high: z.number().nullable(),
      verdict: z.enum(['higher', 'lower', 'no difference', 'not enough data']),
    }),
  ),
})

/** The characters of a span that prove something, marked in what stands around them. */
const quoteSchema = z.object({
  kind: z.literal('quote'),
  /** What it proves. */
  caption: z.string(),
  /** The group of like findings it belongs to. */
  signature: z.string(),
  text: z.string(),
  mark: z.object({ start: z.number().int(), end: z.number().int() }).nullable(),
  traceId: z.string(),
  spanId: z.string(),
  path: z.string(),
})

const turnSchema = z.object({
  kind: z.enum(['message', 'tool_call', 'tool_result', 'reasoning']),
  role: z.string(),
  name: z.string().nullable(),
  model: z.string().nullable(),
  text: z.string(),
  /** Characters of the text that are not shown. */
  left: z.number().int(),
  spanId: z.string(),
  status: z.enum(['unset', 'ok', 'error']),
  durationNs: z.number().nullable(),
  /** Names of the categories found at its span. */
  findings: z.array(z.string()),
})

const conversationSchema = z.object({
  kind: z.literal('conversation'),
  traceId: z.string(),
  title: z.string(),
  turns: z.array(turnSchema),
  /** Turns of the trace that are not shown. */
  left: z.number().int(),
})

const plainBlocks = [
  z.object({
    kind: z.literal('heading'),
    level: z.union([z.literal(3), z.literal(4)]),
    text: z.string(),
  }),
  z.object({
    kind: z.literal('paragraph'),
    text: z.string(),
    /** `lead` is the sentence to read aloud; `note` a limit or a hint. */
    tone: z.enum(['lead', 'plain', 'note']),
  }),
  z.object({ kind: z.literal('list'), items: z.array(z.string()) }),
  z.object({ kind: z.literal('facts'), items: z.array(z.object({ label: z.string(), value: z.string() })) }),
  z.object({ kind: z.literal('code'), caption: z.string(), text: z.string() }),
  tableSchema,
  chartSchema,
  forestSchema,
  quoteSchema,
  conversationSchema,
] as const

const detailsSchema = z.object({
  kind: z.literal('details'),
  summary: z.string(),
  get blocks(): z.ZodArray<typeof blockSchema> {
    return z.array(blockSchema)
  },
})

/** One piece of a report. `details` are folded where the writer can fold. */
export const blockSchema = z.discriminatedUnion('kind', [...plainBlocks, detailsSchema])

export const reportDocumentSchema = z.object({
  format: z.literal('tidemark-report'),
  version: z.literal(1),
  title: z.string(),
  subtitle: z.string(),
  appVersion: z.string(),
  sections: z.array(
    z.object({
      id: z.string().regex(/^[a-z0-9-]+$/),
      kind: z.enum(SECTION_KINDS),
      title: z.string(),
      blocks: z.array(blockSchema),
    }),
  ),
  /** What was asked for and is not in the report, or not whole, in sentences. */
  left: z.array(z.string()),
  /** What was replaced, by rule; null where nothing was looked for. */
  redaction: z
    .array(z.object({ rule: z.string(), count: z.number().int(), values: z.number().int() }))
    .nullable(),
  /** The request that makes this report again. */
  request: reportRequestSchema,
})

export type ReportDocument = z.infer<typeof reportDocumentSchema>
export type Block = z.infer<typeof blockSchema>
export type TableBlock = z.infer<typeof tableSchema>
export type ChartBlock = z.infer<typeof chartSchema>
export type ForestBlock = z.infer<typeof forestSchema>
export type QuoteBlock = z.infer<typeof quoteSchema>
export type ConversationBlock = z.infer<typeof conversationSchema>
export type CellFormat = (typeof CELL_FORMATS)[number]
export type Cell = z.infer<typeof cellSchema>
