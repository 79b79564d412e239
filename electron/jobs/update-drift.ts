import { writePlan } from '../drift/plan-record.ts'
import type { WatchChange } from '../../shared/model/baseline.ts'
import type { WatchedCategory, WatchResult } from '../drift/run-watch.ts'
import { addBaselines } from '../store/baseline-store.ts'
import type { WriteConnection } from '../store/connection.ts'
import { healthRows } from '../store/drift-reader.ts'
import { type DailyCountRow, writeDrift } from '../store/drift-writer.ts'
import { currentPolicy, savePolicy } from '../store/policy-store.ts'
import { fillRootAttributes } from '../store/segment-facts.ts'
import { said } from '../store/shift-queries.ts'
import { summariseHealth } from './daily-health.ts'
import type { DailyCounts } from '../drift/daily-counts.ts'
import { arrivalNotices } from '../drift/arrival-notices.ts'
import type { CategoryTally } from './verdict-tally.ts'
import { stepWatch } from './step-watch.ts'
import { updateInputs } from './update-inputs.ts'
import { updateRulers } from './update-rulers.ts'
import { updateVersions } from './update-versions.ts'
import type { JobContext } from './worker-context.ts'

/**
 * Makes the rollups and the watch anew from all verdicts of the workspace, after carrying out a decision where there is
 * one; tallies count traces by category. AppError `usage` where the decision cannot be carried out.
 */
export function updateDrift(
  connection: WriteConnection,
  categories: readonly WatchedCategory[],
  context: JobContext,
  change: WatchChange | null = null,
): {
  tallies: Map<string, CategoryTally>
  watch: WatchResult
} {
  const before = said(connection)
  const { segmenter } = change?.kind === 'policy' ? change.policy : currentPolicy(connection)
  fillRootAttributes(connection, segmenter)
  const { gathered, policy, result } = stepWatch(connection, categories, change, (hasClock) =>
    updateVersions(connection, hasClock, segmenter, context),
  )
  const nowUs = Date.now() * 1000
  if (change?.kind === 'policy') savePolicy(connection, { ...change, said: before, nowUs })
  addBaselines(
    connection,
    result.made.map((version) => ({ ...version, plan: writePlan(version.plan) })),
    before,
    nowUs,
  )
  const { state } = result.record
  const isDated = state !== 'empty' && state !== 'synthetic_clock'
  const health = [...summariseHealth(healthRows(connection, policy.segmenter), policy.segmenter)]
  const traced = health.filter(({ segment }) => segment !== '')
  const watch = {
    ...result,
    notices: [
      ...result.notices,
      ...updateRulers(connection, isDated ? gathered.evidence.newestUs : null, traced),
      ...arrivalNotices({ ...gathered, after: result.record.baseline?.to ?? null }),
    ],
  }
  writeDrift(connection, {
    counts: countRows(gathered.shown),
    health,
    shifts: watch.shifts,
    notices: watch.notices,
    evidence: watch.evidence,
    watch: watch.record,
  })
  const inputs = updateInputs(connection, watch.record.lastClosedDay)
  return { tallies: gathered.tallies, watch: { ...watch, notices: [...watch.notices, ...inputs] } }
}

function* countRows({ series, notEvaluable }: DailyCounts): Generator<DailyCountRow> {
  for (const [d, day] of series.days.entries()) {
    for (const [c, category] of series.categories.entries()) {
      for (const [s, segment] of series.segments.entries()) {
        const n = day.n[c]?.[s] ?? 0
        const blind = notEvaluable[d]?.[c]?.[s] ?? 0
        if (n === 0 && blind === 0) continue
        yield { category, segment, date: day.date, n, k: day.k[c]?.[s] ?? 0, notEvaluable: blind }
      }
    }
  }
}
