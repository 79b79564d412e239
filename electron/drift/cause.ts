import type { Mark } from '../../shared/contract/shifts.ts'
import { segmentAgent } from '../../shared/model/segment.ts'
import { dayNumber } from './calendar.ts'
import { CAUSE_DAYS } from './policy.ts'

/** A version change that came before a shift. */
export interface Cause {
  mark: Mark
  /** Label of the version before it, null where it is the first seen. */
  before: string | null
  /** Days from the change to the onset; -1 where the onset was estimated a day early. */
  days: number
}

/**
 * Versions that came up at most seven days before the onset (or the day after it: an onset is good to a day),
 * nearest first. A shift of one segment is only explained by changes of its agent or of no one agent.
 */
export function candidateCauses(marks: readonly Mark[], onset: string, segment: string | null): Cause[] {
  const agent = segment === null ? null : segmentAgent(segment)
  const at = dayNumber(onset)
  return marks
    .filter((mark) => agent === null || mark.agent === null || mark.agent === agent)
    .map((mark) => ({ mark, before: labelBefore(marks, mark), days: at - dayNumber(mark.date) }))
    .filter(({ days }) => days >= -1 && days <= CAUSE_DAYS)
    .toSorted(
      (a, b) =>
        Math.abs(a.days) - Math.abs(b.days) ||
        KINDS.indexOf(a.mark.kind) - KINDS.indexOf(b.mark.kind) ||
        (a.mark.label < b.mark.label ? -1 : 1),
    )
}

/** What is likelier to move behaviour comes first among changes of the same day. */
const KINDS: readonly Mark['kind'][] = ['prompt', 'model', 'provider', 'rubric', 'judge']

function labelBefore(marks: readonly Mark[], mark: Mark): string | null {
  let before: Mark | null = null
  for (const other of marks) {
    if (other.kind !== mark.kind || other.agent !== mark.agent || other.date >= mark.date) continue
    if (!before || other.date > before.date) before = other
  }
  return before?.label ?? null
}
