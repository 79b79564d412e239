import type { ReadConnection } from './connection.ts'
import { selectTraces } from './trace-selection.ts'

/** One trace of a side of a comparison; sessions without an id are their trace. */
export interface ComparedTraceRow {
  id: number
  sessionKey: string
  agent: string | null
  rootName: string
  model: string | null
  durationNs: number | null
  isError: boolean
  tokens: number | null
  costUsd: number | null
  llmCalls: number
  spanCount: number
  syntheticTime: boolean
  /** `tool_error@1`, one for each character of `verdicts`; null before any analysis. The same list for the same rules. */
  rules: readonly string[] | null
  verdicts: string
}

export interface ComparedScoreRow {
  trace: number
  name: string
  value: number | null
  evaluatorKind: string | null
  judge: string | null
  rubric: string | null
  rubricVersion: string | null
}

type Row = [
  id: number,
  sessionKey: string,
  agent: string | null,
  rootName: string,
  model: string | null,
  durationNs: number | null,
  status: number,
  input: number | null,
  output: number | null,
  costUsd: number | null,
  llmCalls: number,
  spanCount: number,
  syntheticTime: number,
  rules: number | null,
  verdicts: string | null,
]

const ERROR = 2

/** The traces a filter selects, with their verdicts. Throws `filter_invalid`. Nothing may be written on the connection meanwhile. */
export function* comparedTraces({ db }: ReadConnection, filter: string): Generator<ComparedTraceRow> {
  const { source, condition } = selectTraces(db, { filter }, 'count')
  const sets = new Map<number, readonly string[]>()
  for (const { id, rules } of db
    .prepare<[], { id: number; rules: string }>('SELECT id, rules FROM rule_set')
    .all())
    sets.set(id, JSON.parse(rules))
  const rows = db
    .prepare<unknown[], Row>(
      `SELECT trace.id, ifnull(session_id, trace_id), agent, name, model, duration_ns, status, input_tokens, output_tokens,
         cost_usd, llm_calls, span_count, synthetic_time, analysis.rules, verdicts
       FROM ${source.sql} LEFT JOIN analysis ON analysis.trace = trace.id WHERE ${condition.sql}`,
    )
    .raw()
  for (const row of rows.iterate(...source.values, ...condition.values)) {
    const [id, sessionKey, agent, rootName, model, durationNs, status, input, output] = row
    const [costUsd, llmCalls, spanCount, syntheticTime, rules, verdicts] = [row[9], row[10], row[11], row[12], row[13], row[14]]
    yield {
      id,
      sessionKey,
      agent,
      rootName,
      model,
      durationNs,
      isError: status === ERROR,
      tokens: input === null && output === null ? null : (input ?? 0) + (output ?? 0),
      costUsd,
      llmCalls,
      spanCount,
      syntheticTime: syntheticTime === 1,
      rules: rules === null ? null : (sets.get(rules) ?? []),
      verdicts: verdicts ?? '',
    }
  }
}

/** The scores of the traces a filter selects. Throws `filter_invalid`. */
export function* comparedScores({ db }: ReadConnection, filter: string): Generator<ComparedScoreRow> {
  if (!hasAny(db)) return
  const { source, condition } = selectTraces(db, { filter }, 'count')
  const rows = db.prepare<unknown[], ComparedScoreRow>(
    `SELECT score.trace, score.name, value, evaluator_kind AS evaluatorKind, judge, rubric,
       rubric_version AS rubricVersion
     FROM ${source.sql} CROSS JOIN score INDEXED BY score_trace ON score.trace = trace.id WHERE ${condition.sql}`,
  )
  yield* rows.iterate(...source.values, ...condition.values)
}

function hasAny(db: ReadConnection['db']): boolean {
  return db.prepare<[], number>('SELECT EXISTS (SELECT 1 FROM score)').pluck().get() === 1
}
