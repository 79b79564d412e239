import type { RecordedSpan, RecordedTrace } from '../../../../shared/model/recorded-trace.ts'
import { failuresByCall, hasEnded, runsOf, toolOf } from '../../agent-runs.ts'
import type { AgentRun } from '../../agent-runs.ts'
import { argumentValues } from '../../argument-values.ts'
import type { Category, CategoryFinding } from '../../category.ts'
import { withoutTools } from '../../evaluable.ts'
import { callLabel, errorTypeOf, failureEvidence, messageOf, resultOf } from '../../failure-rule.ts'
import { requesterOf } from '../../requester.ts'
import { isToolCall } from '../../span-tree.ts'

export const toolErrorUnrecovered: Category = {
  id: 'tool_error_unrecovered',
  name: 'Error never recovered',
  definition:
    'A tool failed, declared or silently, and until the run ended neither it nor another tool with the same arguments succeeded.',
  class: 'F',
  version: 1,
  follows: ['tool_error', 'tool_error_silent'],
  evaluate(trace) {
    const lacking = withoutTools(trace)
    if (lacking !== null) return lacking
    const ended = runsOf(trace).filter(hasEnded)
    if (ended.length === 0) {
      return { verdict: 'not_evaluable', why: 'The export was made before the run had ended.' }
    }
    return resultOf(ended.flatMap((run) => judge(trace, run)))
  },
}

/** A failed call that nothing has made good yet, and what it was given. */
interface OpenFailure {
  span: RecordedSpan
  wanted: ReadonlySet<string>
}

function judge(trace: RecordedTrace, run: AgentRun): CategoryFinding[] {
  const failures = failuresByCall(trace)
  const calls = run.steps.filter(isToolCall)
  /** The last failed call of each tool since it last succeeded. */
  const open = new Map<string, OpenFailure>()
  for (const call of calls) {
    const failure = failures.get(call)
    if (failure !== undefined && !failure.handled)
      open.set(toolOf(call), { span: call, wanted: argumentValues(call.inputText()) })
    else recover(open, call)
  }
  return Array.from(open.values(), ({ span }) => {
    const failure = failures.get(span)!
    const type = errorTypeOf(failure)
    return {
      span: failure.span,
      blame: requesterOf(trace, span),
      evidence: failureEvidence(failure),
      group: type === null ? [callLabel(failure)] : [callLabel(failure), type],
      signature: messageOf(failure),
    }
  })
}

/** A success of the same tool, or of another one that was given what the failed one was given. */
function recover(open: Map<string, OpenFailure>, success: RecordedSpan): void {
  open.delete(toolOf(success))
  if (open.size === 0) return
  const given = argumentValues(success.inputText())
  for (const [tool, { wanted }] of open) {
    if (Array.from(wanted).some((value) => given.has(value))) open.delete(tool)
  }
}
