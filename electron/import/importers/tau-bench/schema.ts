/** Members of a run that have a place of their own; `info` (task, rewards, the user's cost) is kept whole. */
export const RUN_KNOWN: ReadonlySet<string> = new Set(['traj', 'reward'])

/** Members of a message that its span tells. */
export const SAID_KNOWN: ReadonlySet<string> = new Set([
  'role',
  'content',
  'tool_calls',
  'tool_call_id',
  'name',
  'index',
  'function_call',
  'refusal',
  'annotations',
  'reasoning_content',
])

export const TAU_REASONS = {
  other: 'The record is no run of tau-bench: it has no task_id and traj.',
  message: 'There is something other than a message in the trajectory.',
  failed: 'The run ended with an error of the harness; it is kept in its attributes.',
} as const
