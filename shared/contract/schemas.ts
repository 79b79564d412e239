import { z } from 'zod'
import { CATEGORY_CLASSES } from '../model/finding.ts'
import { EVALUATOR_KINDS } from '../model/score.ts'
import { SPAN_KINDS, SPAN_STATUSES } from '../model/span.ts'

/** What every view's top bar narrows: ISO dates (both inclusive) and one segment, e.g. `booking × gpt-4.1`. */
export const scopeSchema = z.object({
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  segment: z.string().max(400).optional(),
})

export const evidenceSchema = z.object({
  spanId: z.string(),
  path: z.string(),
  text: z.string(),
  start: z.number().int().nullable(),
  end: z.number().int().nullable(),
})

export const findingSchema = z.object({
  traceId: z.string(),
  spanId: z.string(),
  blameSpanId: z.string().nullable(),
  category: z.string(),
  version: z.number().int(),
  class: z.enum(CATEGORY_CLASSES),
  evidence: z.array(evidenceSchema),
  signature: z.string(),
  /** How many traces of the workspace carry the same signature. */
  signatureTraces: z.number().int(),
})

export const scoreSchema = z.object({
  traceId: z.string(),
  spanId: z.string().nullable(),
  name: z.string(),
  value: z.number().nullable(),
  label: z.string().nullable(),
  explanation: z.string().nullable(),
  evaluatorKind: z.enum(EVALUATOR_KINDS).nullable(),
  judge: z.string().nullable(),
  rubric: z.string().nullable(),
  rubricVersion: z.string().nullable(),
  atUs: z.number().nullable(),
  raw: z.string().nullable(),
})

/** Why records were not taken as they came: a sentence, how often, and where first. */
export const importProblemSchema = z.object({
  reason: z.string(),
  count: z.number().int(),
  first: z.object({ line: z.number().int().optional(), offset: z.number().int().optional() }),
})

export const sourceReportSchema = z.object({
  path: z.string(),
  sha256: z.string(),
  format: z.string().nullable(),
  bytes: z.number(),
  traces: z.number().int(),
  spans: z.number().int(),
  scores: z.number().int(),
  read: z.number().int(),
  accepted: z.number().int(),
  rejected: z.number().int(),
  skipped: z.number().int(),
  duplicates: z.number().int(),
  seconds: z.number(),
  problems: z.array(importProblemSchema),
})

/** One row of the trace list, with the columns of the `traces` view that it shows. */
export const traceRowSchema = z.object({
  traceId: z.string(),
  sessionId: z.string().nullable(),
  importLabel: z.string(),
  format: z.string(),
  name: z.string(),
  agent: z.string().nullable(),
  environment: z.string().nullable(),
  userId: z.string().nullable(),
  startUs: z.number(),
  durationNs: z.number().nullable(),
  status: z.enum(SPAN_STATUSES),
  spanCount: z.number().int(),
  llmCalls: z.number().int(),
  toolCalls: z.number().int(),
  inputTokens: z.number().nullable(),
  outputTokens: z.number().nullable(),
  costUsd: z.number().nullable(),
  model: z.string().nullable(),
  provider: z.string().nullable(),
  promptVersion: z.string().nullable(),
  inputPreview: z.string().nullable(),
  outputPreview: z.string().nullable(),
  syntheticTime: z.boolean(),
  /** Categories found in it, failures first. */
  categories: z.array(z.string()),
  /** Labels that people gave it or one of its spans, `not …` where they say that one does not fit. */
  labels: z.array(z.string()),
  /** Notes on it and its spans. */
  notes: z.number().int(),
})

export const spanRowSchema = z.object({
  spanId: z.string(),
  parentSpanId: z.string().nullable(),
  kind: z.enum(SPAN_KINDS),
  name: z.string(),
  startUs: z.number(),
  startSubNs: z.number(),
  durationNs: z.number().nullable(),
  status: z.enum(SPAN_STATUSES),
  toolName: z.string().nullable(),
  model: z.string().nullable(),
  agentName: z.string().nullable(),
  tokens: z.number().nullable(),
})

export type Scope = z.infer<typeof scopeSchema>
export type FindingRow = z.infer<typeof findingSchema>
export type TraceRow = z.infer<typeof traceRowSchema>
export type SpanRow = z.infer<typeof spanRowSchema>
