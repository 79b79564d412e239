import type { RecordedSpan } from '../../../../shared/model/recorded-trace.ts'
import type { Category, CategoryFinding } from '../../category.ts'
import { demandedFormat } from '../../demanded-format.ts'
import { withoutModelCalls } from '../../evaluable.ts'
import { evidenceAt } from '../../evidence.ts'
import { findingOf, matchFailures, resultOf } from '../../failure-rule.ts'
import type { FailureMatch } from '../../failure-rule.ts'
import { textOf, type FinalAnswer } from '../../final-answer.ts'
import { schemaViolations } from '../../json-schema.ts'
import { endedByItself, judgeModelCalls } from '../../model-calls.ts'
import { requesterOf } from '../../requester.ts'
import { isModelCall } from '../../span-tree.ts'

/** What parsers of a model's answer say when they cannot read it (LangChain, smolagents, LlamaIndex, instructor, Vercel). */
const RULE = {
  statuses: new Set<number>(),
  hint: /pars|json|output|format|object generated/i,
  words: [
    /\b(?:OutputParser|LLMOutputParsing|AgentParsing|OutputParsing|ResponseParsing|StructuredOutput(?:Parsing|Validation))\w{0,20}(?:Error|Exception)\b/,
    /\bOUTPUT_PARSING_FAILURE\b|\bNoObjectGenerated(?:Error)?\b|\bNo object generated: (?:could not parse|response did not match)/,
    /\b(?:could not|cannot|can't|failed to|unable to|error (?:in|while)) (?:code )?pars(?:e|ing) (?:the )?(?:LLM|model|agent|assistant|code|tool call|output|response|answer|completion|JSON)\b[^\n]{0,120}/i,
    /\bError in code parsing\b[^\n]{0,160}/,
    /\binvalid json output\b|\b(?:output|response|completion) (?:is|was) not valid json\b/i,
    /\bYour (?:code snippet|output|response) is invalid\b[^\n]{0,120}/,
  ],
}
/** What a parser reads may be long; what is longer is no answer in a format. */
const ANSWER_LENGTH = 2_000_000

export const outputUnparseable: Category = {
  id: 'output_unparseable',
  name: 'Output not in the demanded format',
  definition:
    'A request demanded JSON and the answer is none or breaks the schema, or a parser could not read what the model wrote.',
  class: 'F',
  version: 1,
  evaluate(trace) {
    const { judged, findings } = judgeModelCalls(trace, judgeAnswer)
    const told = new Set(findings.map(({ span }) => span))
    const raised = matchFailures(trace, RULE)
      .filter(isOfParser)
      .map((match) => {
        const { call, span } = match.failure
        return findingOf(match, call !== null && isModelCall(call) ? call : requesterOf(trace, span))
      })
      .filter(({ span, blame }) => !told.has(span) && (blame === null || !told.has(blame)))
    // Where errors can be seen, one of a parser would be: without any, no answer failed to be read.
    if (judged === 0 && raised.length === 0) return withoutModelCalls(trace) ?? { verdict: 'not_fired' }
    return resultOf([...findings, ...raised])
  },
}

/** A tool that parses a page or a file is not about the model's answer. */
function isOfParser({ failure }: FailureMatch): boolean {
  return failure.declared && (failure.call === null || isModelCall(failure.call))
}

function judgeAnswer(span: RecordedSpan): CategoryFinding[] | null {
  const demanded = demandedFormat(span)
  if (demanded === null || span.status === 'error') return null
  const calls = span.outputMessages().some(({ toolCalls }) => toolCalls !== undefined && toolCalls.length > 0)
  const answer = calls ? null : textOf(span)
  // Cut off, refused or empty: each is a category of its own.
  if (answer === null || answer.text.length > ANSWER_LENGTH || !endedByItself(span.finishReason)) return null
  const read = readJson(answer)
  if (read.value === undefined)
    return [describe(answer, read.start, answer.text.length, 'the answer is no JSON')]
  const [violation] = demanded.schema === null ? [] : schemaViolations(demanded.schema, read.value)
  if (violation === undefined) return []
  const at = violation.at.map((step) => (/^\d+$/.test(step) ? '[]' : step)).join('.')
  return [
    describe(answer, read.start, read.end, `${at === '' ? 'the answer' : at} breaks ${violation.keyword}`),
  ]
}

/** JSON, also inside a code fence, as every client strips it. */
function readJson({ text }: FinalAnswer): { value: unknown; start: number; end: number } {
  const fence = /^\s{0,20}```[a-z]{0,10}\s{0,10}\n?/i.exec(text)
  const start = fence === null ? 0 : fence[0].length
  const close = fence === null ? -1 : text.lastIndexOf('```')
  const end = close > start ? close : text.length
  try {
    return { value: JSON.parse(text.slice(start, end)), start, end }
  } catch {
    return { value: undefined, start, end }
  }
}

function describe(
  { span, path, text }: FinalAnswer,
  start: number,
  end: number,
  what: string,
): CategoryFinding {
  return { span, blame: span, evidence: [evidenceAt(span, path, text, start, end)], signature: what }
}
