import type { WatchChange } from '../../shared/model/baseline.ts'
import type { Segmenter } from '../../shared/model/segmenter.ts'
import type { Policy } from '../../shared/model/policy.ts'
import type { KnownMark } from '../drift/cause.ts'
import { isFakeClock } from '../drift/clock.ts'
import type { BaselinePlan } from '../drift/baseline-plan.ts'
import { readPlan } from '../drift/plan-record.ts'
import { runWatch, type WatchedCategory, type WatchResult } from '../drift/run-watch.ts'
import {
  currentPlan,
  planBefore,
  restsOnDecision,
  type StoredPlan,
  watchedSinceUs,
} from '../store/baseline-store.ts'
import type { ReadConnection } from '../store/connection.ts'
import { currentPolicy } from '../store/policy-store.ts'
import { type GatheredCounts, gatherCounts } from './gather-counts.ts'

export interface WatchStep {
  gathered: GatheredCounts
  policy: Policy
  marks: readonly KnownMark[]
  result: WatchResult
}

/**
 * Counts everything and watches it, as it is or as it would be after a decision; `marksOf` gives the versions that came
 * into force, or none without a clock. AppError `usage` where the decision cannot be carried out.
 */
export function stepWatch(
  connection: ReadConnection,
  categories: readonly WatchedCategory[],
  change: WatchChange | null,
  marksOf: (hasClock: boolean) => readonly KnownMark[],
): WatchStep {
  const before = currentPolicy(connection)
  const policy = change?.kind === 'policy' ? change.policy : before
  const gathered = gatherCounts(connection, policy, watchedSince(connection, change))
  const { evidence } = gathered
  const marks = marksOf(
    !isFakeClock({ ...evidence, sessions: evidence.total, syntheticSessions: evidence.synthetic }),
  )
  const stored = currentPlan(connection)
  const result = runWatch({
    counts: gathered.evidence,
    categories,
    marks,
    policy,
    change,
    plan: planOf(stored, before.segmenter),
    isDecided: restsOnDecision(connection),
    nextVersion: (stored?.version ?? 0) + 1,
    planBefore: (version) => planOf(planBefore(connection, version), before.segmenter),
  })
  return { gathered, policy, marks, result }
}

/** A window chosen now may count all that is there now; one taken back gives way to what held before it. */
function watchedSince(connection: ReadConnection, change: WatchChange | null): number | null {
  if (change?.kind === 'choose') return null
  return watchedSinceUs(connection, change?.kind === 'take_back' ? change.version : null)
}

/** A stored plan; one of an earlier version of the program was split by what the policy said then. */
function planOf(stored: StoredPlan | null, segmenter: Segmenter): BaselinePlan | null {
  const plan = stored === null ? null : readPlan(stored.plan, stored.version)
  return plan === null ? null : { segmenter, ...plan }
}
