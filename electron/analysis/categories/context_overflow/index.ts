import type { Category } from '../../category.ts'
import { withoutModelCalls } from '../../evaluable.ts'
import { findingOf, matchFailures, resultOf } from '../../failure-rule.ts'
import { isModelCall } from '../../span-tree.ts'

/** Sentences and codes of OpenAI, Anthropic, Gemini, Bedrock, Mistral, vLLM, litellm. */
const WORDS = [
  /\bcontext_length_exceeded\b/,
  /\bContextWindowExceeded(?:Error)?\b/,
  /\bcontext[ _]window[ _](?:is )?(?:exceeded|overflow|full)/i,
  /\bmaximum context (?:length|window|size)\b/i,
  /\b(?:prompt|input|request|message|conversation) is too long\b/i,
  /\binput length and [`'"]?max_tokens[`'"]? exceed context limit/i,
  /\bexceed(?:s|ed|ing)? (?:the |this |its )?(?:model'?s? |model’s )?(?:maximum |max )?(?:context|input token|token) (?:length|limit|window|size|count)/i,
  /\binput token count[^\n]{0,40}exceeds the maximum/i,
  /\btoo many (?:input |total |prompt )?tokens\b/i,
  /\breduce the length of (?:the|your) (?:messages|prompt|input)/i,
  /\brequest_too_large\b/,
]
const HINT = /context|too long|too many|exceed|length|too_large/i
/** A limit per minute is a rate, also where it says that the request is too large for it. */
const EXCEPT = [/tokens? per (?:min|minute|day|hour)|\bTPM\b|rate[ _-]?limit/i]

export const contextOverflow: Category = {
  id: 'context_overflow',
  name: 'Context length exceeded',
  definition: 'A request to a model was refused because it is longer than the model takes.',
  class: 'F',
  version: 1,
  evaluate(trace) {
    const lacking = withoutModelCalls(trace)
    if (lacking !== null) return lacking
    const matches = matchFailures(trace, {
      statuses: new Set([413]),
      hint: HINT,
      words: WORDS,
      except: EXCEPT,
    }).filter(
      // To a tool's 413 a file was too large, not a prompt.
      ({ failure, status }) =>
        !failure.handled && (status !== 413 || (failure.call !== null && isModelCall(failure.call))),
    )
    return resultOf(matches.map((match) => findingOf(match)))
  },
}
