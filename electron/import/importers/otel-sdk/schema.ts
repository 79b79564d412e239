/** Members of a span that have a place of their own; everything else is kept under its name. */
export const KNOWN: ReadonlySet<string> = new Set([
  'name',
  'context',
  'trace_id',
  'span_id',
  'parent_span_id',
  'kind',
  'parent',
  'parent_id',
  'start_time',
  'end_time',
  'start_time_unix_ns',
  'end_time_unix_ns',
  'duration_ms',
  'status',
  'attributes',
  'events',
  'links',
  'resource',
])

export const SDK_REASONS = {
  other: 'The record is no span of an OpenTelemetry SDK.',
  noIds: 'The span has no context with a trace id and a span id.',
  noStart: 'The span has no start time.',
} as const
