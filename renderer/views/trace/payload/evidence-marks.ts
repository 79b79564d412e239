import type { FindingRow } from '../../../../shared/contract/schemas.ts'
import type { TextMark } from './mark-text.ts'

/** Names one piece of evidence of a trace in the address and in the page. */
export function markKey(finding: FindingRow, evidenceIndex: number): string {
  return `${finding.category}@${finding.spanId}#${evidenceIndex}`
}

/**
 * The marks of one text: evidence that names exactly this span and path by range, or the whole value.
 * Where a payload stands at two places of a span (a message and the attribute it came from),
 * evidence at the other place is looked for by its words; `path` decides, the search only helps out.
 */
export function marksIn(
  findings: readonly FindingRow[],
  place: { spanId: string; path: string },
  text: string,
  length = text.length,
): TextMark[] {
  const marks: TextMark[] = []
  for (const finding of findings) {
    finding.evidence.forEach((evidence, index) => {
      if (evidence.spanId !== place.spanId) return
      const range = rangeOf(evidence, place.path, text, length)
      if (range === null) return
      marks.push({
        ...range,
        class: finding.class,
        key: markKey(finding, index),
        category: finding.category,
      })
    })
  }
  return marks
}

type EvidenceRow = FindingRow['evidence'][number]

/** Shorter evidence ("", "{}", "ok") is everywhere: at another path it says nothing about this text. */
const SHORTEST_SEARCHED = 6

function rangeOf(
  evidence: EvidenceRow,
  path: string,
  text: string,
  length: number,
): { start: number; end: number } | null {
  if (evidence.path === path) {
    if (evidence.start === null || evidence.end === null) {
      return length > 0 ? { start: 0, end: length } : null
    }
    return evidence.end > evidence.start ? { start: evidence.start, end: evidence.end } : null
  }
  if (!isPayload(evidence.path) || !isPayload(path) || sideOf(evidence.path) !== sideOf(path)) return null
  if (evidence.text.length < SHORTEST_SEARCHED) return null
  const found = text.indexOf(evidence.text)
  return found === -1 ? null : { start: found, end: found + evidence.text.length }
}

function isPayload(path: string): boolean {
  return (
    path.startsWith('attributes.') ||
    path.startsWith('input_messages.') ||
    path.startsWith('output_messages.')
  )
}

/** What went in is not searched for evidence of what came out: inputs repeat old errors. */
function sideOf(path: string): 'input' | 'output' | 'other' {
  if (path.startsWith('input_messages.')) return 'input'
  if (path.startsWith('output_messages.')) return 'output'
  if (/input|prompt|argument|parameters/i.test(path)) return 'input'
  if (/output|completion|result|response/i.test(path)) return 'output'
  return 'other'
}
