import { dayOf } from '../../shared/format.ts'
import { FIRST_CLOCK_US } from '../../shared/model/clock.ts'
import type { Policy } from '../../shared/model/policy.ts'
import { segmentOf } from '../../shared/model/segment.ts'
import { DAY_US } from '../drift/calendar.ts'
import { lastClosedDay } from '../drift/clock.ts'
import { type DailyCounts, SessionCounter } from '../drift/daily-counts.ts'
import type { ReadConnection } from '../store/connection.ts'
import { firstBaselineUs } from '../store/baseline-store.ts'
import { importClocks, sessionVerdicts, type TraceVerdicts } from '../store/drift-reader.ts'
import { keepsSession } from './session-sample.ts'

/** A trace's clock may run this far ahead of the moment it was imported: time zones and skew. */
const FUTURE_GRACE_US = DAY_US
/** With more of the traces beyond that, it is this machine's clock that is wrong. */
const MOST_FUTURE = 0.5

export interface CategoryTally {
  fired: number
  notFired: number
  notEvaluable: number
}

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

/** Reads all verdicts of the workspace and counts them by day, category and segment. */
export function gatherCounts(connection: ReadConnection, policy: Policy): GatheredCounts {
  const limits = readLimits(connection)
  const evidence = new SessionCounter()
  const shown = new SessionCounter()
  const tallies = new Map<string, CategoryTally>()
  const late = new Map<string, number>()
  let future = 0
  let isSame = true
  const inSlice = sliceOf(policy.share)
  for (const trace of sessionVerdicts(connection, policy.segmenter)) {
    tally(tallies, trace.rules, trace.verdicts)
    const limit = limits.get(trace.importId)
    if (limit !== undefined && trace.startUs > limit.latestUs) {
      future++
      continue
    }
    const row = { ...trace, segment: segmentOf(trace, policy.segmenter) }
    shown.add(row)
    const day = isLate(trace, limit) ? dayOf(trace.startUs) : null
    if (day !== null) late.set(day, (late.get(day) ?? 0) + 1)
    if (day === null && inSlice(trace.sessionKey)) evidence.add(row)
    else isSame = false
  }
  const all = shown.finish()
  return { evidence: withoutClockless(isSame ? all : evidence.finish()), shown: all, tallies, late, future }
}

interface ImportLimit {
  /** No trace of the import may start later. */
  latestUs: number
  /** Days up to this one were closed when the import came; null where nothing was watched yet. */
  closedDay: string | null
}

function readLimits(connection: ReadConnection): Map<number, ImportLimit> {
  const clocks = importClocks(connection, FUTURE_GRACE_US)
  const watchedSince = firstBaselineUs(connection)
  const limits = new Map<number, ImportLimit>()
  let newest = 0
  for (const { importId, startedUs, traces, ahead, newestUs, furthestUs } of clocks) {
    const isWrong = ahead > traces * MOST_FUTURE
    const isWatched = watchedSince !== null && startedUs > watchedSince && newest > 0
    limits.set(importId, {
      latestUs: isWrong ? Number.POSITIVE_INFINITY : startedUs + FUTURE_GRACE_US,
      closedDay: isWatched ? lastClosedDay(newest) : null,
    })
    newest = Math.max(newest, (isWrong ? furthestUs : newestUs) ?? 0)
  }
  return limits
}

function isLate({ startUs, syntheticTime }: TraceVerdicts, limit: ImportLimit | undefined): boolean {
  const closed = limit?.closedDay ?? null
  if (closed === null || syntheticTime || startUs < FIRST_CLOCK_US) return false
  const day = dayOf(startUs)
  return day !== null && day <= closed
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

function tally(tallies: Map<string, CategoryTally>, rules: readonly string[], verdicts: string): void {
  for (const [index, rule] of rules.entries()) {
    const id = rule.slice(0, rule.lastIndexOf('@'))
    let entry = tallies.get(id)
    if (!entry) tallies.set(id, (entry = { fired: 0, notFired: 0, notEvaluable: 0 }))
    const letter = verdicts[index]
    if (letter === 'f') entry.fired++
    else if (letter === 'n') entry.notFired++
    else entry.notEvaluable++
  }
}
