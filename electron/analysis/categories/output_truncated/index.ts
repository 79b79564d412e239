import { attributeText } from '../../../../shared/model/attribute.ts'
import type { Evidence } from '../../../../shared/model/finding.ts'
import type { RecordedSpan } from '../../../../shared/model/recorded-trace.ts'
import type { Category, CategoryFinding } from '../../category.ts'
import { evidenceAt, wholeEvidence } from '../../evidence.ts'
import { resultOf } from '../../failure-rule.ts'
import { readLooseObject } from '../../loose-json.ts'

/** `length` OpenAI and most, `max_tokens` Anthropic, `MAX_TOKENS` Gemini, the rest Bedrock, Cohere, Responses API. */
const CUT = new Set([
  'length',
  'max_tokens',
  'max_output_tokens',
  'max_length',
  'model_length',
  'token_limit',
  'model_context_window_exceeded',
])
const CAP_ATTRIBUTES = [
  'gen_ai.request.max_tokens',
  'gen_ai.request.max_completion_tokens',
  'gen_ai.request.max_output_tokens',
  'ai.settings.maxTokens',
  'ai.settings.maxOutputTokens',
  'llm.request.max_tokens',
] as const
/** Attributes that hold the request's parameters as one JSON object. */
const PARAMETER_ATTRIBUTES = [
  'llm.invocation_parameters',
  'gen_ai.request.parameters',
  'modelParameters',
  'model_parameters',
  'langfuse.observation.model.parameters',
] as const
const CAP_KEYS = new Set([
  'max_tokens',
  'max_completion_tokens',
  'max_output_tokens',
  'maxTokens',
  'maxOutputTokens',
  'max_new_tokens',
])
/** Who allows one token wants one: a classifier's label, a probe of the quota. */
const LEAST_CAP = 2

export const outputTruncated: Category = {
  id: 'output_truncated',
  name: 'Output cut by token limit',
  definition:
    'A model stopped because it reached the token limit: by its finish reason, or as many tokens as were allowed.',
  class: 'F',
  version: 1,
  evaluate(trace) {
    let judged = 0
    const findings: CategoryFinding[] = []
    const cutBelow = new Set<RecordedSpan>()
    // The inner of two instrumentations of one call starts later: backwards, the deepest comes first.
    for (let at = trace.spans.length - 1; at >= 0; at--) {
      const span = trace.spans[at]!
      if (span.kind !== 'llm') continue
      const cap = readCap(span)
      if (span.finishReason === null && (cap === null || span.outputTokens === null)) continue
      judged++
      const evidence = cutBelow.has(span) ? null : findCut(span, cap)
      if (evidence === null) continue
      for (let up = span.parent; up !== null && up.kind === 'llm'; up = up.parent) cutBelow.add(up)
      const signature =
        evidence[0]!.path === 'finish_reason'
          ? `finish reason ${span.finishReason}`
          : 'output tokens reach the cap'
      findings.push({
        span,
        blame: null,
        evidence,
        group: [span.modelAnswered ?? span.modelRequested ?? 'llm'],
        signature,
      })
    }
    if (judged === 0) {
      return {
        verdict: 'not_evaluable',
        why: 'No finish reason, and no token count with its limit, is in this export.',
      }
    }
    return resultOf(findings.toReversed())
  },
}

interface Cap {
  value: number
  evidence: Evidence
}

function findCut(span: RecordedSpan, cap: Cap | null): Evidence[] | null {
  if (cap !== null && cap.value < LEAST_CAP) return null
  if (span.finishReason !== null) {
    // Also as `["length"]`, the way tags of Jaeger hold it.
    const reasons = span.finishReason
      .slice(0, 100)
      .toLowerCase()
      .split(/[\s,"'[\]]+/)
    if (reasons.some((reason) => CUT.has(reason))) return [wholeEvidence(span, 'finish_reason')!]
    // A stated other reason is believed: the last token allowed may well be the last one needed.
    if (reasons.some((reason) => reason !== '' && reason !== 'unknown' && reason !== 'null')) return null
  }
  if (cap === null || span.outputTokens === null || span.outputTokens < cap.value) return null
  return [wholeEvidence(span, 'output_tokens')!, cap.evidence]
}

/** The most tokens the request allowed. Reasoning tokens count into it, as they do into the output tokens. */
function readCap(span: RecordedSpan): Cap | null {
  for (const key of CAP_ATTRIBUTES) {
    const text = attributeText(span.attribute(key))
    const value = text === null ? Number.NaN : Number(text)
    if (value > 0) return { value, evidence: evidenceAt(span, `attributes.${key}`, text!, 0, text!.length) }
  }
  for (const key of PARAMETER_ATTRIBUTES) {
    const text = attributeText(span.attribute(key))
    if (text === null) continue
    const field = readLooseObject(text, text.search(/\S/))?.find(
      (item) => CAP_KEYS.has(item.key) && item.kind === 'number',
    )
    if (field === undefined) continue
    const value = Number(text.slice(field.start, field.end))
    if (value > 0)
      return { value, evidence: evidenceAt(span, `attributes.${key}`, text, field.start, field.end) }
  }
  return null
}
