import type { Mark } from '../../shared/contract/shifts.ts'
import { agentOfSegment } from '../../shared/model/segment.ts'
import { DEFAULT_SEGMENTER, type Segmenter } from '../../shared/model/segmenter.ts'
import { dayNumber } from './calendar.ts'
import { CAUSE_DAYS } from './policy.ts'
import { LEAST_MARK_SHARE } from './version-mark.ts'

/** A mark with what is known of the traffic around it. */
export interface KnownMark extends Mark {
  /** The version it took over from; null where it came beside others. Left out, the one marked before it. */
  before?: string | null
  /** Share of a segment's traces (of all, for null) that were made with it in the week that begins on a day. */
  shareIn?(segment: string | null, date: string): number
}

/** A version change that came before a shift. */
export interface Cause {
  mark: Mark
  /** Label of the version it took over from, null where it took over from none. */
  before: string | null
  /** Days from the change to the onset; -1 where the onset was estimated a day early. */
  days: number
  /** Share of the shift's own traces since its onset that have the version. */
  share: number
}

/**
 * Versions that came into force at most seven days before the onset (or the day after it: an onset is good to a day). The
 * likeliest first: nearness, falling to an eighth over a week, times the share of the shift's traces that have the version.
 * One that too few of them have to move a rate is none. A shift of one segment is only explained by changes of its agent or
 * of no one agent.
 */
export function candidateCauses(
  marks: readonly KnownMark[],
  onset: string,
  segment: string | null,
  segmenter: Segmenter = DEFAULT_SEGMENTER,
): Cause[] {
  const agent = segment === null ? null : agentOfSegment(segment, segmenter)
  const at = dayNumber(onset)
  return marks
    .filter(({ kind }) => !RULERS.has(kind))
    .filter((mark) => agent === null || mark.agent === null || mark.agent === agent)
    .map((mark) => ({ mark, days: at - dayNumber(mark.date) }))
    .filter(({ days }) => days >= -1 && days <= CAUSE_DAYS)
    .map(({ mark, days }) => ({
      mark,
      before: mark.before === undefined ? labelBefore(marks, mark) : mark.before,
      days,
      share: mark.shareIn?.(segment, days < 0 ? mark.date : onset) ?? 1,
    }))
    .filter(({ share }) => share >= LEAST_MARK_SHARE)
    .toSorted(
      (a, b) =>
        likelihood(b) - likelihood(a) ||
        KINDS.indexOf(a.mark.kind) - KINDS.indexOf(b.mark.kind) ||
        (a.mark.label < b.mark.label ? -1 : 1),
    )
}

/** What only changes how runs are judged by others moves no category: it is told as a changed ruler. */
const RULERS: ReadonlySet<Mark['kind']> = new Set<Mark['kind']>(['rubric', 'judge'])

function likelihood({ days, share }: Cause): number {
  return share * (1 - Math.abs(days) / (CAUSE_DAYS + 1))
}

/** What is likelier to move behaviour comes first among changes of the same day. */
const KINDS: readonly Mark['kind'][] = ['prompt', 'model', 'answered', 'tools', 'agent', 'provider']

function labelBefore(marks: readonly Mark[], mark: Mark): string | null {
  let before: Mark | null = null
  for (const other of marks) {
    if (other.kind !== mark.kind || other.agent !== mark.agent || other.date >= mark.date) continue
    if (!before || other.date > before.date) before = other
  }
  return before?.label ?? null
}
