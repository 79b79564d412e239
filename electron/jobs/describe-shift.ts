import type { MethodOutput } from '../../shared/contract.ts'
import type { ShiftRow } from '../../shared/contract/shifts.ts'
import { oddsRatio } from '../drift/odds-ratio.ts'
import type { ReadConnection } from '../store/connection.ts'
import { bySimilarity } from './similar-traces.ts'
import { decisionsOf } from '../store/decision-store.ts'
import { countSegments, failingTraces, passingTraces, readEvidence } from '../store/shift-detail-queries.ts'
import { cellRate, readWatchRecord } from '../store/watch-record.ts'

type Detail = MethodOutput<'shifts.detail'>

const EXAMPLES = 3
/** Traces of the baseline among which the most similar one is looked for. */
const CANDIDATES = 400

/** Everything there is to say of one shift beside its row. */
export function describeShift(connection: ReadConnection, shift: ShiftRow): Omit<Detail, 'shift'> {
  const watch = readWatchRecord(connection)
  const { category, segment } = shift
  const { baseline } = watch
  const during = { from: shift.onset, to: shift.closedOn ?? watch.lastClosedDay ?? shift.openedOn }
  const before = new Map(
    baseline === null
      ? []
      : countSegments(connection, category, baseline).map((count) => [count.segment, count]),
  )
  const scope = { ...during, segment: segment ?? undefined }
  const inBaseline =
    baseline === null ? scope : { from: baseline.from, to: baseline.to, segment: scope.segment }
  const candidates = passingTraces(connection, category, inBaseline, CANDIDATES)
  const first = watch.firstTotals[category]
  return {
    evidence: readEvidence(connection, category),
    segments: countSegments(connection, category, during).map((count) => {
      const rate = cellRate(watch, category, count.segment)
      const usual = before.get(count.segment) ?? { n: 0, k: 0 }
      return Object.assign(count, {
        baselineN: usual.n,
        baselineK: usual.k,
        expected: rate === null ? null : rate * count.n,
        odds: oddsRatio(usual, count),
      })
    }),
    examples: failingTraces(connection, category, scope, EXAMPLES).map((trace) =>
      Object.assign(trace, { beside: bySimilarity(trace.inputPreview, candidates)[0] ?? null }),
    ),
    first: first ?? null,
    decisions: decisionsOf(connection, shift.id),
  }
}
