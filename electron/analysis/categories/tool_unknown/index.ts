import type { RecordedSpan } from '../../../../shared/model/recorded-trace.ts'
import type { Category, CategoryFinding } from '../../category.ts'
import { withoutTools } from '../../evaluable.ts'
import { evidenceAt } from '../../evidence.ts'
import { findingOf, matchFailures, resultOf } from '../../failure-rule.ts'
import { judgeModelCalls } from '../../model-calls.ts'
import { offeredTools, type OfferedTool } from '../../offered-tools.ts'
import { requesterOf } from '../../requester.ts'
import { isProviderTool, isSameTool } from '../../tool-name.ts'

/** What frameworks answer to a call of a tool that is not there (LangChain, OpenAI Agents, smolagents, MCP, Vercel). */
const RULE = {
  statuses: new Set<number>(),
  hint: /tool|function/i,
  words: [
    /\bis not a valid tool\b[^\n]{0,80}/i,
    /\b(?:unknown|unrecognized|undefined|nonexistent) (?:tool|function)(?: name| call(?:ed)?)?\b(?!\s(?:error|exception)\b)/i,
    /\bno (?:such )?tool (?:named|called|with (?:the )?name)\b/i,
    /\b(?:tool|function) ["'`]?[\w.:-]{1,80}["'`]? (?:was |is )?(?:not (?:found|registered|defined|available|recognized|supported)|does(?: not|n't) exist)\b/i,
    /\b(?:NoSuchTool|ToolNotFound|UnknownTool|InvalidToolName)(?:Error|Exception)?\b/,
    /\bmodel tried to call unavailable tool\b/i,
  ],
}

export const toolUnknown: Category = {
  id: 'tool_unknown',
  name: 'Called a tool that does not exist',
  definition: 'The model called a tool that was not among those its request offered.',
  class: 'F',
  version: 1,
  evaluate(trace) {
    const { judged, findings } = judgeModelCalls(trace, (span) => {
      if (!span.outputMessages().some(({ toolCalls }) => toolCalls !== undefined && toolCalls.length > 0))
        return null
      const offered = offeredTools(span)
      return offered === null ? null : unknownCalls(span, offered)
    })
    const blamed = new Set(findings.map(({ span }) => span))
    const refused = matchFailures(trace, RULE)
      .map((match) => findingOf(match, requesterOf(trace, match.failure.call ?? match.failure.span)))
      .filter(({ blame }) => blame === null || !blamed.has(blame))
    // Without declarations what a framework answers to such a call can still be seen.
    if (judged === 0 && refused.length === 0) return withoutTools(trace) ?? { verdict: 'not_fired' }
    return resultOf([...findings, ...refused])
  },
}

function unknownCalls(span: RecordedSpan, offered: ReadonlyMap<string, OfferedTool>): CategoryFinding[] {
  const names = [...offered.keys()]
  return span.outputMessages().flatMap(({ toolCalls = [] }, message) =>
    toolCalls.flatMap(({ name }, at) => {
      if (name === '' || offered.has(name) || isProviderTool(name)) return []
      if (names.some((known) => isSameTool(name, known))) return []
      const path = `output_messages.${message}.tool_calls.${at}.name`
      return [
        {
          span,
          blame: span,
          evidence: [evidenceAt(span, path, name, 0, name.length)],
          group: [`tool ${name}`],
          signature: `not among the tools offered`,
        },
      ]
    }),
  )
}
