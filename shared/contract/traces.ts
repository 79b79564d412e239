import { z } from 'zod'
import { method } from './define.ts'
import {
  findingSchema,
  scopeSchema,
  scoreSchema,
  spanRowSchema,
  traceRowSchema,
  type SpanRow,
} from './schemas.ts'
import { textMatchSchema } from './search.ts'
import { spanTableSchema } from './span-table.ts'

export const TRACE_SORTS = ['start', 'duration', 'tokens', 'cost', 'spans'] as const

export const traceQuerySchema = scopeSchema.extend({
  /** The filter language of the trace list. */
  filter: z.string().max(4000).default(''),
  sort: z.enum(TRACE_SORTS).default('start'),
  direction: z.enum(['asc', 'desc']).default('desc'),
  /** `next` of the page before; opaque. */
  cursor: z.string().max(400).optional(),
  limit: z.number().int().min(1).max(500).default(100),
})

/** A trace of the list, with where its texts hold what the filter asks for, unless its own row shows it. */
export const listedTraceSchema = traceRowSchema.extend({ match: textMatchSchema.nullable() })
export type ListedTrace = z.infer<typeof listedTraceSchema>

export const textPartSchema = z.object({
  /** At most 64,000 characters; `length` is the whole. */
  text: z.string(),
  length: z.number().int(),
})

/** A message of a span, long texts as far as they are sent at once. */
const messagePartSchema = z.object({
  role: z.string(),
  text: textPartSchema,
  name: z.string().nullable(),
  reasoning: textPartSchema.nullable(),
  toolCalls: z.array(z.object({ id: z.string().nullable(), name: z.string(), arguments: textPartSchema })),
})

/** One step of a trace read as a conversation, in order of time; what a later call repeats is told once. */
export const turnSchema = z.object({
  spanId: z.string(),
  kind: z.enum(['message', 'tool_call', 'tool_result', 'reasoning']),
  role: z.string(),
  /** Tool or agent name. */
  name: z.string().nullable(),
  model: z.string().nullable(),
  text: textPartSchema,
  /** Path of `text` inside the span, in the words of Evidence.path, so that findings can be marked in it. */
  path: z.string(),
  toolCallId: z.string().nullable(),
  status: z.enum(['unset', 'ok', 'error']),
  durationNs: z.number().nullable(),
  tokens: z.number().nullable(),
})

export const attributeRowSchema = z.object({
  key: z.string(),
  type: z.enum(['string', 'int', 'double', 'bool', 'json', 'bytes', 'null']),
  value: textPartSchema,
})

export const traceMethods = {
  'traces.list': method({
    summary: 'A page of traces in SQL order, with a cursor for the next.',
    input: traceQuerySchema,
    output: z.object({
      rows: z.array(listedTraceSchema),
      next: z.string().nullable(),
    }),
  }),
  'traces.count': method({
    summary:
      'How many traces a filter selects; `capped` where counting stopped, at 100,000 or for want of time.',
    input: traceQuerySchema.pick({ filter: true, from: true, to: true, segment: true }),
    output: z.object({
      count: z.number().int(),
      capped: z.boolean(),
      /** Traces whose texts are not in the search index yet, where the filter asks for a text. */
      unsearched: z.number().int(),
    }),
  }),
  'traces.neighbours': method({
    summary: 'The traces before and after one in a filtered list, for next and previous.',
    input: traceQuerySchema.omit({ cursor: true, limit: true }).extend({ traceId: z.string() }),
    output: z.object({
      previous: z.string().nullable(),
      next: z.string().nullable(),
      /** Its place in the list, from 1; null where it is not in the list, or where the list is too long to count. */
      place: z.object({ position: z.number().int(), count: z.number().int() }).nullable(),
    }),
  }),
  'trace.get': method({
    summary: 'One trace whole: its row, every span (never cut), findings and scores.',
    input: z.object({
      traceId: z.string(),
      /** The revision whose spans the caller holds already. */
      known: z.number().int().optional(),
    }),
    output: z.object({
      trace: traceRowSchema,
      /** Raised whenever a span or score of the trace changes. */
      revision: z.number().int(),
      /** By column; null where the revision is the one the caller knows. */
      spans: spanTableSchema.nullable(),
      findings: z.array(findingSchema),
      scores: z.array(scoreSchema),
      /** Categories that could not be judged on this trace. */
      notEvaluable: z.array(z.string()),
      analysed: z.boolean(),
    }),
  }),
  'trace.conversation': method({
    summary: 'A trace read as a conversation with its tool calls, in parts.',
    input: z.object({
      traceId: z.string(),
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(1000).default(300),
    }),
    output: z.object({ total: z.number().int(), turns: z.array(turnSchema) }),
  }),
  'trace.span': method({
    summary: 'One span with all it carries: attributes, messages, events, and its place in the source file.',
    input: z.object({ traceId: z.string(), spanId: z.string() }),
    output: z.object({
      span: spanRowSchema.extend({
        statusMessage: z.string().nullable(),
        errorType: z.string().nullable(),
        service: z.string().nullable(),
        modelRequested: z.string().nullable(),
        modelAnswered: z.string().nullable(),
        provider: z.string().nullable(),
        finishReason: z.string().nullable(),
        inputTokens: z.number().nullable(),
        outputTokens: z.number().nullable(),
        cachedTokens: z.number().nullable(),
        costUsd: z.number().nullable(),
        toolCallId: z.string().nullable(),
        inputKey: z.string().nullable(),
        outputKey: z.string().nullable(),
      }),
      inputMessages: z.array(messagePartSchema),
      outputMessages: z.array(messagePartSchema),
      attributes: z.array(attributeRowSchema),
      events: z.array(
        z.object({ name: z.string(), atUs: z.number(), attributes: z.array(attributeRowSchema) }),
      ),
      resource: z.array(attributeRowSchema),
      source: z.object({
        file: z.string(),
        sha256: z.string(),
        format: z.string(),
        line: z.number().int().nullable(),
        offset: z.number().int().nullable(),
      }),
    }),
  }),
  'trace.text': method({
    summary: 'A part of a long payload of a span.',
    input: z.object({
      traceId: z.string(),
      spanId: z.string(),
      path: z.string().max(1000),
      from: z.number().int().min(0),
      length: z.number().int().min(1).max(256_000),
    }),
    output: textPartSchema,
  }),
}

export type TextPart = z.infer<typeof textPartSchema>
export type Turn = z.infer<typeof turnSchema>
export type AttributeRow = z.infer<typeof attributeRowSchema>
export type TraceQuery = z.infer<typeof traceQuerySchema>
/** One trace with its spans as rows. */
export type TraceDetail = Omit<z.infer<(typeof traceMethods)['trace.get']['output']>, 'spans'> & {
  spans: readonly SpanRow[]
}
export type SpanDetail = z.infer<(typeof traceMethods)['trace.span']['output']>
