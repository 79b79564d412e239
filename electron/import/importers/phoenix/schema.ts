/** Members of a span that have a place of their own, in JSON and as columns of a dataframe. */
export const KNOWN: ReadonlySet<string> = new Set([
  'name',
  'context',
  'context.trace_id',
  'context.span_id',
  'span_id',
  'trace_id',
  'span_kind',
  'parent_id',
  'start_time',
  'end_time',
  'status_code',
  'status_message',
  'attributes',
  'events',
  'annotations',
  'span_annotations',
])

export const PHOENIX_REASONS = {
  other: 'The record is neither a span nor a judgement of Phoenix.',
  noIds: 'The span has no trace id and span id.',
  noStart: 'The span has no start time.',
  noJudged: 'The judgement names neither a span nor a trace.',
} as const
