import { readModelName, sameFamily, sameModel } from '../../../../shared/model/model-name.ts'
import type { RecordedSpan } from '../../../../shared/model/recorded-trace.ts'
import type { Category, CategoryFinding } from '../../category.ts'
import { wholeEvidence } from '../../evidence.ts'
import { resultOf } from '../../failure-rule.ts'

/** On Azure a deployment's name is asked for, which says nothing about the model behind it. */
const AZURE = /\baz(?:ure)?\b/i

export const modelSubstituted: Category = {
  id: 'model_substituted',
  name: 'Another model answered',
  definition: 'The model that answered is not the one that was asked for, dates and aliases aside.',
  class: 'F',
  version: 1,
  evaluate(trace) {
    let judged = 0
    const findings: CategoryFinding[] = []
    const seen = new Set<RecordedSpan>()
    // Backwards: the inner of two instrumentations of one call starts later.
    for (let at = trace.spans.length - 1; at >= 0; at--) {
      const span = trace.spans[at]!
      if (span.kind !== 'llm' || span.modelRequested === null || span.modelAnswered === null) continue
      const same = compare(span, span.modelRequested, span.modelAnswered)
      if (same === null) continue
      judged++
      if (same || seen.has(span)) continue
      for (let up = span.parent; up !== null && up.kind === 'llm'; up = up.parent) seen.add(up)
      findings.push(describe(span, span.modelRequested, span.modelAnswered))
    }
    if (judged === 0) {
      return {
        verdict: 'not_evaluable',
        why: 'No call names both the model asked for and the one that answered.',
      }
    }
    return resultOf(findings.toReversed())
  },
}

function compare(span: RecordedSpan, requested: string, answered: string): boolean | null {
  const same = sameModel(requested, answered)
  if (same !== false) return same
  return AZURE.test(span.provider?.replaceAll('_', ' ') ?? '') || /^azure[/:]/i.test(requested) ? null : false
}

function describe(span: RecordedSpan, requested: string, answered: string): CategoryFinding {
  return {
    span,
    blame: null,
    evidence: [wholeEvidence(span, 'model_requested')!, wholeEvidence(span, 'model_answered')!],
    class: sameFamily(requested, answered) === false ? 'F' : 'S',
    group: [`${readModelName(requested).name} → ${readModelName(answered).name}`],
    signature: '',
  }
}
