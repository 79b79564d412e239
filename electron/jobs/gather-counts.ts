import { dayOf } from '../../shared/format.ts'
import { FIRST_CLOCK_US } from '../../shared/model/clock.ts'
import type { Policy } from '../../shared/model/policy.ts'
import { segmentNamer } from '../../shared/model/segment.ts'
import { DAY_US } from '../drift/calendar.ts'
import { lastClosedDay } from '../drift/clock.ts'
import { type DailyCounts, SessionCounter } from '../drift/daily-counts.ts'
import type { ReadConnection } from '../store/connection.ts'
import { hasTracesBefore, importClocks, sessionVerdicts, type TraceVerdicts } from '../store/drift-reader.ts'
import { keepsSession } from './session-sample.ts'
import { type CategoryTally, VerdictTally } from './verdict-tally.ts'

/** A trace's clock may run this far ahead of the moment it was imported: time zones and skew. */
const FUTURE_GRACE_US = DAY_US
/** With more of the traces beyond that, it is this machine's clock that is wrong. */
const MOST_FUTURE = 0.5

export interface GatheredCounts {
  /** What counts as evidence. */
  evidence: DailyCounts
  /** What is shown: the same and what came too late, lies outside of the slice, or has no clock. */
  shown: DailyCounts
  /** Traces by category and verdict. */
  tallies: Map<string, CategoryTally>
  /** Traces that arrived after their day was closed, by day. */
  late: Map<string, number>
  /** Traces whose clock is beyond the moment they were imported; neither shown by day nor counted. */
  future: number
}

/**
 * Reads all verdicts of the workspace and counts them by day, category and segment. What was imported after
 * `watchedSince` (microseconds; null: nothing is watched yet) and belongs to days that were closed by then is late.
 */
export function gatherCounts(
  connection: ReadConnection,
  policy: Policy,
  watchedSince: number | null,
): GatheredCounts {
  const limits = readLimits(connection, watchedSince)
  const isAll = policy.share >= 1 && ![...limits].some(([id, limit]) => hasLate(connection, id, limit))
  const shown = new SessionCounter()
  const evidence = isAll ? null : new SessionCounter()
  const tally = new VerdictTally()
  const late = new Map<string, number>()
  let future = 0
  const inSlice = sliceOf(policy.share)
  const name = segmentNamer(policy.segmenter)
  for (const trace of sessionVerdicts(connection, policy.segmenter)) {
    tally.add(trace.rules, trace.verdicts)
    const limit = limits.get(trace.importId)
    if (limit !== undefined && trace.startUs > limit.latestUs) {
      future++
      continue
    }
    const row = Object.assign(trace, { segment: name(trace) })
    shown.add(row)
    if (evidence === null) continue
    if (isLate(trace, limit)) {
      const day = dayOf(trace.startUs) ?? ''
      late.set(day, (late.get(day) ?? 0) + 1)
    } else if (inSlice(trace.sessionKey)) evidence.add(row)
  }
  const all = shown.finish()
  return {
    evidence: withoutClockless(evidence?.finish() ?? all),
    shown: all,
    tallies: tally.finish(),
    late,
    future,
  }
}

interface ImportLimit {
  /** No trace of the import may start later. */
  latestUs: number
  /** What began before was closed when the import came; null where nothing was watched yet. */
  closedUs: number | null
}

function readLimits(connection: ReadConnection, watchedSince: number | null): Map<number, ImportLimit> {
  const clocks = importClocks(connection, FUTURE_GRACE_US)
  const limits = new Map<number, ImportLimit>()
  let newest = 0
  for (const { importId, startedUs, traces, ahead, newestUs, furthestUs } of clocks) {
    const isWrong = ahead > traces * MOST_FUTURE
    const isWatched = watchedSince !== null && startedUs > watchedSince && newest > 0
    limits.set(importId, {
      latestUs: isWrong ? Number.POSITIVE_INFINITY : startedUs + FUTURE_GRACE_US,
      closedUs: isWatched ? Date.parse(`${lastClosedDay(newest)}T00:00:00Z`) * 1000 + DAY_US : null,
    })
    newest = Math.max(newest, (isWrong ? furthestUs : newestUs) ?? 0)
  }
  return limits
}

function isLate({ startUs, syntheticTime }: TraceVerdicts, limit: ImportLimit | undefined): boolean {
  const closed = limit?.closedUs ?? null
  return closed !== null && !syntheticTime && startUs >= FIRST_CLOCK_US && startUs < closed
}

function hasLate(connection: ReadConnection, importId: number, { closedUs }: ImportLimit): boolean {
  return closedUs !== null && hasTracesBefore(connection, importId, closedUs)
}

/** Whether a session is in the slice; asked once a trace, so the whole is not hashed. */
function sliceOf(share: number): (session: string) => boolean {
  return share >= 1 ? () => true : (session) => keepsSession(session, share)
}

/** Beside days of a real clock those of a made-up one (1970) say nothing and are no evidence. */
function withoutClockless(counts: DailyCounts): DailyCounts {
  const isReal = counts.series.days.map(
    ({ date }) => Date.parse(`${date}T00:00:00Z`) * 1000 >= FIRST_CLOCK_US,
  )
  if (!isReal.includes(false) || !isReal.includes(true)) return counts
  const keep = <T>(values: readonly T[]): T[] => values.filter((_, d) => isReal[d])
  return {
    ...counts,
    series: { ...counts.series, days: keep(counts.series.days) },
    notEvaluable: keep(counts.notEvaluable),
    sessions: keep(counts.sessions),
  }
}
