/**
 * A log is `{version, status, eval, plan, results, stats, samples: [sample]}`; in a `.eval` archive each sample is a file
 * and the rest stands in `header.json` and `_journal/start.json`. Times are ISO with a zone, durations seconds.
 */
export const INSPECT_REASONS = {
  other: 'The document is no part of an Inspect log.',
  header: 'The header of the log; what it says stands with each sample.',
  summaries: 'Summaries of samples that have files of their own.',
  sample: 'The sample has neither events nor messages.',
} as const

/** Members of a sample that have a place of their own; the others are attributes of its first span. */
export const SAMPLE_KNOWN: ReadonlySet<string> = new Set([
  'messages',
  'output',
  'scores',
  'score',
  'events',
  'transcript',
  'attachments',
  'uuid',
  'metadata',
])

/** Members of a `model` event that have a place of their own. */
export const MODEL_KNOWN: ReadonlySet<string> = new Set([
  'event',
  'uuid',
  'timestamp',
  'completed',
  'model',
  'input',
  'output',
  'error',
])

/** Members of a `tool` event that have a place of their own. */
export const TOOL_KNOWN: ReadonlySet<string> = new Set([
  'event',
  'uuid',
  'timestamp',
  'completed',
  'id',
  'function',
  'arguments',
  'result',
  'error',
])
