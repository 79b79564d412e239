import type { MethodOutput } from '../../shared/contract.ts'
import type { ShiftRow } from '../../shared/contract/shifts.ts'
import { oddsRatio } from '../drift/odds-ratio.ts'
import type { ReadConnection } from '../store/connection.ts'
import { decisionsOf } from '../store/decision-store.ts'
import {
  countSegments,
  failingTraces,
  passingTraces,
  type PlainTrace,
  readEvidence,
} from '../store/shift-detail-queries.ts'
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
      Object.assign(trace, { beside: mostSimilar(trace.inputPreview, candidates) }),
    ),
    first: first ?? null,
    decisions: decisionsOf(connection, shift.id),
  }
}

/** The trace whose input shares the most words (Jaccard); the newest where nothing is shared. */
function mostSimilar(input: string | null, candidates: readonly PlainTrace[]): PlainTrace | null {
  const own = wordsOf(input)
  let best: PlainTrace | null = null
  let most = -1
  for (const candidate of candidates) {
    const other = wordsOf(candidate.inputPreview)
    const shared = [...own].filter((word) => other.has(word)).length
    const likeness = shared / Math.max(1, own.size + other.size - shared)
    if (likeness > most) {
      most = likeness
      best = candidate
    }
  }
  return best
}

function wordsOf(text: string | null): Set<string> {
  return new Set(text?.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
}
