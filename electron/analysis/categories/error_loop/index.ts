import type { RecordedSpan, RecordedTrace } from '../../../../shared/model/recorded-trace.ts'
import { failuresByCall, runsOf } from '../../agent-runs.ts'
import type { AgentRun } from '../../agent-runs.ts'
import type { Category, CategoryFinding } from '../../category.ts'
import { withoutCalls } from '../../evaluable.ts'
import { callLabel, errorTypeOf, failureEvidence, messageOf, resultOf } from '../../failure-rule.ts'
import { failuresOf } from '../../failures.ts'
import type { Failure } from '../../failures.ts'
import { maskMessage } from '../../signature.ts'
import { isModelCall, treeOf } from '../../span-tree.ts'

/** From CATEGORIES.md: twice is a retry. */
const IN_A_ROW = 3

/** What happened at one place of a run: a failure, or a call that succeeded. */
interface Outcome {
  span: RecordedSpan
  failure: Failure | null
}

export const errorLoop: Category = {
  id: 'error_loop',
  name: 'Same error in a row',
  definition: 'The same error came three times or more in a row in one agent run, without a success between.',
  class: 'F',
  version: 1,
  follows: ['tool_error', 'tool_error_silent', 'tool_error_unrecovered', 'repeat_call'],
  evaluate(trace) {
    const lacking = withoutCalls(trace)
    if (lacking !== null) return lacking
    const stepErrors = Map.groupBy(
      failuresOf(trace).filter(({ call, handled }) => call === null && !handled),
      ({ span }) => runOwner(trace, span),
    )
    return resultOf(
      runsOf(trace).flatMap((run) => loopsOf(outcomesOf(trace, run, stepErrors.get(run.owner) ?? []))),
    )
  },
}

function runOwner(trace: RecordedTrace, span: RecordedSpan): RecordedSpan {
  return span.kind === 'agent' ? span : treeOf(trace).run[span.index]!
}

/** Calls and failed steps in order. A model that answers between two failures has not succeeded in what fails. */
function outcomesOf(trace: RecordedTrace, run: AgentRun, steps: readonly Failure[]): Outcome[] {
  const failures = failuresByCall(trace)
  const calls = run.steps.map((span) => ({ span, failure: failures.get(span) ?? null }))
  const failed = steps.map((failure) => ({ span: failure.span, failure }))
  // A step that fails does so after what it calls.
  return [...calls, ...failed].toSorted((a, b) => orderOf(a) - orderOf(b))
}

function orderOf({ span, failure }: Outcome): number {
  return failure !== null && failure.call === null
    ? (span.children.at(-1)?.index ?? span.index) + 0.5
    : span.index
}

function loopsOf(outcomes: readonly Outcome[]): CategoryFinding[] {
  const findings: CategoryFinding[] = []
  let row: Failure[] = []
  let key = ''
  const close = (): void => {
    if (row.length >= IN_A_ROW) findings.push(describe(row))
    row = []
  }
  for (const { span, failure } of outcomes) {
    if (failure === null) {
      const breaks = isModelCall(span) ? row.length > 0 && isOfModel(row[0]!) : true
      // A client that asks again with the same request, until it is answered, is no loop.
      if (breaks && isModelCall(span) && isSameRequest(row, span)) row = []
      else if (breaks) close()
      continue
    }
    const own = keyOf(failure)
    if (own !== key) close()
    key = own
    // A retry of one call by its client has the call's id and counts once.
    const id = failure.call?.toolCallId ?? null
    if (id !== null && row.at(-1)?.call?.toolCallId === id) row[row.length - 1] = failure
    else row.push(failure)
  }
  close()
  return findings
}

function isOfModel({ call }: Failure): boolean {
  return call !== null && isModelCall(call)
}

function isSameRequest(row: readonly Failure[], span: RecordedSpan): boolean {
  const failed = row.at(-1)?.call
  if (failed === undefined || failed === null) return false
  const [one, other] = [failed.inputMessages(), span.inputMessages()]
  return one.length === other.length && one.at(-1)?.text === other.at(-1)?.text
}

function keyOf(failure: Failure): string {
  return `${callLabel(failure)} ${errorTypeOf(failure) ?? ''} ${maskMessage(messageOf(failure))}`
}

function describe(row: readonly Failure[]): CategoryFinding {
  const last = row.at(-1)!
  const type = errorTypeOf(last)
  return {
    span: last.span,
    // As with repeat_call: people who label such runs point at the call itself.
    blame: null,
    evidence: row.slice(-IN_A_ROW).flatMap((failure) => failureEvidence(failure).slice(-1)),
    group: type === null ? [callLabel(last)] : [callLabel(last), type],
    signature: messageOf(last),
  }
}
