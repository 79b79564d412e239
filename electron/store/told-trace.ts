import type { FindingRow, TraceRow } from '../../shared/contract/schemas.ts'
import type { Turn } from '../../shared/contract/traces.ts'
import type { Score } from '../../shared/model/score.ts'
import type { ReadConnection } from './connection.ts'
import { conversationOf } from './recent-conversations.ts'
import { readFindings } from './trace-findings.ts'
import { readScores } from './trace-reader.ts'
import { readTraceRows } from './trace-rows.ts'

/** A trace as people read it: its facts, what was found, how it was scored, what was said. */
export interface ToldTrace extends TraceRow {
  findings: FindingRow[]
  scores: Score[]
  /** Texts beyond what the window loads at once are cut; their `length` is the whole. */
  turns: Turn[]
}

/** Rows of the trace list, for some internal ids. */
export function tellRows({ db }: ReadConnection, traces: readonly number[]): TraceRow[] {
  return readTraceRows(db, traces)
}

/** One trace in full; null where it is gone. */
export function tellTrace(connection: ReadConnection, trace: number): ToldTrace | null {
  const [row] = readTraceRows(connection.db, [trace])
  if (row === undefined) return null
  return {
    ...row,
    findings: readFindings(connection.db, trace),
    scores: readScores(connection, trace),
    turns: conversationOf(connection, trace),
  }
}
