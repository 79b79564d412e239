/**
 * An evaluation record: `{instance_id, instruction, metadata: {agent_class, llm_config | llm: {model}}, history: [event],
 * metrics, error, test_result, report?, instance?}`. `metrics`: `{accumulated_cost (USD), accumulated_token_usage,
 * costs: [{cost}], token_usages: [{response_id, prompt_tokens, completion_tokens, cache_read_tokens}],
 * response_latencies: [{response_id, latency (seconds)}]}`.
 *
 * An event of the application: `{id, timestamp (ISO without zone), source, message, action, args}` or `{..., observation,
 * cause, content, extras}`, with `tool_call_metadata: {function_name, tool_call_id, model_response}` where the model calls
 * tools and `llm_metrics` (running totals). Before 2024-10 a history is a list of `[action, observation]`.
 *
 * An event of the SDK has its `kind`: `ActionEvent` (`thought`, `tool_call`, `llm_response_id`), `ObservationEvent`
 * (`action_id`, `tool_call_id`, `observation`), `MessageEvent` (`llm_message`), `SystemPromptEvent` and others.
 */
export const RECORD_KNOWN: ReadonlySet<string> = new Set(['history', 'trajectory', 'events', 'metadata'])

/** Members of an event of the application that are said or done, or that every event repeats. */
export const ACTION_KNOWN: ReadonlySet<string> = new Set(['timestamp', 'tool_call_metadata'])
export const OBSERVATION_KNOWN: ReadonlySet<string> = new Set(['timestamp', 'tool_call_metadata', 'content'])

/** Members of an action's arguments that are no arguments of a tool. */
export const NO_ARGUMENTS: ReadonlySet<string> = new Set([
  'thought',
  'blocking',
  'confirmation_state',
  'hidden',
  'is_confirmed',
  'keep_prompt',
  'security_risk',
])

/** Actions of the agent's side that no model asked for. */
export const NOT_CALLED: ReadonlySet<string> = new Set([
  'null',
  'system',
  'recall',
  'change_agent_state',
  'condensation',
  'condensation_request',
  'loop_recovery',
  'initialize',
  'start',
  'pause',
  'resume',
  'stop',
])

/** Observations that tell people something, and the model nothing. */
export const NOT_TOLD: ReadonlySet<string> = new Set(['null', 'agent_state_changed', 'recall', 'success'])

export const SDK_KINDS =
  'ActionEvent|ObservationEvent|MessageEvent|SystemPromptEvent|AgentErrorEvent|UserRejectObservation|Condensation|CondensationRequest|CondensationSummaryEvent|ConversationStateUpdateEvent|ConversationErrorEvent|PauseEvent|InterruptEvent|HookExecutionEvent|LLMCompletionLogEvent|TokenEvent|StreamingDeltaEvent|ACPToolCallEvent'

export const OPENHANDS_REASONS = {
  other: 'The record is neither a run of OpenHands nor one of its events.',
  event: 'An entry of the history is no event.',
  alone:
    'This is one event of a conversation; the events of a conversation are read where they stand in one file, as a list or line by line.',
  state: 'This is the state of a conversation; its events stand in other files.',
  empty: 'The run has no events.',
} as const
