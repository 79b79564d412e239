import { formatPlural } from '../../shared/format.ts'
import type { WatchChange } from '../../shared/model/baseline.ts'
import type { Services, WatchPreview } from '../services.ts'
import { shiftJson } from './shifts.ts'
import { type GlobalOptions, printJson, printLine } from './terminal.ts'
import { followJob } from './with-services.ts'

/** What the watch would say of the past after a decision: each alert with its day and its evidence. */
export async function previewChange(
  services: Services,
  options: GlobalOptions,
  change: WatchChange,
): Promise<void> {
  const preview = await followJob<WatchPreview>(services, options, services.startPreview(change))
  if (options.json) return printJson({ ...preview, shifts: preview.shifts.map((shift) => shiftJson(shift)) })
  printLine(preview.sentence)
  const weeks = Math.max(1, Math.round(preview.days / 7))
  printLine(
    `${formatPlural(preview.shifts.length, 'alert')} in ${formatPlural(weeks, 'week')}; ${preview.added.length} of them ${preview.added.length === 1 ? 'is' : 'are'} not said now, ${preview.gone.length} of today's would not be.`,
  )
  for (const { id, openedOn, observed, expected, sentence } of preview.shifts) {
    printLine(`${openedOn}  ${preview.added.includes(id) ? 'new  ' : ''}${sentence}`)
    printLine(`            ${observed} sessions since the onset, ${expected.toFixed(1)} expected`)
  }
}
