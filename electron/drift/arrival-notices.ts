import type { Notice } from '../../shared/model/shift.ts'
import { counted, dayName } from './wording.ts'

/**
 * What arrived out of time: traces of days that were closed already (`late`, by day, those after `after`, the end of the
 * baseline), and traces whose clock runs ahead of the moment they were imported.
 */
export function arrivalNotices({
  late,
  future,
  after,
}: {
  late: ReadonlyMap<string, number>
  future: number
  after: string | null
}): Notice[] {
  const notices: Notice[] = []
  const days = [...late]
    .filter(([date]) => after !== null && date > after)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
  const [first, last] = [days[0], days.at(-1)]
  if (first !== undefined && last !== undefined) {
    const traces = days.reduce((sum, [, count]) => sum + count, 0)
    const when =
      first[0] === last[0] ? `on ${dayName(first[0])}` : `from ${dayName(first[0])} to ${dayName(last[0])}`
    notices.push({
      kind: 'late',
      title: 'Late data',
      text: `${counted(traces, 'trace')} ${when} arrived after their day was closed: shown, and no evidence. A new baseline or taking the import back counts them anew.`,
      on: last[0],
    })
  }
  if (future > 0) {
    notices.push({
      kind: 'future',
      title: 'Clocks in the future',
      text: `${counted(future, 'trace')} ${future === 1 ? 'starts' : 'start'} more than a day after the moment of the import: left out of every day, because a single wrong clock would close all days before it.`,
      on: null,
    })
  }
  return notices
}
