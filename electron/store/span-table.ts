import type { SpanTable } from '../../shared/contract/span-table.ts'
import type { ReadConnection } from './connection.ts'
import { prepared } from './prepared.ts'

// SQLite writes the columns itself: 100,000 spans take 80 ms so, and 400 ms as rows. In order of start; what starts at
// once stays in the order of its source.
const COLUMNS = `
  SELECT json_group_array(span_id) AS spanIds, json_group_array(parent_span_id) AS parents,
    json_group_array(kind) AS kinds, json_group_array(status) AS statuses, json_group_array(name) AS names,
    json_group_array(start_us) AS starts,
    CASE WHEN max(start_sub_ns) > 0 THEN json_group_array(start_sub_ns) ELSE '[]' END AS subNs,
    json_group_array(duration_ns) AS durations,
    CASE WHEN count(tool_name) > 0 THEN json_group_array(tool_name) ELSE '[]' END AS tools,
    CASE WHEN count(model) > 0 THEN json_group_array(model) ELSE '[]' END AS models,
    CASE WHEN count(agent_name) > 0 THEN json_group_array(agent_name) ELSE '[]' END AS agents,
    CASE WHEN count(tokens) > 0 THEN json_group_array(tokens) ELSE '[]' END AS tokens
  FROM (
    SELECT span_id, parent_span_id, kind, status, name, start_us, start_sub_ns, duration_ns, tool_name, agent_name,
      ifnull(model_answered, model_requested) AS model,
      CASE WHEN input_tokens IS NOT NULL OR output_tokens IS NOT NULL
        THEN ifnull(input_tokens, 0) + ifnull(output_tokens, 0) END AS tokens
    FROM span WHERE trace = ? ORDER BY start_us, start_sub_ns, source, seq
  )`

/** Every span of a trace by column, never cut. */
export function readSpanTable({ db }: ReadConnection, trace: number): SpanTable {
  const table = prepared<[number], SpanTable>(db, COLUMNS).get(trace)
  if (table === undefined) throw new Error('an aggregate without a row')
  return table
}
