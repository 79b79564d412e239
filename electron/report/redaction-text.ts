import { formatCount, formatPlural } from '../../shared/format.ts'
import type { ReportDocument } from '../../shared/model/report-document.ts'

/** What was replaced, in a sentence. */
export function redactionText(redaction: ReportDocument['redaction']): string {
  if (redaction === null) return 'Nothing was redacted: every text is as it was recorded.'
  const found = redaction.filter(({ count }) => count > 0)
  if (found.length === 0) return 'Looked for secrets and personal data; none were found.'
  const parts = found.map(
    ({ rule, count, values }) => `${rule} ${formatCount(count)} (${formatPlural(values, 'value')})`,
  )
  return `Replaced by pseudonyms: ${parts.join(', ')}. The same value has the same pseudonym throughout.`
}
