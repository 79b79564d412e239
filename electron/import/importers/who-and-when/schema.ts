/** Members of a run that have a place of their own; everything else is kept as an attribute of its first span. */
export const KNOWN: ReadonlySet<string> = new Set([
  'history',
  'is_correct',
  'is_corrected',
  'mistake_agent',
  'mistake_step',
  'mistake_reason',
  'mistake_type',
])

/** `history`: `[{role, name?, content}]`; `name` names the agent, without it `role` does (Magentic-One). */
export const WHO_WHEN_REASONS = {
  other: 'The record is no run of Who&When: it has no history with a mistake.',
  entry: 'An entry of the history has no content or no speaker.',
} as const
