/** Members of a run that have a place of their own; `output.history` is its conversation. */
export const RUN_KNOWN: ReadonlySet<string> = new Set(['output', 'time', 'error'])
export const OUTPUT_KNOWN: ReadonlySet<string> = new Set(['history', 'index'])

export const AGENTBENCH_REASONS = {
  other: 'The record is neither a run of AgentBench nor a label of one.',
} as const
