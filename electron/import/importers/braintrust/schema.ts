import type { SpanKind } from '../../../../shared/model/span.ts'

/** Members of a row that have a place of their own; the rest is kept beside them. */
export const KNOWN: ReadonlySet<string> = new Set([
  'span_id',
  'root_span_id',
  'span_parents',
  'input',
  'output',
  'expected',
  'error',
  'scores',
  'metadata',
  'metrics',
  'span_attributes',
  'context',
  '_is_merge',
])

/** The kind of a row by `span_attributes.type`. Source: braintrust-sdk, SpanTypeAttribute. */
export const KINDS: ReadonlyMap<unknown, SpanKind> = new Map<string, SpanKind>([
  ['llm', 'llm'],
  ['tool', 'tool'],
  ['score', 'evaluator'],
  ['classifier', 'evaluator'],
  ['eval', 'chain'],
  ['task', 'chain'],
  ['function', 'chain'],
])

export const BRAINTRUST_REASONS = {
  other: 'The record is no row of a Braintrust log.',
  noIds: 'The row has neither a span_id nor an id.',
  noTime: 'The row has neither metrics.start nor created.',
  merged: 'The row adds to an earlier one and was merged into it.',
  noBase: 'The row adds to one that is not in this source.',
} as const

/** True on a row that adds to the row of the same id. */
export const IS_MERGE = '_is_merge'
