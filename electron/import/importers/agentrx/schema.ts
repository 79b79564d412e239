/**
 * A run is a bare list `[{role, content, name?}]` of Magentic-One. A label file is a list of `{trajectory_id, failures:
 * [{failure_id, step_number, step_reason, failure_category, category_reason, failed_agent}], root_cause: {failure_id,
 * reason_for_root_cause}, failure_summary}`; `step_number` counts from 1.
 */
export const AGENTRX_REASONS = {
  other: 'The document is neither a run of Magentic-One nor a list of labels.',
  entry: 'An entry of the run has no content or no speaker.',
  label: 'The label names no trajectory.',
} as const
