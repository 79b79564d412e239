/** Members of a simulation that have a place of their own. */
export const RUN_KNOWN: ReadonlySet<string> = new Set(['messages', 'reward_info', 'id'])

/** Members of a message that its span tells. */
export const SAID_KNOWN: ReadonlySet<string> = new Set(['role', 'content', 'tool_calls', 'timestamp', 'id'])

export const TAU2_REASONS = {
  other: 'The record is no simulation of tau2-bench: it has no id and messages.',
  message: 'There is something other than a message in the simulation.',
} as const
