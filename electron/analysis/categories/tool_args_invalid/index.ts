import { attributeText } from '../../../../shared/model/attribute.ts'
import type { CategoryClass, Evidence } from '../../../../shared/model/finding.ts'
import type { RecordedSpan, RecordedTrace } from '../../../../shared/model/recorded-trace.ts'
import { toolOf } from '../../agent-runs.ts'
import type { Category, CategoryFinding } from '../../category.ts'
import { withoutTools } from '../../evaluable.ts'
import { evidenceAt } from '../../evidence.ts'
import { findingOf, matchFailures, resultOf } from '../../failure-rule.ts'
import type { FailureMatch } from '../../failure-rule.ts'
import { judgeModelCalls } from '../../model-calls.ts'
import { offeredTools, type OfferedTool } from '../../offered-tools.ts'
import { requesterOf } from '../../requester.ts'
import { isToolCall } from '../../span-tree.ts'
import { isSameTool } from '../../tool-name.ts'
import { brokenArguments, parameterSchema, unwrapArguments } from './broken-arguments.ts'

/** What tools and frameworks answer to arguments that they cannot take (Python, pydantic, jsonschema, ajv, JSON-RPC, Vercel). */
const RULE = {
  statuses: new Set([422]),
  hint: /argument|param|valid|-32602|required|property|input|type/i,
  words: [
    /\bTypeError: [\w.]{1,80}\(\) (?:got an unexpected keyword argument|got multiple values|missing \d{1,3} required|takes \d)[^\n]{0,120}/,
    /\b(?:got an )?unexpected keyword argument\b[^\n]{0,80}/i,
    /\bmissing \d{1,3} required (?:positional |keyword-only )?arguments?\b[^\n]{0,120}/i,
    /\b\d{1,4} validation errors? for\b[^\n]{0,80}/,
    /\b(?:invalid|malformed|wrong|bad) (?:tool |function |input )?(?:arguments?|parameters?|params)\b/i,
    /\b(?:InvalidToolArguments|InvalidToolInput|ToolInputParsing|ToolInputSchema|ToolArguments?Validation)\w{0,20}\b/,
    /(?<![\d.])-32602\b/,
    /\bmissing (?:a )?required (?:property|parameter|argument|field|key|input)s?\b[^\n]{0,80}/i,
    /\brequired (?:property|parameter|argument|field|key|input) ["'`]?[\w.]{1,80}["'`]? (?:is |was )?(?:missing|not provided|undefined)\b/i,
    /\bmust have required property\b[^\n]{0,80}|\bInput should be a valid\b[^\n]{0,60}|\bis a required property\b/,
    /\b(?:arguments?|parameters?|input)\b[^\n]{0,60}\bis not of type\b[^\n]{0,40}/i,
  ],
}
/** In a tool that runs code such an error is of the code. */
const RUNS_CODE = /python|code|interpreter|bash|shell|exec|terminal|command|jupyter|repl|script/i

export const toolArgsInvalid: Category = {
  id: 'tool_args_invalid',
  name: 'Arguments break the tool’s schema',
  definition:
    'The arguments of a tool call are no JSON, lack what is required, or are of another type than the tool declares; an undeclared argument is a signal.',
  class: 'F',
  version: 1,
  evaluate(trace) {
    const asked = judgeModelCalls(trace, judgeCalls)
    // Where the requests say nothing, the tool's own span may declare what it takes.
    const declared = asked.judged > 0 ? null : judgeSpans(trace)
    const findings = [...asked.findings, ...(declared?.findings ?? [])]
    const told = new Set(findings.flatMap(({ span, blame }) => [span, blame]))
    const refused = matchFailures(trace, RULE)
      .filter(isOfTool)
      .map((match) => findingOf(match, requesterOf(trace, match.failure.span)))
      .filter(({ span, blame }) => !told.has(span) && (blame === null || !told.has(blame)))
    // Without declarations what tools say of their arguments can still be seen.
    if (asked.judged + (declared?.judged ?? 0) + refused.length === 0)
      return withoutTools(trace) ?? { verdict: 'not_fired' }
    return resultOf([...findings, ...refused])
  },
}

function isOfTool({ failure, evidence }: FailureMatch): boolean {
  const { call } = failure
  if (call === null || !isToolCall(call)) return false
  return (
    !RUNS_CODE.test(toolOf(call).slice(0, 200)) ||
    /\b(?:forward|_run|__call__)\(\)/.test(evidence[0]?.text ?? '')
  )
}

function judgeCalls(span: RecordedSpan): CategoryFinding[] | null {
  const messages = span.outputMessages()
  if (!messages.some(({ toolCalls }) => toolCalls !== undefined && toolCalls.length > 0)) return null
  const offered = offeredTools(span)
  if (offered === null || ![...offered.values()].some(({ schema }) => schema !== null)) return null
  // What is cut off in the middle is another failure.
  if (/length|max_tokens/i.test(span.finishReason ?? '')) return null
  return messages.flatMap(({ toolCalls = [] }, message) =>
    toolCalls.flatMap(({ name, arguments: text }, at) => {
      const schema = declarationOf(offered, name)?.schema
      if (schema === undefined || schema === null) return []
      const path = `output_messages.${message}.tool_calls.${at}.arguments`
      return describe(span, span, name, path, text, schema)
    }),
  )
}

function declarationOf(offered: ReadonlyMap<string, OfferedTool>, name: string): OfferedTool | undefined {
  const own = offered.get(name)
  if (own !== undefined) return own
  for (const tool of offered.values()) if (isSameTool(name, tool.name)) return tool
  return undefined
}

const DECLARED_AT = [
  'gen_ai.tool.parameters',
  'tool.parameters',
  'tool.json_schema',
  'gen_ai.tool.json_schema',
] as const

function judgeSpans(trace: RecordedTrace): { judged: number; findings: CategoryFinding[] } {
  let judged = 0
  const findings: CategoryFinding[] = []
  for (const span of trace.spans) {
    const input = isToolCall(span) ? span.inputText() : null
    if (input === null || span.inputKey === null) continue
    const text = DECLARED_AT.map((key) => attributeText(span.attribute(key))).find((item) => item !== null)
    const schema = text === undefined ? null : parameterSchema(text)
    if (schema === null || unwrapArguments(input) === null) continue
    judged++
    const path = `attributes.${span.inputKey}`
    findings.push(...describe(span, requesterOf(trace, span), toolOf(span), path, input, schema))
  }
  return { judged, findings }
}

/** One finding a call: the worst of what is wrong with it, with the place of each. */
function describe(
  span: RecordedSpan,
  blame: RecordedSpan | null,
  tool: string,
  path: string,
  text: string,
  schema: object,
): CategoryFinding[] {
  const broken = brokenArguments(text, schema)
  const worst: CategoryClass = broken.some((item) => item.class === 'F') ? 'F' : 'S'
  const shown = broken.filter((item) => item.class === worst).slice(0, 3)
  if (shown.length === 0) return []
  // Nothing at all was given: the name shows which call it was.
  const evidence: Evidence[] =
    text === ''
      ? [evidenceAt(span, path.replace(/arguments$/, 'name'), tool, 0, tool.length)]
      : shown.map(({ start, end }) => evidenceAt(span, path, text, start, end))
  return [
    {
      span,
      blame,
      evidence,
      class: worst,
      group: [`tool ${tool}`],
      signature: shown.map(({ what }) => what).join('; '),
    },
  ]
}
