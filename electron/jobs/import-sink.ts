import type { ImportProblem } from '../../shared/model/import-report.ts'
import type { Place } from '../../shared/model/span.ts'
import type { ImportSink } from '../import/importer.ts'
import type { SourceTarget } from './import-target.ts'

/** Counts of one source, kept while it is read. read = accepted + rejected + skipped. */
export interface SourceTally {
  accepted: number
  rejected: number
  skipped: number
  problems: Map<string, ImportProblem>
}

/** Reasons kept apart in a report; whatever comes after them is counted under one. */
const MOST_REASONS = 200
const OTHER_REASONS = 'Other problems, beyond those listed.'

export function emptyTally(): SourceTally {
  return { accepted: 0, rejected: 0, skipped: 0, problems: new Map() }
}

/** Adds to a reason's count; the first place stays. */
export function countProblem(tally: SourceTally, reason: string, place: Place, count = 1): void {
  const known = tally.problems.get(reason)
  if (known) known.count += count
  else if (tally.problems.size < MOST_REASONS) tally.problems.set(reason, { reason, count, first: place })
  else if (reason !== OTHER_REASONS) countProblem(tally, OTHER_REASONS, place, count)
  else tally.problems.set(reason, { reason, count, first: place })
}

/** Leads what an importer reads to its target and keeps the tally. */
export function writeTo(target: SourceTarget, tally: SourceTally, drain: () => Promise<void>): ImportSink {
  return {
    span: (span, place) => {
      target.span(span, place)
      tally.accepted++
    },
    score: (score, place) => {
      target.score(score, place)
      tally.accepted++
    },
    alias: (traceId, alias) => target.alias(traceId, alias),
    reject: (reason, place) => {
      tally.rejected++
      countProblem(tally, reason, place)
    },
    skip: (reason, place, count = 1) => {
      tally.skipped += count
      countProblem(tally, reason, place, count)
    },
    note: (reason, place) => countProblem(tally, reason, place),
    drain,
  }
}
