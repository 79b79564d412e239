import type { WatchPreview } from '../../shared/contract/baselines.ts'
import type { WatchChange } from '../../shared/model/baseline.ts'
import { CATEGORIES } from '../analysis/registry.ts'
import { openWriter } from '../store/connection.ts'
import { readCustomCategories } from '../store/custom-categories.ts'
import { currentPolicy } from '../store/policy-store.ts'
import { fillRootAttributes } from '../store/segment-facts.ts'
import { saidShifts } from '../store/shift-queries.ts'
import { tryOut } from '../store/try-out.ts'
import { stepWatch } from './step-watch.ts'
import { updateVersions } from './update-versions.ts'
import type { JobContext } from './worker-context.ts'

export interface PreviewInput {
  workspacePath: string
  change: WatchChange
}

/** What the watch would say of the past after a decision. AppError `usage` where it cannot be carried out. */
export async function previewWatch(
  { workspacePath, change }: PreviewInput,
  context: JobContext,
): Promise<WatchPreview> {
  context.progress({ detail: 'looking at the past', fraction: null })
  const connection = openWriter(workspacePath, { create: false })
  try {
    return tryOut(connection, () => {
      const { segmenter } = change.kind === 'policy' ? change.policy : currentPolicy(connection)
      fillRootAttributes(connection, segmenter)
      const categories = [...CATEGORIES, ...readCustomCategories(connection)]
      const { gathered, result } = stepWatch(connection, categories, change, (hasClock) =>
        updateVersions(connection, hasClock, segmenter, context),
      )
      const before = saidShifts(connection)
      const after = result.shifts.map(({ id }) => id)
      const { series, sessions } = gathered.evidence
      return {
        sentence: result.record.sentence,
        days: series.days.length,
        shifts: result.shifts,
        gone: before.filter((id) => !after.includes(id)),
        added: after.filter((id) => !before.includes(id)),
        segments: series.segments
          .map((segment, s) => ({
            segment,
            sessions: sessions.reduce((sum, day) => sum + (day[s] ?? 0), 0),
          }))
          .toSorted((a, b) => b.sessions - a.sessions),
      }
    })
  } finally {
    connection.close()
  }
}
