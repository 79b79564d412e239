import type { RecordedSpan, RecordedTrace } from '../../../../shared/model/recorded-trace.ts'
import { failuresByCall, mainRunsOf, toolOf } from '../../agent-runs.ts'
import type { AgentRun } from '../../agent-runs.ts'
import { toolsOfRun } from '../../agent-tools.ts'
import { answerOrigin } from '../../answer-origin.ts'
import type { Category, CategoryFinding } from '../../category.ts'
import { evidenceAt } from '../../evidence.ts'
import { resultOf } from '../../failure-rule.ts'
import { endsRun } from '../../final-answer.ts'
import { offeredTools } from '../../offered-tools.ts'
import { isToolCall } from '../../span-tree.ts'

export const answerWithoutEvidence: Category = {
  id: 'answer_without_evidence',
  name: 'Answer without tool evidence',
  definition: 'An agent that could use tools gave its final answer without one successful tool call.',
  class: 'S',
  version: 1,
  evaluate(trace) {
    const able = mainRunsOf(trace).filter(couldUseTools)
    if (able.length === 0) {
      return { verdict: 'not_evaluable', why: 'The export does not say that the agent had tools.' }
    }
    return resultOf(able.flatMap((run) => judge(trace, run)))
  },
}

function couldUseTools(run: AgentRun): boolean {
  if (toolsOfRun(run).size > 0) return true
  // Tools are offered from the first call on.
  const first = run.steps.find(({ kind }) => kind === 'llm')
  const offered = first === undefined ? null : offeredTools(first)
  return offered !== null && [...offered.keys()].some((name) => !endsRun(name))
}

function judge(trace: RecordedTrace, run: AgentRun): CategoryFinding[] {
  const origin = answerOrigin(trace, run)
  const failures = failuresByCall(trace)
  const tried = run.steps.filter(isWorking)
  const asked = run.steps.some((span) =>
    span.outputMessages().some(({ toolCalls }) => toolCalls?.some(({ name }) => !endsRun(name))),
  )
  // Another agent's work is evidence as well.
  if (origin === null || run.delegations.length > 0) return []
  if (tried.some((span) => !failures.has(span))) return []
  // Calls that were asked for and are not recorded may have succeeded.
  if (asked && tried.length === 0) return []
  const { answer, model } = origin
  return [
    {
      span: answer.span,
      blame: model,
      evidence: [evidenceAt(answer.span, answer.path, answer.text, 0, answer.text.length)],
      signature: tried.length > 0 ? 'every tool call failed' : 'no tool was called',
    },
  ]
}

function isWorking(span: RecordedSpan): boolean {
  return isToolCall(span) && !endsRun(toolOf(span))
}
