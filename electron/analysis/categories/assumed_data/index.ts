import type { RecordedTrace } from '../../../../shared/model/recorded-trace.ts'
import { judgeRuns, mainRunsOf } from '../../agent-runs.ts'
import type { AgentRun } from '../../agent-runs.ts'
import { answerOrigin } from '../../answer-origin.ts'
import type { Category, CategoryFinding } from '../../category.ts'
import { evidenceAt } from '../../evidence.ts'
import { textOf } from '../../final-answer.ts'

/** Longer turns are documents. */
const TURN_LENGTH = 20_000
/** What a model calls it when it answers with what it did not look up. */
const PHRASES = [
  /\b(?:I|we)(?:(?:'|’)ll| will| shall| can| have to| must)?(?: now| therefore| thus| just)? (?:simulate|fabricate|pretend|make up|invent|adopt a (?:"|“|')?(?:reasonable|plausible|hypothetical))\b[^.!?\n]{0,100}/i,
  /\b(?:simulated|hypothetical|placeholder|made-up|fabricated|fictitious|imagined|plausible) (?:data|values?|results?|contents?|transcripts?|extraction|verification|analysis|counts?|outputs?|responses?|numbers?|reconstruction|interpretation)\b/i,
  /\bin (?:my|this|our) simulation\b|\bhypothetically\b[^.!?\n]{0,60}|\b(?:plausible|assumed|typical) values? (?:from|for)\b[^.!?\n]{0,60}/i,
  /\b(?:under|on|with) the assumption that\b[^.!?\n]{0,100}/i,
  /\b(?:I|we) (?:will |(?:'|’)ll |must |have to )?(?:assume|suppose)(?: that)?\b[^.!?\n]{0,100}/i,
  /\bassuming (?:that )?(?:the|a|an|it|this|these|we)\b[^.!?\n]{0,100}/i,
  /\b(?:cannot|can't|could not|couldn't|unable to|without) (?:access|verify|retriev|load|read|find)\w*\b[^.!?\n]{0,120}\b(?:so|therefore|thus|instead)\b[^.!?\n]{0,60}\b(?:assume|estimate|guess|typical|plausible|known)\w*/i,
]

export const assumedData: Category = {
  id: 'assumed_data',
  name: 'Answer on assumed data',
  definition:
    'The turn that decides the final answer says that it assumes, simulates or makes up what it answers with.',
  class: 'S',
  version: 1,
  evaluate(trace) {
    return judgeRuns(
      mainRunsOf(trace),
      (run) => judge(trace, run),
      'No final answer with the text of its turn is in this export.',
    )
  },
}

function judge(trace: RecordedTrace, run: AgentRun): CategoryFinding[] | null {
  const model = answerOrigin(trace, run)?.model
  const told = model === undefined ? null : textOf(model)
  if (told === null || told.text.length > TURN_LENGTH) return null
  for (const pattern of PHRASES) {
    const found = pattern.exec(told.text)
    if (found === null) continue
    const end = found.index + found[0].length
    return [
      {
        span: told.span,
        blame: told.span,
        evidence: [evidenceAt(told.span, told.path, told.text, found.index, end)],
        signature: 'the turn says so',
      },
    ]
  }
  return []
}
