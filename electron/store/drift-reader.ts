import type { ReadConnection } from './connection.ts'

/** One analysed trace. Sessions without an id are their trace. */
export interface TraceVerdicts {
  sessionKey: string
  startUs: number
  agent: string | null
  rootName: string
  model: string | null
  environment: string | null
  promptVersion: string | null
  provider: string | null
  /** `tool_error@1`, one for each character of `verdicts`; the same list object for the same rules. */
  rules: readonly string[]
  verdicts: string
  syntheticTime: boolean
}

/** One trace with spans, as the infrastructure sees it. */
export interface TraceHealth {
  sessionKey: string
  startUs: number
  durationNs: number | null
  isError: boolean
  /** Input and output tokens; null where the source counts none. */
  tokens: number | null
  costUsd: number | null
  agent: string | null
  rootName: string
  model: string | null
}

export interface StoredBaseline {
  version: number
  /** The JSON text the drift module wrote. */
  model: string
}

type VerdictRow = Omit<TraceVerdicts, 'rules' | 'syntheticTime'> & { rules: number; syntheticTime: number }

/** Of a row of `trace`: when its session was, and what it is segmented by. */
export const CLOCK_COLUMNS = `ifnull(session_id, trace_id) AS sessionKey, start_us AS startUs, agent,
  trace.name AS rootName, model, environment, prompt_version AS promptVersion, provider,
  synthetic_time AS syntheticTime`

const VERDICTS = `
  SELECT ${CLOCK_COLUMNS}, analysis.rules, verdicts
  FROM trace CROSS JOIN analysis ON analysis.trace = trace.id ORDER BY trace.id`

/** The verdicts of every analysed trace, in the order the traces came. Nothing may be written on the connection meanwhile. */
export function* sessionVerdicts({ db }: ReadConnection): Generator<TraceVerdicts> {
  const sets = new Map<number, readonly string[]>()
  for (const { id, rules } of db
    .prepare<[], { id: number; rules: string }>('SELECT id, rules FROM rule_set')
    .all())
    sets.set(id, JSON.parse(rules))
  for (const row of db.prepare<[], VerdictRow>(VERDICTS).iterate())
    yield { ...row, rules: sets.get(row.rules) ?? [], syntheticTime: row.syntheticTime === 1 }
}

const HEALTH = `
  SELECT ifnull(session_id, trace_id) AS sessionKey, start_us AS startUs, duration_ns AS durationNs,
    status = 2 AS isError, iif(input_tokens IS NULL AND output_tokens IS NULL, NULL,
      ifnull(input_tokens, 0) + ifnull(output_tokens, 0)) AS tokens,
    cost_usd AS costUsd, agent, name AS rootName, model
  FROM trace WHERE span_count > 0 ORDER BY start_us, id`

/** Every trace with spans, in order of start. Nothing may be written on the connection meanwhile. */
export function* healthRows({ db }: ReadConnection): Generator<TraceHealth> {
  const rows = db.prepare<[], Omit<TraceHealth, 'isError'> & { isError: number }>(HEALTH)
  for (const row of rows.iterate()) yield { ...row, isError: row.isError === 1 }
}

/** The baseline in force, or null. */
export function currentBaseline({ db }: ReadConnection): StoredBaseline | null {
  const row = db
    .prepare<[], StoredBaseline>('SELECT version, model FROM baseline ORDER BY version DESC LIMIT 1')
    .get()
  return row ?? null
}
