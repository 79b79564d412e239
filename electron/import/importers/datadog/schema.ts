import type { SpanKind } from '../../../../shared/model/span.ts'

/** Kinds of LLM Observability. Source: docs.datadoghq.com/llm_observability/terms. */
export const KINDS: ReadonlyMap<unknown, SpanKind> = new Map<string, SpanKind>([
  ['llm', 'llm'],
  ['agent', 'agent'],
  ['tool', 'tool'],
  ['workflow', 'chain'],
  ['task', 'chain'],
  ['step', 'chain'],
  ['embedding', 'embedding'],
  ['retrieval', 'retrieval'],
  ['experiment', 'evaluator'],
])

export const DATADOG_REASONS = {
  other: 'The record is neither a span nor an evaluation of Datadog.',
  noIds: 'The span has no trace_id or span_id.',
  noStart: 'The span has no start time.',
  noSpan: 'The evaluation names no span.',
} as const

/** What a request to the intake says of all its spans. */
export interface Above {
  mlApp: string | null
  sessionId: string | null
  tags: readonly string[]
}

export const NOTHING_ABOVE: Above = { mlApp: null, sessionId: null, tags: [] }
