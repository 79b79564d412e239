import type { ReadConnection } from './connection.ts'
import { CLOCK_COLUMNS, type TraceVerdicts } from './drift-reader.ts'

/** Enough to see what a rule finds. */
const EXAMPLES = 12

/** What the watch needs to know of a trace, whatever rules have looked at it. */
export type TraceClock = Omit<TraceVerdicts, 'rules' | 'verdicts'> & { traceId: string }

/** Every trace with its clock and what it is segmented by, in the order they came. */
export function* traceClocks({ db }: ReadConnection): Generator<TraceClock> {
  const rows = db.prepare<[], Omit<TraceClock, 'syntheticTime'> & { syntheticTime: number }>(
    `SELECT trace_id AS traceId, ${CLOCK_COLUMNS} FROM trace ORDER BY id`,
  )
  for (const row of rows.iterate()) yield { ...row, syntheticTime: row.syntheticTime === 1 }
}

/** The newest of some traces. */
export function exampleTraces(
  { db }: ReadConnection,
  ids: readonly string[],
): { traceId: string; name: string; startUs: number }[] {
  return db
    .prepare<[string, number], { traceId: string; name: string; startUs: number }>(
      `SELECT trace_id AS traceId, name, start_us AS startUs FROM json_each(?) AS wanted
       CROSS JOIN trace ON trace.trace_id = wanted.value ORDER BY start_us DESC LIMIT ?`,
    )
    .all(JSON.stringify(ids), EXAMPLES)
}
