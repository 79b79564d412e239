import { readModelName, sameMaker } from '../../../../shared/model/model-name.ts'
import type { RecordedSpan, RecordedTrace } from '../../../../shared/model/recorded-trace.ts'
import type { Score } from '../../../../shared/model/score.ts'
import type { Category, CategoryFinding } from '../../category.ts'
import { wholeEvidence } from '../../evidence.ts'
import { resultOf } from '../../failure-rule.ts'
import { hasCalls } from '../../span-tree.ts'

export const evalGap: Category = {
  id: 'eval_gap',
  name: 'Evaluation gap',
  definition:
    'The trace was never evaluated although others were, or a judge of the generator’s own maker evaluated it, which is known to prefer its own.',
  class: 'G',
  version: 1,
  evaluate(trace, normals) {
    const [root] = trace.roots
    if (root === undefined || !hasCalls(trace))
      return { verdict: 'not_evaluable', why: 'The trace has no model or tool calls.' }
    if (trace.scores.length > 0) return resultOf(ownJudges(trace))
    if (normals?.evaluated !== true)
      return { verdict: 'not_evaluable', why: 'Nothing in this workspace was evaluated.' }
    return resultOf([
      {
        span: root,
        blame: null,
        evidence: [wholeEvidence(root, 'name')!],
        group: [],
        signature: 'no score or annotation',
      },
    ])
  },
}

/** One finding for each pair of a judge and a model of the same maker. */
function ownJudges(trace: RecordedTrace): CategoryFinding[] {
  const judges = new Set(
    trace.scores
      .filter(isByModel)
      .map(({ judge }) => judge)
      .filter((judge) => judge !== null),
  )
  if (judges.size === 0) return []
  const generators = new Map<string, RecordedSpan>()
  for (const span of trace.spans) {
    const model = span.kind === 'llm' ? (span.modelAnswered ?? span.modelRequested) : null
    if (model !== null && !generators.has(model)) generators.set(model, span)
  }
  const found = new Map<string, CategoryFinding>()
  for (const judge of judges) {
    for (const [model, span] of generators) {
      if (sameMaker(judge, model) !== true) continue
      const [one, other] = [readModelName(judge), readModelName(model)]
      const group = [`judge ${one.name} of ${other.maker ?? other.family}`, `generator ${other.name}`]
      const path = span.modelAnswered === null ? 'model_requested' : 'model_answered'
      found.set(group.join(), {
        span,
        blame: null,
        evidence: [wholeEvidence(span, path)!],
        group,
        signature: '',
      })
    }
  }
  return [...found.values()]
}

function isByModel({ evaluatorKind, judge }: Score): boolean {
  return judge !== null && (evaluatorKind === 'llm' || evaluatorKind === null)
}
