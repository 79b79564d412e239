import type { Scope } from '../../shared/contract/schemas.ts'
import type { ReadConnection } from './connection.ts'
import { hasScores } from './trace-reader.ts'
import { selectTraces } from './trace-selection.ts'

/** One trace of a side of a comparison; sessions without an id are their trace. */
export interface ComparedTraceRow {
  id: number
  sessionKey: string
  startUs: number
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

/** A side: a filter, within the days and the segment of a scope. */
export type SideSelection = Scope & { filter: string }

export interface ComparedScoreRow {
  trace: number
  name: string
  value: number | null
  evaluatorKind: string | null
  judge: string | null
  rubric: string | null
  rubricVersion: string | null
}

type Row = Omit<ComparedTraceRow, 'isError' | 'syntheticTime' | 'rules' | 'verdicts'> & {
  isError: number
  syntheticTime: number
  rules: number | null
  verdicts: string | null
}

const COLUMNS = `trace.id, ifnull(session_id, trace_id) AS sessionKey, start_us AS startUs, agent, name AS rootName, model,
  duration_ns AS durationNs, status = 2 AS isError, iif(input_tokens IS NULL AND output_tokens IS NULL, NULL,
    ifnull(input_tokens, 0) + ifnull(output_tokens, 0)) AS tokens, cost_usd AS costUsd, llm_calls AS llmCalls,
  span_count AS spanCount, synthetic_time AS syntheticTime, analysis.rules, verdicts`

/** Internal ids of the traces of a side. Throws `filter_invalid`. */
export function comparedIds({ db }: ReadConnection, side: SideSelection): number[] {
  const { source, condition } = selectTraces(db, side, 'count')
  return db
    .prepare<unknown[], number>(`SELECT trace.id FROM ${source.sql} WHERE ${condition.sql}`)
    .pluck()
    .all(...source.values, ...condition.values)
}

/** The traces a filter selects, with their verdicts. Throws `filter_invalid`. Nothing may be written on the connection meanwhile. */
export function* comparedTraces({ db }: ReadConnection, side: SideSelection): Generator<ComparedTraceRow> {
  const { source, condition } = selectTraces(db, side, 'count')
  const sets = new Map<number, readonly string[]>()
  for (const { id, rules } of db
    .prepare<[], { id: number; rules: string }>('SELECT id, rules FROM rule_set')
    .all())
    sets.set(id, JSON.parse(rules))
  const rows = db.prepare<unknown[], Row>(
    `SELECT ${COLUMNS} FROM ${source.sql} LEFT JOIN analysis ON analysis.trace = trace.id WHERE ${condition.sql}`,
  )
  for (const row of rows.iterate(...source.values, ...condition.values))
    yield {
      ...row,
      isError: row.isError === 1,
      syntheticTime: row.syntheticTime === 1,
      rules: row.rules === null ? null : (sets.get(row.rules) ?? []),
      verdicts: row.verdicts ?? '',
    }
}

/** The scores of the traces a filter selects. Throws `filter_invalid`. */
export function* comparedScores(
  connection: ReadConnection,
  side: SideSelection,
): Generator<ComparedScoreRow> {
  if (!hasScores(connection)) return
  const { db } = connection
  const { source, condition } = selectTraces(db, side, 'count')
  const rows = db.prepare<unknown[], ComparedScoreRow>(
    `SELECT score.trace, score.name, value, evaluator_kind AS evaluatorKind, judge, rubric,
       rubric_version AS rubricVersion
     FROM ${source.sql} CROSS JOIN score INDEXED BY score_trace ON score.trace = trace.id WHERE ${condition.sql}`,
  )
  yield* rows.iterate(...source.values, ...condition.values)
}
