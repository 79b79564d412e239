/** Members of an entry that have a place of their own; everything else is kept as raw JSON. */
export const ENTRY_KNOWN: ReadonlySet<string> = new Set([
  'simulation_id',
  'judge_verdict',
  'judge_justification',
  'judge_model',
])

export const JUDGE_REASONS = {
  other: 'The document is no list of judgements: it has no entries with a simulation_id.',
  entry: 'The entry names no simulation, or gives no verdict.',
} as const
