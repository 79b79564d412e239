import { z } from 'zod'
import { formatCount, formatPlural } from '../format.ts'

const count = z.number().int()

/** What people's words came to when workspaces were merged. */
export const mergedNotesSchema = z.object({
  /** Notes, labels and decisions that are new here. */
  added: count,
  /** Known here, and undone or made to stand again there later. */
  updated: count,
  /** As they are here. */
  same: count,
  /** Contradictions on what the merge touched. */
  clashing: count,
  /** About a trace or shift that is not here; kept, and shown as soon as it is. */
  waiting: count,
  /** Rows that are no notes of ours. */
  rejected: count,
  definitions: z.object({
    /** Categories and views of users that are new here. */
    added: count,
    /** Names of those that differ here, and stayed as they are. */
    differing: z.array(z.string()),
  }),
})
export type MergedNotes = z.infer<typeof mergedNotesSchema>

export const NO_NOTES: MergedNotes = {
  added: 0,
  updated: 0,
  same: 0,
  clashing: 0,
  waiting: 0,
  rejected: 0,
  definitions: { added: 0, differing: [] },
}

/** Of several workspaces together. */
export function addNotes(a: MergedNotes, b: MergedNotes): MergedNotes {
  return {
    added: a.added + b.added,
    updated: a.updated + b.updated,
    same: a.same + b.same,
    clashing: a.clashing + b.clashing,
    waiting: a.waiting + b.waiting,
    rejected: a.rejected + b.rejected,
    definitions: {
      added: a.definitions.added + b.definitions.added,
      differing: [...a.definitions.differing, ...b.definitions.differing],
    },
  }
}

/** In sentences, e.g. under the report of an import; empty where there was nothing. */
export function tellMerged(merged: MergedNotes): string[] {
  const { added, updated, same, clashing, waiting, rejected, definitions } = merged
  return [
    added > 0 ? `${formatPlural(added, 'note or decision', 'notes and decisions')} merged.` : null,
    updated > 0
      ? `${formatCount(updated)} undone or made to stand again, as the other workspace did later.`
      : null,
    same > 0
      ? `${formatPlural(same, 'note or decision was', 'notes and decisions were')} here already.`
      : null,
    clashing > 0
      ? `${formatPlural(clashing, 'contradiction')} between notes: both stand, and the place they are about asks which holds.`
      : null,
    waiting > 0
      ? `${formatCount(waiting)} of them about traces or shifts that are not here, and shown as soon as these are.`
      : null,
    rejected > 0
      ? `${formatPlural(rejected, 'row is no note and was', 'rows are no notes and were')} left out.`
      : null,
    definitions.added > 0
      ? `${formatPlural(definitions.added, 'category or view', 'categories and views')} added.`
      : null,
    definitions.differing.length > 0
      ? `Different here, and left as they are: ${definitions.differing.join(', ')}.`
      : null,
  ].filter((sentence) => sentence !== null)
}
