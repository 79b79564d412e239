import type { Category } from '../../category.ts'
import type { ErrorPayload } from '../../error-payload.ts'
import { withoutTools } from '../../evaluable.ts'
import { evidenceAt } from '../../evidence.ts'
import { callLabel, resultOf } from '../../failure-rule.ts'
import { failuresOf } from '../../failures.ts'
import { requesterOf } from '../../requester.ts'
import { isToolCall } from '../../span-tree.ts'

/** The world outside refused or failed: no decision of the agent's is behind it. */
const OUTSIDE = new Set([401, 403, 408, 429, 500, 502, 503, 504, 529])

/** The flag that proves it and, where a field beside it says why, that field's text. */
function stretchesOf(output: string, { start, end, parts }: ErrorPayload): { start: number; end: number }[] {
  const words = output[start] === '"' && parts.find((part) => part.end <= start || part.start >= end)
  return words ? [{ start, end }, words] : [{ start, end }]
}

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
          evidence: stretchesOf(output, payload).map(({ start, end }) =>
            evidenceAt(span, `attributes.${span.outputKey}`, output, start, end),
          ),
          group: [callLabel(failure), ...status],
          signature: payload.message,
        },
      ]
    })
    return resultOf(findings)
  },
}
