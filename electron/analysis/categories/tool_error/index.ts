import type { RecordedTrace } from '../../../../shared/model/recorded-trace.ts'
import type { Category, CategoryFinding } from '../../category.ts'
import { withoutTools } from '../../evaluable.ts'
import { callLabel, errorTypeOf, failureEvidence, messageOf, resultOf } from '../../failure-rule.ts'
import { failuresOf } from '../../failures.ts'
import type { Failure } from '../../failures.ts'
import { requesterOf } from '../../requester.ts'
import { isModelCall, isToolCall } from '../../span-tree.ts'

/**
 * Agents that write code run it without a span of its own: the step itself fails, and says that it executed something
 * (smolagents AgentExecutionError, InterpreterError; ToolException, FunctionExecutionError elsewhere).
 */
const ACTION_TYPE = /Tool|Execut|Interpreter|FunctionCall|CodeError/
const ACTION_TEXT =
  /^(?:\w{1,60}: )?(?:Error when executing|Code execution failed|Error executing|Tool execution failed)/

export const toolError: Category = {
  id: 'tool_error',
  name: 'Tool raised an error',
  definition:
    'A tool call, or the code of a step, ended in a declared error; counted at the deepest span that carries it.',
  class: 'F',
  version: 1,
  evaluate(trace) {
    const findings = failuresOf(trace)
      .filter(isToolFailure)
      .map((failure) => describe(trace, failure))
    // A step's error is proof enough where the tools have no spans.
    if (findings.length > 0) return resultOf(findings)
    return withoutTools(trace) ?? { verdict: 'not_fired' }
  },
}

function isToolFailure(failure: Failure): boolean {
  const { call, span, declared, handled } = failure
  if (!declared || handled || isModelCall(span)) return false
  if (call !== null) return isToolCall(call)
  if (span.kind !== 'chain' && span.kind !== 'agent') return false
  return failure.fields.some(({ path, text }) =>
    path === 'error_type' || path.endsWith('.type')
      ? ACTION_TYPE.test(text.slice(0, 200))
      : ACTION_TEXT.test(text),
  )
}

function describe(trace: RecordedTrace, failure: Failure): CategoryFinding {
  const type = errorTypeOf(failure)
  return {
    span: failure.span,
    blame: requesterOf(trace, failure.call ?? failure.span),
    evidence: failureEvidence(failure),
    group: type === null ? [callLabel(failure)] : [callLabel(failure), type],
    signature: messageOf(failure),
  }
}
