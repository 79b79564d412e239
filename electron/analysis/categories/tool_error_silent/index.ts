import type { Category } from '../../category.ts'
import { withoutTools } from '../../evaluable.ts'
import { evidenceAt } from '../../evidence.ts'
import { callLabel, resultOf } from '../../failure-rule.ts'
import { failuresOf } from '../../failures.ts'
import { requesterOf } from '../../requester.ts'
import { isToolCall } from '../../span-tree.ts'

/** The world outside refused or failed: no decision of the agent's is behind it. */
const OUTSIDE = new Set([401, 403, 408, 429, 500, 502, 503, 504, 529])

export const toolErrorSilent: Category = {
  id: 'tool_error_silent',
  name: 'Silent tool error',
  definition: 'A tool call counts as done, but what it returned is an error.',
  class: 'F',
  version: 1,
  evaluate(trace) {
    const lacking = withoutTools(trace)
    if (lacking !== null) return lacking
    if (!trace.spans.some((span) => isToolCall(span) && span.outputKey !== null)) {
      return { verdict: 'not_evaluable', why: 'No tool output is in this export.' }
    }
    const findings = failuresOf(trace).flatMap((failure) => {
      const { span, payload, declared } = failure
      const output = declared || payload === null ? null : span.outputText()
      if (output === null || payload === null) return []
      const status = payload.status === null ? [] : [`http ${payload.status}`]
      return [
        {
          span,
          blame: OUTSIDE.has(payload.status ?? 0) ? null : requesterOf(trace, span),
          evidence: [evidenceAt(span, `attributes.${span.outputKey}`, output, payload.start, payload.end)],
          group: [callLabel(failure), ...status],
          signature: payload.message,
        },
      ]
    })
    return resultOf(findings)
  },
}
