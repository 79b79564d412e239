import { FIRST_CLOCK_US } from '../../shared/model/clock.ts'
import type { SegmentFacts } from '../../shared/model/segment.ts'
import { DEFAULT_SEGMENTER, type Segmenter } from '../../shared/model/segmenter.ts'
import type { ReadConnection } from './connection.ts'
import { factsOf, type FactsRow, segmentColumns } from './segment-facts.ts'

/** One analysed trace. Sessions without an id are their trace. */
export interface TraceVerdicts extends SegmentFacts {
  sessionKey: string
  startUs: number
  importId: number
  /** `tool_error@1`, one for each character of `verdicts`; the same list object for the same rules. */
  rules: readonly string[]
  verdicts: string
  syntheticTime: boolean
}

/** One trace with spans, as the infrastructure sees it. */
export interface TraceHealth extends SegmentFacts {
  sessionKey: string
  startUs: number
  durationNs: number | null
  isError: boolean
  /** Input and output tokens; null where the source counts none. */
  tokens: number | null
  costUsd: number | null
}

type VerdictRow = FactsRow &
  Omit<TraceVerdicts, 'rules' | 'syntheticTime' | keyof SegmentFacts> & {
    rules: number
    syntheticTime: number
  }

/** Of a row of `trace`: when its session was, and which import brought it. */
export const CLOCK_COLUMNS = `ifnull(session_id, trace_id) AS sessionKey, start_us AS startUs,
  synthetic_time AS syntheticTime, trace.import AS importId`

/**
 * The verdicts of every analysed trace, in the order the traces came, with what a segmenter reads. Nothing may be written
 * on the connection meanwhile.
 */
export function* sessionVerdicts(
  { db }: ReadConnection,
  segmenter: Segmenter = DEFAULT_SEGMENTER,
): Generator<TraceVerdicts> {
  const sets = new Map<number, readonly string[]>()
  for (const { id, rules } of db
    .prepare<[], { id: number; rules: string }>('SELECT id, rules FROM rule_set')
    .all())
    sets.set(id, JSON.parse(rules))
  const facts = segmentColumns(segmenter)
  const rows = db.prepare<unknown[], VerdictRow>(
    `SELECT ${CLOCK_COLUMNS}, ${facts.sql}, analysis.rules, verdicts
     FROM trace CROSS JOIN analysis ON analysis.trace = trace.id ORDER BY trace.id`,
  )
  for (const row of rows.iterate(...facts.values))
    yield Object.assign(factsOf(row), {
      rules: sets.get(row.rules) ?? [],
      syntheticTime: row.syntheticTime === 1,
    })
}

/** When an import was started, and what the clocks of its traces say; traces without a clock are left out. */
export interface ImportClock {
  importId: number
  startedUs: number
  traces: number
  /** Traces whose clock is beyond the start of the import and the grace. */
  ahead: number
  /** The newest of the others, and of all; null where there is none. */
  newestUs: number | null
  furthestUs: number | null
}

/** Whether an import brought a trace with a clock that began before a moment. */
export function hasTracesBefore({ db }: ReadConnection, importId: number, beforeUs: number): boolean {
  return (
    db
      .prepare(
        'SELECT 1 FROM trace WHERE import = ? AND start_us >= ? AND start_us < ? AND synthetic_time = 0 LIMIT 1',
      )
      .get(importId, FIRST_CLOCK_US, beforeUs) !== undefined
  )
}

/** The imports in the order they came. `graceUs`: how far a trace's clock may run ahead of the import's. */
export function importClocks({ db }: ReadConnection, graceUs: number): ImportClock[] {
  return db
    .prepare<[{ graceUs: number; firstUs: number }], ImportClock>(
      `SELECT import.id AS importId, started_us AS startedUs,
         count(trace.id) AS traces, sum(start_us > started_us + @graceUs) AS ahead,
         max(iif(start_us <= started_us + @graceUs, start_us, NULL)) AS newestUs, max(start_us) AS furthestUs
       FROM import
       LEFT JOIN trace ON trace.import = import.id AND synthetic_time = 0 AND start_us >= @firstUs
       GROUP BY import.id ORDER BY import.id`,
    )
    .all({ graceUs, firstUs: FIRST_CLOCK_US })
}

const HEALTH = `ifnull(session_id, trace_id) AS sessionKey, start_us AS startUs, duration_ns AS durationNs,
    status = 2 AS isError, iif(input_tokens IS NULL AND output_tokens IS NULL, NULL,
      ifnull(input_tokens, 0) + ifnull(output_tokens, 0)) AS tokens, cost_usd AS costUsd`

type HealthRow = FactsRow & Omit<TraceHealth, 'isError' | keyof SegmentFacts> & { isError: number }

/** Every trace with spans, in order of start. Nothing may be written on the connection meanwhile. */
export function* healthRows(
  { db }: ReadConnection,
  segmenter: Segmenter = DEFAULT_SEGMENTER,
): Generator<TraceHealth> {
  const facts = segmentColumns(segmenter)
  const rows = db.prepare<unknown[], HealthRow>(
    `SELECT ${HEALTH}, ${facts.sql} FROM trace WHERE span_count > 0 ORDER BY start_us, id`,
  )
  for (const row of rows.iterate(...facts.values))
    yield Object.assign(factsOf(row), { isError: row.isError === 1 })
}
