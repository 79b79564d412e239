import type { BaselineEntry } from '../../../shared/model/baseline.ts'
import type { WatchState } from '../../../shared/contract/shifts.ts'
import { formatCount, formatDayRange, formatPlural, formatTime } from '../../../shared/format.ts'
import { KIND_WORDS } from './baseline-words.ts'

/** What is in force, in one sentence. */
export function InForce({
  versions,
  watch,
  segments,
}: {
  versions: readonly BaselineEntry[]
  watch: WatchState | undefined
  segments: number
}) {
  const newest = versions[0]
  if (!newest) return <>{watch?.sentence ?? 'Nothing is watched yet.'}</>
  const base = baseOf(versions)
  const accepted = versions.filter(
    ({ kind, takenBackBy, version }) =>
      kind === 'accepted' && takenBackBy === null && version > (base?.version ?? 0),
  ).length
  const window = watch?.baseline ?? base ?? newest
  return (
    <>
      Measured against {formatDayRange(window.from, window.to)}: <b>{formatCount(window.sessions)}</b>{' '}
      sessions in {formatPlural(segments, 'segment')}, {base ? KIND_WORDS[base.kind].name : 'in force'}
      {base?.name ? ` as “${base.name}”` : ''}
      {accepted > 0 ? `, with ${formatPlural(accepted, 'shift')} accepted as normal since` : ''}. In force
      since {formatTime(newest.acceptedUs)}.
    </>
  )
}

/** The version whose window all categories share: the newest that holds and is about all of them. */
function baseOf(versions: readonly BaselineEntry[]): BaselineEntry | undefined {
  return versions.find(
    ({ kind, takenBackBy }) => takenBackBy === null && (kind === 'automatic' || kind === 'chosen'),
  )
}
