import type { SpanKind } from '../../../../shared/model/span.ts'

/** Values of `mlflow.spanType`; `PARSER`, `MEMORY` and `UNKNOWN` say nothing of what is told apart here. Source: SpanType in mlflow/entities/span.py. */
export const KINDS: ReadonlyMap<string, SpanKind> = new Map([
  ['LLM', 'llm'],
  ['CHAT_MODEL', 'llm'],
  ['AGENT', 'agent'],
  ['TOOL', 'tool'],
  ['CHAIN', 'chain'],
  ['WORKFLOW', 'chain'],
  ['TASK', 'chain'],
  ['RETRIEVER', 'retrieval'],
  ['EMBEDDING', 'embedding'],
  ['RERANKER', 'reranker'],
  ['GUARDRAIL', 'guardrail'],
  ['EVALUATOR', 'evaluator'],
])

/**
 * Members of a span with a place of their own, in the three generations: 2 (`context`, `start_time`, `status_code`), 3
 * (ids in base64, `status.code` `STATUS_CODE_OK`) and 4 (ids in hex, `otel_trace_id`). Times are nanoseconds.
 */
export const SPAN_KNOWN: ReadonlySet<string> = new Set([
  'context',
  'trace_id',
  'span_id',
  'parent_id',
  'parent_span_id',
  'name',
  'start_time',
  'end_time',
  'start_time_ns',
  'end_time_ns',
  'start_time_unix_nano',
  'end_time_unix_nano',
  'status',
  'status_code',
  'status_message',
  'attributes',
  'events',
  'links',
])

/** Members of what is said of a trace that have a place of their own, in `info` or as columns of a data frame. */
export const TRACE_KNOWN: ReadonlySet<string> = new Set([
  'trace_id',
  'request_id',
  'assessments',
  'info',
  'trace_info',
  'data',
  'spans',
  'trace',
])

/** Columns of a data frame that say what its column `trace` says too. Source: Trace.to_pandas_dataframe_row. */
export const FRAME_COLUMNS: ReadonlySet<string> = new Set([
  ...TRACE_KNOWN,
  'client_request_id',
  'state',
  'status',
  'request_time',
  'timestamp_ms',
  'execution_duration',
  'execution_time_ms',
  'request',
  'response',
  'trace_metadata',
  'request_metadata',
  'tags',
])

/** Members that are flattened one level. */
export const TRACE_OBJECTS: ReadonlySet<string> = new Set(['trace_metadata', 'request_metadata', 'tags'])

/** Members under which files hold traces. */
export const LISTS: readonly string[] = [
  'traces',
  'trace',
  'data',
  'spans',
  'items',
  'results',
  'assessments',
]

export const MLFLOW_REASONS = {
  other: 'The record is neither a trace, a span nor an assessment of MLflow.',
  noIds: 'The span has no trace id and span id.',
  noStart: 'The span has no start time.',
  noSpans: 'The record tells of a trace without its spans.',
  noTrace: 'The assessment names no trace.',
  unreadable: 'The spans of the trace are not written in a way that can be read.',
} as const
