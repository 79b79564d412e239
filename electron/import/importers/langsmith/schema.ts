import type { SpanKind } from '../../../../shared/model/span.ts'
import { textOrNull } from '../../json-value.ts'

/** Types of runs. `prompt` and `parser` are steps of a chain that have no kind here. Source: RunTypeEnum in langsmith/schemas.py. */
export const KINDS: ReadonlyMap<string, SpanKind> = new Map([
  ['llm', 'llm'],
  ['chat_model', 'llm'],
  ['chain', 'chain'],
  ['tool', 'tool'],
  ['retriever', 'retrieval'],
  ['embedding', 'embedding'],
  ['reranker', 'reranker'],
  ['agent', 'agent'],
])

/** Members of a run with a place of their own. Times are ISO text without a zone (UTC), costs decimal text in USD. */
export const KNOWN: ReadonlySet<string> = new Set([
  'id',
  'run_id',
  'trace_id',
  'parent_run_id',
  'name',
  'start_time',
  'end_time',
  'status',
  'error',
  'inputs',
  'outputs',
  'extra',
  'metadata',
  'custom_metadata',
  'events',
  'child_runs',
  'children',
  'feedback',
  'feedback_stats',
])

/** Members under which files hold runs or feedback: pages of the API, files of a trace, home-made exports. */
export const LISTS: readonly string[] = [
  'runs',
  'traces',
  'items',
  'data',
  'results',
  'run',
  'trace',
  'feedback',
  'feedbacks',
]

export const LANGSMITH_REASONS = {
  other: 'The record is neither a run nor feedback of LangSmith.',
  noId: 'The run has no id.',
  noStart: 'The run has no start time.',
  noRun: 'The feedback names neither a run nor a trace.',
  merged: 'An update of a run that was read before: both are one span.',
  noBase: 'An update of a run whose beginning is not in the file.',
} as const

/** An id; the one of zeros stands for none. */
export function idOrNull(value: unknown): string | null {
  const id = textOrNull(value)
  return id === null || /^[0-]+$/.test(id) ? null : id
}
