import type { InfiniteData } from '@tanstack/react-query'
import type { MethodOutput } from '../../../shared/contract.ts'
import type { FindingRow } from '../../../shared/contract/schemas.ts'
import { markKey, marksIn } from './payload/evidence-marks.ts'
import type { InspectorTab } from './trace-search.ts'

type Pages = InfiniteData<MethodOutput<'trace.conversation'>> | undefined

/** The tab that shows a piece of evidence best: where it can be read in its context, else with the field it names. */
export function evidenceTab(finding: FindingRow, evidenceIndex: number, conversation: Pages): InspectorTab {
  const evidence = finding.evidence[evidenceIndex]
  if (evidence === undefined) return 'findings'
  const key = markKey(finding, evidenceIndex)
  for (const page of conversation?.pages ?? []) {
    for (const turn of page.turns) {
      if (turn.spanId !== evidence.spanId) continue
      const marks = marksIn(
        [finding],
        { spanId: turn.spanId, path: turn.path },
        turn.text.text,
        turn.text.length,
      )
      if (marks.some((mark) => mark.key === key)) return 'conversation'
    }
  }
  if (/^(attributes|events|resource)\./.test(evidence.path)) return 'attributes'
  return 'io'
}
