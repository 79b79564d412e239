import type { Evidence } from '../../../../shared/model/finding.ts'
import type { RecordedSpan, RecordedTrace } from '../../../../shared/model/recorded-trace.ts'
import { failuresByCall, hasEnded, mainRunsOf, toolOf } from '../../agent-runs.ts'
import type { AgentRun } from '../../agent-runs.ts'
import type { Category, CategoryFinding } from '../../category.ts'
import { evidenceAt, wholeEvidence } from '../../evidence.ts'
import { failureEvidence, resultOf } from '../../failure-rule.ts'
import { finalAnswerOf } from '../../final-answer.ts'
import { isToolCall } from '../../span-tree.ts'

export const noFinalAnswer: Category = {
  id: 'no_final_answer',
  name: 'Ended without an answer',
  definition:
    'The last thing an agent run did was to call a tool, to get a result or to fail; no answer came after it.',
  class: 'F',
  version: 1,
  follows: ['step_budget', 'output_empty'],
  evaluate(trace) {
    const runs = mainRunsOf(trace)
    if (runs.length === 0)
      return { verdict: 'not_evaluable', why: 'The trace has no agent run with a model call.' }
    const judged = runs.map(judge)
    const findings = judged.filter((item) => item !== null && typeof item !== 'string')
    if (findings.length > 0) return resultOf(findings.map((end) => describe(trace, end)))
    const why = judged.find((item) => typeof item === 'string')
    return judged.includes(null) || why === undefined
      ? { verdict: 'not_fired' }
      : { verdict: 'not_evaluable', why }
  },
}

interface End {
  run: AgentRun
  last: RecordedSpan
}

/** The run that ended without an answer; null where it has one; the reason where it cannot be told. */
function judge(run: AgentRun): End | null | string {
  const { owner, steps } = run
  const last = steps.at(-1)
  const models = steps.filter(({ kind }) => kind === 'llm')
  if (last === undefined || models.length === 0) return 'The agent run has no model call.'
  if (owner === last || (owner.kind === 'llm' && !steps.some(isToolCall)))
    return 'Model calls alone are no run: what came after them stands elsewhere.'
  if (!hasEnded(run)) return 'The export was made before the run had ended.'
  if (owner.parent === null && owner.parentSpanId !== null) return 'The beginning of the trace is missing.'
  if (finalAnswerOf(run) !== null) return null
  const isRecorded = models.some(
    (span) => span.outputMessages().length > 0 || (span.outputKey !== null && span.outputText() !== null),
  )
  return isRecorded ? { run, last } : 'The answers of the models are not in this export.'
}

function describe(trace: RecordedTrace, { run, last }: End): CategoryFinding {
  const failure = failuresByCall(trace).get(last)
  const model = run.steps.findLast(({ kind }) => kind === 'llm') ?? null
  if (failure !== undefined)
    return { span: last, blame: model, evidence: failureEvidence(failure), signature: 'the last step failed' }
  if (isToolCall(last))
    return {
      span: last,
      blame: model,
      evidence: [
        wholeEvidence(last, last.outputKey === null ? 'name' : `attributes.${last.outputKey}`) ??
          wholeEvidence(last, 'name')!,
      ],
      group: [`tool ${toolOf(last)}`],
      signature: 'the last step is a tool',
    }
  return {
    span: last,
    blame: last,
    evidence: lastCall(last),
    signature: asksForTool(last) ? 'the last step asks for a tool' : 'the last answer is empty',
  }
}

function asksForTool(span: RecordedSpan): boolean {
  return span.outputMessages().some(({ toolCalls }) => (toolCalls?.length ?? 0) > 0)
}

function lastCall(span: RecordedSpan): Evidence[] {
  const messages = span.outputMessages()
  for (let index = messages.length - 1; index >= 0; index--) {
    const call = messages[index]!.toolCalls?.at(-1)
    if (call === undefined || call.name === '') continue
    const path = `output_messages.${index}.tool_calls.${messages[index]!.toolCalls!.length - 1}.name`
    return [evidenceAt(span, path, call.name, 0, call.name.length)]
  }
  return [wholeEvidence(span, 'finish_reason') ?? wholeEvidence(span, 'name')!]
}
