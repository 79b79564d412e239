/**
 * `{environment, trajectory: [step], history: [message], info: {exit_status, submission, model_stats: {instance_cost (USD),
 * tokens_sent, tokens_received, api_calls}}, replay_config?, attempts?}`.
 *
 * A step is `{action, observation, response, thought, state, execution_time (seconds)?, query? | messages?, extra_info?}`;
 * `query` is what the model was sent, in versions from 1.0 on; `messages` of
 * those before it also holds the answer and its result. A message of the history is `{role, content, agent, thought?,
 * action?, tool_calls?, tool_call_ids?, is_demo?, message_type?}`. A run that was tried several times holds each as a run of
 * its own in `attempts`, the chosen one beside them once more. Demonstrations are a history alone.
 */
export const RUN_KNOWN: ReadonlySet<string> = new Set(['trajectory', 'history', 'info', 'attempts'])

/** Members of a step that are said or done; the rest belongs to the answer, but what is told of the action to the tool. */
export const STEP_KNOWN: ReadonlySet<string> = new Set([
  'action',
  'observation',
  'response',
  'query',
  'messages',
  'state',
  'execution_time',
])

export const MESSAGE_KNOWN: ReadonlySet<string> = new Set([
  'role',
  'content',
  'tool_calls',
  'tool_call_ids',
  'thinking_blocks',
  'reasoning_content',
])

/** What is heard says of whom it is told once more. */
export const HEARD_KNOWN: ReadonlySet<string> = new Set([...MESSAGE_KNOWN, 'agent'])

/** The commands SWE-agent gives to the model beside the shell: tools of their own, as its newer versions call them. */
export const COMMANDS: ReadonlySet<string> = new Set([
  'open',
  'goto',
  'scroll_up',
  'scroll_down',
  'create',
  'edit',
  'insert',
  'undo_edit',
  'search_dir',
  'search_file',
  'find_file',
  'str_replace_editor',
  'view_image',
  'submit',
  'exit_forfeit',
  'skip',
])

export const SHELL = 'bash'

export const SWE_REASONS = {
  other: 'The record is no trajectory of SWE-agent: it has neither steps nor a history.',
  step: 'A step of the trajectory, or a message of its history, is no object.',
} as const
