/**
 * `{schema_version: "ATIF-v1.7", session_id, trajectory_id?, agent: {name, version, model_name?, tool_definitions?, extra?},
 * steps: [step], notes?, final_metrics?, continued_trajectory_ref?, extra?, subagent_trajectories?}`.
 *
 * A step is `{step_id, timestamp? (ISO), source: "system" | "user" | "agent", model_name?, message (text or parts),
 * reasoning_content?, tool_calls?: [{tool_call_id, function_name, arguments}], observation?: {results: [{source_call_id?,
 * content?, subagent_trajectory_ref?: [{session_id?, trajectory_id?, trajectory_path?}]}]}, metrics?: {prompt_tokens (cached
 * ones included), completion_tokens, cached_tokens, cost_usd}, is_copied_context?, llm_call_count?, extra?}`.
 */
export const TRAJECTORY_KNOWN: ReadonlySet<string> = new Set([
  'steps',
  'agent',
  'extra',
  'subagent_trajectories',
])

export const AGENT_KNOWN: ReadonlySet<string> = new Set(['name', 'model_name'])

/** Members of a step that are said, done or given back. */
export const STEP_KNOWN: ReadonlySet<string> = new Set([
  'source',
  'timestamp',
  'message',
  'reasoning_content',
  'model_name',
  'tool_calls',
  'observation',
])

/** Of a step that is only heard, everything that is no text of it stands at its event. */
export const HEARD_KNOWN: ReadonlySet<string> = new Set([
  'source',
  'timestamp',
  'message',
  'reasoning_content',
])

export const CALL_KNOWN: ReadonlySet<string> = new Set(['tool_call_id', 'function_name', 'arguments'])
export const RESULT_KNOWN: ReadonlySet<string> = new Set(['source_call_id', 'content'])

export const ATIF_REASONS = {
  other: 'The record is no trajectory of the Agent Trajectory Interchange Format.',
  step: 'A step of the trajectory has no source.',
} as const
