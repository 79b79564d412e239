import { formatDays } from '../../../shared/format.ts'

/** How long before the onset something happened; -1 is the day after, since an onset is good to a day. */
export function daysBeforeOnset(days: number): string {
  if (days === 0) return 'on the day of the onset'
  return days < 0 ? `${formatDays(-days)} after the onset` : `${formatDays(days)} before the onset`
}
