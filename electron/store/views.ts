import { SPAN_KINDS, SPAN_STATUSES } from '../../shared/model/span.ts'
import { STANDING } from './annotation-store.ts'
import { openReader, type ReadConnection } from './connection.ts'
import { BODY_FACTS } from './span-body.ts'
import { addViewFunctions } from './view-functions.ts'

/** The views that queries and reports may read (docs of the command line): names and meanings are a promise. */
export const VIEWS: Readonly<Record<string, string>> = {
  traces: `
    SELECT trace.trace_id, session_id, import.label AS import_label, source.path AS import_file, source.format,
      trace.name, agent, environment, user_id, start_us, duration_ns, ${word('trace.status', SPAN_STATUSES)} AS status,
      span_count, llm_calls, tool_calls, input_tokens, output_tokens, cost_usd, model, provider, prompt_version,
      input_preview, output_preview
    FROM main.trace LEFT JOIN main.source ON source.id = trace.source LEFT JOIN main.import ON import.id = trace.import`,
  spans: `
    SELECT trace.trace_id, span_id, parent_span_id, ${word('kind', SPAN_KINDS)} AS kind, span.name, span.start_us,
      start_sub_ns, span.duration_ns, ${word('span.status', SPAN_STATUSES)} AS status,
      span_status_message(block, at, length) AS status_message, error_type, service, model_requested, model_answered,
      span.provider, finish_reason, span.input_tokens, span.output_tokens, cached_tokens, span.cost_usd, tool_name,
      tool_call_id, span_requested_by(block, at, length) AS requested_by,
      span_attributes(block, at, length) AS attributes
    FROM main.span JOIN main.trace ON trace.id = span.trace`,
  messages: `
    SELECT trace.trace_id, span_id, direction, position, role, text, message.tool_calls
    FROM main.span JOIN main.trace ON trace.id = span.trace
    CROSS JOIN span_messages(block, at, length) AS message
    WHERE span.facts & ${BODY_FACTS.input | BODY_FACTS.output}`,
  scores: `
    SELECT trace_id, span_id, score.name, value, label, explanation, evaluator_kind, judge,
      model_family(judge) AS judge_family, rubric, rubric_version, at_us
    FROM main.score JOIN main.trace ON trace.id = score.trace`,
  findings: `
    SELECT trace_id, span_id, blame_span_id, category.name AS category, category.version AS category_version,
      finding.class, evidence
    FROM main.finding JOIN main.trace ON trace.id = finding.trace JOIN main.category ON category.id = finding.category
    WHERE finding.current = 1`,
  annotations: `
    SELECT target, iif(target IN ('trace', 'span'), subject, NULL) AS trace_id, span_id,
      iif(target = 'shift', subject, NULL) AS shift_id, iif(target = 'category', subject, NULL) AS category,
      label, holds, text, author, at_us
    FROM main.annotation WHERE ${STANDING}`,
  imports: `
    SELECT label, path AS file, sha256, format, ifnull(finished_us, started_us) AS at_us, traces, spans, accepted,
      rejected, skipped
    FROM main.source JOIN main.import ON import.id = source.import WHERE import.state = 'done'`,
  daily_counts: `SELECT date, category, segment, n, k, not_evaluable FROM main.daily_count WHERE segment <> ''`,
  shifts: `
    SELECT id, category, segment, state, opened_on AS openedOn, onset, closed_on AS closedOn, observed, expected, ratio,
      low, high, mix, behaviour, sentence
    FROM main.shift`,
}

/**
 * Opens a workspace for reading with the views on it. They live as long as the connection and change nothing in the
 * file. AppErrors as `openReader`.
 */
export function openViews(path: string): ReadConnection {
  const payloads = openReader(path)
  try {
    const connection = openReader(path)
    addViewFunctions(connection.db, payloads.contents)
    connection.db.pragma('query_only = 0')
    for (const [name, select] of Object.entries(VIEWS))
      connection.db.exec(`CREATE TEMP VIEW ${name} AS ${select}`)
    connection.db.pragma('query_only = 1')
    return {
      ...connection,
      close: () => {
        connection.close()
        payloads.close()
      },
    }
  } catch (error) {
    payloads.close()
    throw error
  }
}

/** A stored position in a list as its word. */
function word(column: string, words: readonly string[]): string {
  return `CASE ${column} ${words.map((name, index) => `WHEN ${index} THEN '${name}'`).join(' ')} END`
}
