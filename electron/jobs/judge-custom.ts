import { wholeEvidence } from '../analysis/evidence.ts'
import { writeSignature } from '../analysis/signature.ts'
import type { CategoryVerdict } from '../analysis/run-categories.ts'
import type { Finding } from '../../shared/model/finding.ts'
import type { RecordedTrace } from '../../shared/model/recorded-trace.ts'
import type { MatchedCategory } from './match-custom.ts'

/** What the categories of a user say of one trace: a rule holds for it as a whole, so its first span stands for it. */
export interface CustomJudge {
  (trace: RecordedTrace): { verdicts: CategoryVerdict[]; findings: Finding[] }
}

/** Looks the traces up in what the rules matched. */
export function judgeCustom(matched: readonly MatchedCategory[]): CustomJudge {
  const rules = matched.map(({ category, match, why }) => ({
    category,
    why,
    fired: setOf(match?.fired ?? null),
    evaluable: setOf(match?.evaluable ?? null),
  }))
  return (trace) => {
    const verdicts: CategoryVerdict[] = []
    const findings: Finding[] = []
    for (const { category, why, fired, evaluable } of rules) {
      const { id, version, name, class: worst } = category
      const verdictOf = (): CategoryVerdict['verdict'] => {
        if (fired === null || (evaluable !== null && !evaluable.has(trace.traceId))) return 'not_evaluable'
        return fired.has(trace.traceId) ? 'fired' : 'not_fired'
      }
      const verdict = verdictOf()
      verdicts.push({
        category: id,
        version,
        verdict,
        why: verdict === 'not_evaluable' ? (why ?? 'The trace has no such score.') : null,
      })
      const [root] = trace.roots
      const evidence = root === undefined ? null : wholeEvidence(root, 'name')
      if (verdict !== 'fired' || root === undefined || evidence === null) continue
      findings.push({
        traceId: trace.traceId,
        spanId: root.spanId,
        blameSpanId: null,
        category: id,
        version,
        class: worst,
        evidence: [evidence],
        signature: writeSignature([name], ''),
      })
    }
    return { verdicts, findings }
  }
}

function setOf(ids: readonly string[] | null): ReadonlySet<string> | null {
  return ids === null ? null : new Set(ids)
}
