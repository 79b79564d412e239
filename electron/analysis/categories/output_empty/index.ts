import type { RecordedSpan, RecordedTrace } from '../../../../shared/model/recorded-trace.ts'
import type { Category, CategoryFinding } from '../../category.ts'
import { wholeEvidence } from '../../evidence.ts'
import { resultOf } from '../../failure-rule.ts'
import { endedByItself, judgeModelCalls } from '../../model-calls.ts'

/** An empty turn costs the tokens that end it; more means that the export was made without the texts. */
const EMPTY_TOKENS = 8

export const outputEmpty: Category = {
  id: 'output_empty',
  name: 'Empty model output',
  definition: 'A model ended its turn of its own will with neither a text nor a tool call.',
  class: 'F',
  version: 1,
  evaluate(trace) {
    const recorded = trace.spans.some((span) => span.kind === 'llm' && saysSomething(span))
    const { judged, findings } = judgeModelCalls(trace, (span) => judge(trace, span, recorded))
    if (judged === 0) return { verdict: 'not_evaluable', why: 'No answer of a model is in this export.' }
    return resultOf(findings)
  },
}

function judge(trace: RecordedTrace, span: RecordedSpan, recorded: boolean): CategoryFinding[] | null {
  if (span.status === 'error' || !endedByItself(span.finishReason)) return null
  if (saysSomething(span)) return []
  const messages = span.outputMessages()
  const isHeld = messages.length > 0 || (span.outputKey !== null && span.outputText() !== null)
  if (!isHeld && (span.outputTokens !== 0 || span.finishReason === null)) return null
  // Without any text in the trace an export without contents looks the same: then the tokens decide.
  if (!recorded && span.outputTokens !== null && span.outputTokens > EMPTY_TOKENS) return null
  if (!recorded && span.outputTokens === null && span.finishReason === null) return null
  if (isAnsweredBelow(trace, span)) return []
  const evidence = [
    wholeEvidence(
      span,
      messages.length > 0
        ? `output_messages.${messages.length - 1}.text`
        : `attributes.${span.outputKey ?? ''}`,
    ),
    wholeEvidence(span, 'finish_reason'),
    wholeEvidence(span, 'output_tokens'),
  ].filter((item) => item !== null)
  const reason = span.finishReason === null ? [] : [`finish reason ${span.finishReason}`]
  return [
    {
      span,
      blame: span,
      evidence: evidence.length > 0 ? evidence : [wholeEvidence(span, 'name')!],
      group: reason,
      signature: 'neither text nor tool call',
    },
  ]
}

/** A text, a call, an image, or thoughts that are all the turn was for. */
function saysSomething(span: RecordedSpan): boolean {
  const messages = span.outputMessages()
  if (messages.some(({ text, toolCalls }) => text.trim() !== '' || (toolCalls?.length ?? 0) > 0)) return true
  if (messages.length > 0) return false
  const output = span.outputText()
  return output !== null && !/^\s*(?:|""|null|\[\]|\{\})\s*$/.test(output)
}

/** Some exports record the tools a model called as spans and not in its answer. */
function isAnsweredBelow({ spans }: RecordedTrace, span: RecordedSpan): boolean {
  if (span.children.some(({ kind }) => kind === 'tool' || kind === 'retrieval')) return true
  for (let index = span.index + 1; index < spans.length; index++) {
    const next = spans[index]!
    if (next.kind === 'tool') return next.parent === span.parent && next.requestedBy !== 'user'
    if (next.kind === 'llm') return false
  }
  return false
}
