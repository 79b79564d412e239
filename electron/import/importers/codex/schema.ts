/** Lines (`type`) of a rollout, and items (`payload.type`), that repeat what others say or are bookkeeping. */
export const NOISE: ReadonlySet<unknown> = new Set([
  'user_message',
  'agent_message',
  'agent_message_delta',
  'agent_reasoning',
  'agent_reasoning_delta',
  'agent_reasoning_raw_content',
  'agent_reasoning_section_break',
  'task_started',
  'task_complete',
  'turn_started',
  'turn_complete',
  'entered_review_mode',
  'exited_review_mode',
  'item_started',
  'item_completed',
  'exec_command_begin',
  'exec_command_end',
  'mcp_tool_call_begin',
  'mcp_tool_call_end',
  'patch_apply_begin',
  'patch_apply_end',
  'web_search_begin',
  'web_search_end',
  'thread_name_updated',
  'context_compacted',
  'ghost_snapshot',
  'state',
])

/** Items that are part of an answer of the model. Source: codex-rs/protocol, ResponseItem. */
export const CALLS: ReadonlyMap<unknown, string | null> = new Map([
  ['function_call', null],
  ['custom_tool_call', null],
  ['mcp_tool_call', null],
  ['tool_search_call', 'tool_search'],
  ['local_shell_call', 'local_shell'],
  ['web_search_call', 'web_search'],
  ['image_generation_call', 'image_generation'],
])

export const OUTPUTS: ReadonlySet<unknown> = new Set([
  'function_call_output',
  'custom_tool_call_output',
  'mcp_tool_call_output',
  'local_shell_call_output',
  'tool_search_output',
])

/** Members of an item that have a place of their own. */
export const ITEM_KNOWN: ReadonlySet<string> = new Set([
  'type',
  'role',
  'content',
  'summary',
  'name',
  'arguments',
  'input',
  'call_id',
  'output',
  'timestamp',
])

export const CODEX_REASONS = {
  noise: 'Progress and bookkeeping of the session, or what another line says too.',
  other: 'The line is of a kind that is not known.',
  noSession: 'The line stands before any that names the session.',
} as const
