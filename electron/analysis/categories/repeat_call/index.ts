import { failuresByCall } from '../../agent-runs.ts'
import type { Evidence } from '../../../../shared/model/finding.ts'
import type { RecordedSpan, RecordedTrace } from '../../../../shared/model/recorded-trace.ts'
import { canonicalArguments, isArgless } from '../../canonical-json.ts'
import type { Category, CategoryFinding } from '../../category.ts'
import { evidenceAt } from '../../evidence.ts'
import { messageOf, resultOf } from '../../failure-rule.ts'
import type { Failure } from '../../failures.ts'
import { maskMessage } from '../../signature.ts'
import { isToolCall, treeOf } from '../../span-tree.ts'

/** Twice is a retry. From CATEGORIES.md; more than 90 % of successful runs of site engineers' agents repeat a call. */
const REPEATS = 3
/** Waiting for something is done by asking again. */
const POLLING =
  /(?:^|[_.\-\s])(?:poll|wait|sleep|status|progress|check|watch|tail|monitor|refresh|ping|health|heartbeat|screenshot|snapshot|state|next|previous|continue|scroll|page|more|get_output|think)(?:$|[_.\-\s])/i

interface RepeatedCall {
  span: RecordedSpan
  tool: string
  input: string
  canonical: string
}

export const repeatCall: Category = {
  id: 'repeat_call',
  name: 'Repeated call',
  definition:
    'One agent run called the same tool three times or more with the same arguments; a failure where every answer was the same error.',
  class: 'F',
  version: 2,
  evaluate(trace) {
    const calls = readCalls(trace)
    if (calls.length === 0) {
      return { verdict: 'not_evaluable', why: 'No tool call with its arguments is in this export.' }
    }
    const failures = failuresByCall(trace)
    const groups = groupCalls(trace, calls).filter((group) => group.length >= REPEATS)
    return resultOf(groups.flatMap((group) => judge(group, failures)))
  },
}

function readCalls(trace: RecordedTrace): RepeatedCall[] {
  return trace.spans.flatMap((span) => {
    if (!isToolCall(span) || span.inputKey === null) return []
    const input = span.inputText()
    if (input === null) return []
    return [{ span, tool: span.toolName ?? span.name, input, canonical: canonicalArguments(input) }]
  })
}

/** Calls of one run and tool with equal arguments. A client's retries of one call carry its id and count once. */
function groupCalls(trace: RecordedTrace, calls: readonly RepeatedCall[]): RepeatedCall[][] {
  const { run } = treeOf(trace)
  const groups: RepeatedCall[][] = []
  // Two levels, so that arguments of many kilobytes are no part of a longer key.
  const byTool = new Map<string, Map<string, RepeatedCall[]>>()
  for (const call of calls) {
    const key = `${run[call.span.index]!.index} ${call.tool}`
    const byArguments = byTool.get(key) ?? new Map<string, RepeatedCall[]>()
    byTool.set(key, byArguments)
    const group = byArguments.get(call.canonical)
    const id = call.span.toolCallId
    if (group === undefined) {
      byArguments.set(call.canonical, [call])
      groups.push(byArguments.get(call.canonical)!)
    } else if (id !== null && group[group.length - 1]!.span.toolCallId === id) group[group.length - 1] = call
    else group.push(call)
  }
  return groups
}

function judge(
  group: readonly RepeatedCall[],
  failures: ReadonlyMap<RecordedSpan, Failure>,
): CategoryFinding[] {
  const [first] = group
  const errors = group.map(({ span }) => failures.get(span)).filter((failure) => failure !== undefined)
  const messages = new Set(errors.map((failure) => maskMessage(messageOf(failure))))
  const hopeless = errors.length === group.length && messages.size === 1
  if (first === undefined || (!hopeless && isLegitimate(group))) return []
  const last = group[group.length - 1]!
  return [
    {
      span: last.span,
      // The repeated call is itself the decision: people who label such runs point at the call, not at the model.
      blame: null,
      evidence: [first, ...group.slice(1).slice(-2)].map(evidenceOf),
      class: hopeless ? 'F' : 'S',
      group: [`tool ${first.tool}`],
      signature: hopeless ? `same error: ${[...messages][0]}` : 'same arguments',
    },
  ]
}

/** Turning pages, polling, or any question whose answer changes. */
function isLegitimate(group: readonly RepeatedCall[]): boolean {
  const { tool, canonical } = group[0]!
  if (isArgless(canonical) || POLLING.test(tool.slice(0, 200).replace(/([a-z\d])([A-Z])/g, '$1_$2')))
    return true
  const outputs = group.map(({ span }) => span.outputText()).filter((output) => output !== null)
  return outputs.length >= REPEATS && new Set(outputs).size === outputs.length
}

function evidenceOf({ span, input }: RepeatedCall): Evidence {
  return evidenceAt(span, `attributes.${span.inputKey}`, input, 0, input.length)
}
