import type { WatchPreview } from '../../../shared/contract/baselines.ts'
import { formatDay, formatPlural } from '../../../shared/format.ts'

/** What the watch would say if a shift were accepted: what becomes of it, and of the others. */
export function previewWords(preview: WatchPreview, id: string): string[] {
  const own = preview.shifts.find((shift) => shift.id === id)
  const gone = preview.gone.filter((other) => other !== id)
  const added = preview.shifts.filter((shift) => preview.added.includes(shift.id))
  const words = [ownWords(own)]
  if (gone.length > 0) words.push(`${formatPlural(gone.length, 'other shift')} would no longer be told.`)
  for (const shift of added) words.push(`This would be told anew: ${shift.sentence}`)
  if (gone.length === 0 && added.length === 0) words.push('No other shift would come or go.')
  const open = preview.shifts.filter((shift) => shift.state === 'open').length
  words.push(
    open === 0 ? 'No shift would be open any more.' : `${formatPlural(open, 'shift')} would be open.`,
  )
  return words
}

function ownWords(own: WatchPreview['shifts'][number] | undefined): string {
  if (own === undefined) return 'This shift would no longer be told.'
  if (own.state === 'open') return 'This shift would stay open.'
  const day = own.closedOn === null ? '' : ` on ${formatDay(own.closedOn)}`
  return own.isAccepted ? `This shift would be closed as accepted${day}.` : `This shift would close${day}.`
}
