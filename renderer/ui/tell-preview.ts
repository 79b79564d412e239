import type { WatchPreview } from '../../shared/contract/baselines.ts'
import { formatDays, formatPlural } from '../../shared/format.ts'

type PreviewShift = WatchPreview['shifts'][number]

/** What is said now of a shift, to be set beside what would be said. */
export interface SaidShift {
  id: string
  category: string
  openedOn: string
  sentence: string
}

export type PreviewRow = { fate: 'new' | 'same'; shift: PreviewShift } | { fate: 'gone'; shift: SaidShift }

/** One row an alert, in the order of days: those that would be said, and those of now that would be gone. */
export function previewRows(preview: WatchPreview, now: readonly SaidShift[]): PreviewRow[] {
  const said = new Map(now.map((shift) => [shift.id, shift]))
  const added = new Set(preview.added)
  const rows: PreviewRow[] = [
    ...preview.shifts.map((shift) => ({
      fate: added.has(shift.id) ? ('new' as const) : ('same' as const),
      shift,
    })),
    ...preview.gone.map((id) => ({ fate: 'gone' as const, shift: said.get(id) ?? unknownShift(id) })),
  ]
  return rows.toSorted((a, b) => a.shift.openedOn.localeCompare(b.shift.openedOn))
}

/** `Would have alerted 3 times in 8 weeks: 2 as now, 1 new. 1 alert of now would be gone.` */
export function previewHeadline({ days, shifts, gone, added }: WatchPreview): string {
  const span = formatDays(days)
  const lost = gone.length === 0 ? '' : ` ${formatPlural(gone.length, 'alert')} of now would be gone.`
  if (shifts.length === 0) return `Would have stayed silent for all ${span}.${lost}`
  const times = shifts.length === 1 ? 'once' : shifts.length === 2 ? 'twice' : `${shifts.length} times`
  const kept = shifts.length - added.length
  const kinds =
    added.length === 0 ? 'as now' : kept === 0 ? 'which is new' : `${kept} as now, ${added.length} new`
  return `Would have alerted ${times} in ${span}${kept > 0 && added.length > 0 ? ':' : ','} ${kinds}.${lost}`
}

/** The id of a shift is its category and the day it opened on. */
function unknownShift(id: string): SaidShift {
  const [category = id, openedOn = ''] = id.split('@')
  return { id, category, openedOn, sentence: 'It is said now and would not be.' }
}
