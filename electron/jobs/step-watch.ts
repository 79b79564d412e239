import type { Mark } from '../../shared/contract/shifts.ts'
import { dayOf } from '../../shared/format.ts'
import type { WatchChange } from '../../shared/model/baseline.ts'
import type { Policy } from '../../shared/model/policy.ts'
import type { BaselinePlan } from '../drift/baseline-plan.ts'
import { readPlan } from '../drift/plan-record.ts'
import { runWatch, type WatchedCategory, type WatchResult } from '../drift/run-watch.ts'
import { currentPlan, planBefore, type StoredPlan } from '../store/baseline-store.ts'
import type { ReadConnection } from '../store/connection.ts'
import { type VersionSeen, versionsSeen } from '../store/drift-reader.ts'
import { currentPolicy } from '../store/policy-store.ts'
import { type GatheredCounts, gatherCounts } from './gather-counts.ts'

export interface WatchStep {
  gathered: GatheredCounts
  policy: Policy
  versions: VersionSeen[]
  marks: Mark[]
  result: WatchResult
}

/**
 * Counts everything and watches it, as it is or as it would be after a decision. Writes nothing. AppError `usage` where
 * the decision cannot be carried out.
 */
export function stepWatch(
  connection: ReadConnection,
  categories: readonly WatchedCategory[],
  change: WatchChange | null = null,
): WatchStep {
  const before = currentPolicy(connection)
  const policy = change?.kind === 'policy' ? change.policy : before
  const gathered = gatherCounts(connection, policy)
  const versions = versionsSeen(connection)
  const marks = versions.flatMap(markOf)
  const stored = currentPlan(connection)
  const result = runWatch({
    counts: gathered.evidence,
    categories,
    marks,
    policy,
    change,
    isResegmented: JSON.stringify(before.segmenter) !== JSON.stringify(policy.segmenter),
    plan: planOf(stored),
    nextVersion: (stored?.version ?? 0) + 1,
    planBefore: (version) => planOf(planBefore(connection, version)),
  })
  return { gathered, policy, versions, marks, result }
}

function planOf(stored: StoredPlan | null): BaselinePlan | null {
  return stored === null ? null : readPlan(stored.plan, stored.version)
}

function markOf({ kind, label, agent, firstUs }: VersionSeen): Mark[] {
  const date = dayOf(firstUs)
  return date === null ? [] : [{ date, kind, label, agent: agent === '' ? null : agent }]
}
