import { attributeText } from '../../../../shared/model/attribute.ts'
import type { RecordedSpan } from '../../../../shared/model/recorded-trace.ts'
import { mainRunsOf } from '../../agent-runs.ts'
import type { Category, CategoryFinding } from '../../category.ts'
import { evidenceAt, wholeEvidence } from '../../evidence.ts'
import { findingOf, matchFailures, resultOf } from '../../failure-rule.ts'
import { finalAnswerOf } from '../../final-answer.ts'
import { judgeModelCalls } from '../../model-calls.ts'

/** OpenAI and Azure, Anthropic, Gemini, Bedrock. */
const REFUSED =
  /^(?:content_filter(?:ed)?|refusal|safety|recitation|prohibited_content|blocklist|spii|guardrail_intervened)$/i
const REFUSAL_ATTRIBUTES = ['gen_ai.response.refusal', 'refusal', 'llm.response.refusal'] as const
const RULE = {
  statuses: new Set<number>(),
  hint: /guardrail|content|policy|safety|blocked/i,
  words: [
    /\b(?:Input|Output)?GuardrailTripwireTriggered\w{0,20}\b|\bguardrail (?:was )?(?:triggered|tripped|intervened)\b/i,
    /\bContentPolicyViolation\w{0,20}\b|\bcontent[_ ](?:policy[_ ]violation|management policy)\b/i,
    /\bcontent[_ ]filter(?:ed|ing)?\b|\bblocked by (?:the )?(?:content|safety|guardrail)\b/i,
    /\bResponsibleAIPolicyViolation\b|\bflagged as (?:potentially )?(?:violating|unsafe)\b/i,
  ],
}
/** How a refusal begins. An apology that goes on to help ("Sorry, here is ...") has no such words. */
const PHRASES = [
  /^(?:[^.!?\n]{0,60}[,.!] )?(?:I(?:'|’)?m|I am) (?:very |really |so |truly )?sorry[^.!?\n]{0,40}\bI (?:can(?:not|'t|’t)|am (?:unable|not able)|won(?:'|’)t)\b/i,
  /^(?:Sorry|Apologies|I apologi[sz]e|Unfortunately)[^.!?\n]{0,60}\bI(?:'|’)?(?: can(?:not|'t|’t)| am (?:unable|not able)|m (?:unable|not able)| won(?:'|’)t)\b/i,
  /^I(?:'|’)?(?: can(?:not|'t|’t)| am (?:unable|not able)|m (?:unable|not able)| won(?:'|’)t(?: be able)?| must (?:decline|refuse)| have to decline)(?: to)? (?:help|assist|comply|provide|fulfil|do|answer|continue|process|complete|share|create|generate|discuss|engage|support)\b/i,
]
const HEAD_LENGTH = 400

export const refusal: Category = {
  id: 'refusal',
  name: 'Refusal or guardrail block',
  definition:
    'The model or a guardrail refused: by its finish reason, a refusal field, an error, or the words its last answer begins with.',
  class: 'S',
  version: 1,
  evaluate(trace) {
    const { judged, findings } = judgeModelCalls(trace, declaredRefusal)
    const blocked = matchFailures(trace, RULE).map((match) => findingOf(match, null))
    const answers = mainRunsOf(trace).map(finalAnswerOf)
    const found = [...findings, ...blocked]
    const told = new Set(found.map(({ span }) => span))
    for (const answer of answers) {
      if (answer === null || told.has(answer.span)) continue
      const head = answer.text.slice(0, HEAD_LENGTH).trimStart()
      const skipped = answer.text.slice(0, HEAD_LENGTH).length - head.length
      const phrase = PHRASES.map((pattern) => pattern.exec(head)).find((match) => match !== null)
      if (phrase === undefined || phrase === null) continue
      const start = skipped + phrase.index
      found.push({
        span: answer.span,
        blame: null,
        evidence: [evidenceAt(answer.span, answer.path, answer.text, start, start + phrase[0].length)],
        signature: 'the last answer says so',
      })
    }
    if (found.length === 0 && judged === 0 && answers.every((answer) => answer === null)) {
      return { verdict: 'not_evaluable', why: 'Neither finish reasons nor a last answer are in this export.' }
    }
    return resultOf(found)
  },
}

function declaredRefusal(span: RecordedSpan): CategoryFinding[] | null {
  for (const key of REFUSAL_ATTRIBUTES) {
    const text = attributeText(span.attribute(key))
    if (text === null || text === '' || text === 'false') continue
    return [
      {
        span,
        blame: null,
        evidence: [evidenceAt(span, `attributes.${key}`, text, 0, text.length)],
        group: [key],
        signature: '',
      },
    ]
  }
  if (span.finishReason === null) return null
  if (!REFUSED.test(span.finishReason.slice(0, 40))) return []
  const evidence = [wholeEvidence(span, 'finish_reason')!]
  return [{ span, blame: null, evidence, group: [`finish reason ${span.finishReason}`], signature: '' }]
}
