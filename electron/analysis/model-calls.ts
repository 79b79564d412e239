import type { RecordedSpan, RecordedTrace } from '../../shared/model/recorded-trace.ts'
import type { CategoryFinding } from './category.ts'

/**
 * Judges every model call of a trace once: of two instrumentations of one call the inner one that can be judged.
 * `judge` gives null for a span it cannot judge. Findings come in the order of the spans.
 */
export function judgeModelCalls(
  trace: RecordedTrace,
  judge: (span: RecordedSpan) => CategoryFinding[] | null,
): { judged: number; findings: CategoryFinding[] } {
  const above = new Set<RecordedSpan>()
  const found: CategoryFinding[][] = []
  let judged = 0
  // The inner record of a call starts later: backwards, it comes first.
  for (let at = trace.spans.length - 1; at >= 0; at--) {
    const span = trace.spans[at]!
    if (span.kind !== 'llm' || above.has(span)) continue
    const findings = judge(span)
    if (findings === null) continue
    judged++
    if (findings.length > 0) found.push(findings)
    for (let up = span.parent; up !== null && up.kind === 'llm'; up = up.parent) above.add(up)
  }
  return { judged, findings: found.toReversed().flat() }
}

/** True where a model stopped of its own will, or the export does not say why: neither cut, refused nor asking for tools. */
export function endedByItself(finishReason: string | null): boolean {
  return finishReason === null || OWN_END.test(finishReason.slice(0, 60))
}

/** OpenAI, Anthropic, Gemini, Cohere, Bedrock, Responses API. */
const OWN_END = /^(?:stop|end_turn|completed?|finish(?:ed)?|eos|eos_token|stop_sequence|success)$/i
