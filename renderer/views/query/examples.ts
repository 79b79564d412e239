/** Questions that come up in an incident. */
export const EXAMPLES: readonly (readonly [title: string, sql: string])[] = [
  [
    'Errors of tools by day',
    `SELECT date(start_us / 1e6, 'unixepoch') AS day, tool_name, count(*) AS calls,
  round(100.0 * sum(status = 'error') / count(*), 1) AS error_percent
FROM spans
WHERE kind = 'tool'
GROUP BY day, tool_name
ORDER BY day, calls DESC`,
  ],
  [
    'Findings by category and prompt version',
    `SELECT category, prompt_version, count(DISTINCT findings.trace_id) AS traces
FROM findings JOIN traces USING (trace_id)
GROUP BY category, prompt_version
ORDER BY traces DESC`,
  ],
  [
    'Models asked for and answered',
    `SELECT model_requested, model_answered, count(*) AS calls,
  round(avg(duration_ns) / 1e9, 2) AS mean_seconds
FROM spans
WHERE kind = 'llm'
GROUP BY model_requested, model_answered
ORDER BY calls DESC`,
  ],
  [
    'The dearest sessions',
    `SELECT session_id, count(*) AS traces, round(sum(cost_usd), 3) AS cost_usd,
  sum(input_tokens + output_tokens) AS tokens
FROM traces
GROUP BY session_id
ORDER BY cost_usd DESC
LIMIT 50`,
  ],
  [
    'What users asked when it failed',
    `SELECT traces.trace_id, agent, input_preview, category
FROM findings JOIN traces USING (trace_id)
WHERE class = 'F'
ORDER BY start_us DESC
LIMIT 100`,
  ],
  [
    'Scores by judge and rubric',
    `SELECT name, judge, rubric, rubric_version, count(*) AS scores, round(avg(value), 3) AS mean
FROM scores
GROUP BY name, judge, rubric, rubric_version
ORDER BY name, scores DESC`,
  ],
]
