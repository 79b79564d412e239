import type { Agreement } from '../../../shared/contract/annotations.ts'
import { formatCount, formatRate, formatTime } from '../../../shared/format.ts'
import { type Annotation, labelWords } from '../../../shared/model/annotation.ts'
import type { Block } from '../../../shared/model/report-document.ts'
import { heading, note } from '../block-makers.ts'

/** What people wrote, one line each; nothing where they wrote nothing. */
export function noteBlocks(title: string, notes: readonly Annotation[]): Block[] {
  if (notes.length === 0) return []
  return [heading(title, 4), { kind: 'list', items: notes.map(sayNote) }]
}

/** `“bad”, by Ana, 12 March 2026, 14:02 UTC (span s2): It asks twice.` */
function sayNote({ target, label, holds, text, author, atUs }: Annotation): string {
  const facts = [
    label === null ? null : `“${labelWords({ label, holds })}”`,
    author === '' ? null : `by ${author}`,
    formatTime(atUs),
  ].filter((fact) => fact !== null)
  const where = target.on === 'span' ? ` (span ${target.spanId})` : ''
  return `${facts.join(', ')}${where}${text === '' ? '' : `: ${text}`}`
}

/** How often people's own labels say that the category was right. */
export function agreementBlocks(agreement: Agreement | null): Block[] {
  if (agreement === null) return []
  const { right, wrong, missed, precision, low, high } = agreement
  const sentences: string[] = []
  if (precision !== null && low !== null && high !== null)
    sentences.push(
      `By people’s own labels ${formatCount(right)} of ${formatCount(right + wrong)} traces were rightly counted: ${formatRate(precision)}, 95 % interval ${formatRate(low)} to ${formatRate(high)}.`,
    )
  if (missed > 0) sentences.push(`${formatCount(missed)} labelled with it were not found by the rule.`)
  return sentences.length === 0 ? [] : [note(sentences.join(' '))]
}
