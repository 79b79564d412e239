import type { ReadConnection } from './connection.ts'
import { DEFAULT_SEGMENTER, type Segmenter } from '../../shared/model/segmenter.ts'
import { CLOCK_COLUMNS, type TraceVerdicts } from './drift-reader.ts'
import { factsOf, type FactsRow, segmentColumns } from './segment-facts.ts'

/** Enough to see what a rule finds. */
const EXAMPLES = 12

/** What the watch needs to know of a trace, whatever rules have looked at it. */
export type TraceClock = Omit<TraceVerdicts, 'rules' | 'verdicts'> & { traceId: string }

type ClockRow = FactsRow & {
  traceId: string
  sessionKey: string
  startUs: number
  importId: number
  syntheticTime: number
}

/** Every trace with its clock and what it is segmented by, in the order they came. */
export function* traceClocks(
  { db }: ReadConnection,
  segmenter: Segmenter = DEFAULT_SEGMENTER,
): Generator<TraceClock> {
  const facts = segmentColumns(segmenter)
  const rows = db.prepare<unknown[], ClockRow>(
    `SELECT trace_id AS traceId, ${CLOCK_COLUMNS}, ${facts.sql} FROM trace ORDER BY id`,
  )
  for (const row of rows.iterate(...facts.values))
    yield Object.assign(factsOf(row), { syntheticTime: row.syntheticTime === 1 })
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
