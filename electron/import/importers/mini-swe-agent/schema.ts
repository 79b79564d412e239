/**
 * `{info: {model_stats: {instance_cost (USD), api_calls}, config: {agent, model: {model_name}, environment, ...},
 * mini_version, exit_status, submission}, messages: [...], trajectory_format: "mini-swe-agent-1.1", instance_id?}`.
 *
 * A message is `{role, content, tool_calls?, tool_call_id?, extra?}`. `extra` of an answer: `response` (the provider's body
 * with `usage`), `cost` (USD), `timestamp` (seconds since 1970), `actions: [{command, tool_call_id?}]`; of a result:
 * `raw_output`, `returncode`, `exception_info`, `exception_type`, `timestamp`. Models behind the Responses API give
 * `{object: "response", output: [...]}` and `{type: "function_call_output", call_id, output}` instead. Format 1 has no
 * `extra` but in answers: the command is the one fenced block of the text, the next message of the user its result.
 */
export const RUN_KNOWN: ReadonlySet<string> = new Set(['messages', 'info'])

/** Members of a message that are its text and calls, or stand elsewhere. */
export const MESSAGE_KNOWN: ReadonlySet<string> = new Set([
  'role',
  'content',
  'tool_calls',
  'tool_call_id',
  'reasoning_content',
  'thinking_blocks',
  'object',
  'output',
  'call_id',
  'type',
  'extra',
])

export const EXTRA_KNOWN: ReadonlySet<string> = new Set(['timestamp', 'cost', 'response'])

/** What one shell command is called, as in the tool the newer versions give to the model. */
export const SHELL = 'bash'

export const MINI_REASONS = {
  other: 'The record is no trajectory of mini-swe-agent: it has no list of messages with an info.',
  message: 'A message of the run has no role.',
} as const
