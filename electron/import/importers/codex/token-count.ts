import type { Span } from '../../../../shared/model/span.ts'
import { isJsonObject, numberOrNull, type JsonObject } from '../../json-value.ts'
import { textOfJson } from '../../json-text.ts'

/**
 * Puts what `token_count` lines say at the call they follow. They give the totals of the session and what the last call
 * used; one is repeated whenever limits are reported, told by totals that have not moved. Input includes what was cached,
 * output the reasoning.
 */
export class TokenCounts {
  #total = ''

  /** The usage of the call that just ended; null where the line repeats an earlier one or tells none. */
  take(info: unknown): JsonObject | null {
    if (!isJsonObject(info) || !isJsonObject(info.last_token_usage)) return null
    const total = textOfJson(info.total_token_usage)
    if (total === this.#total) return null
    this.#total = total
    return info.last_token_usage
  }
}

/** Adds usage to a call; a call that has some already (a retry) has both. */
export function addUsage(span: Span, usage: JsonObject): void {
  span.inputTokens = sum(span.inputTokens, usage.input_tokens)
  span.outputTokens = sum(span.outputTokens, usage.output_tokens)
  span.cachedTokens = sum(span.cachedTokens, usage.cached_input_tokens)
  const reasoning = numberOrNull(usage.reasoning_output_tokens)
  if (reasoning !== null && reasoning > 0) span.attributes.set('usage.reasoning_output_tokens', reasoning)
}

function sum(known: number | null, more: unknown): number | null {
  const number = numberOrNull(more)
  return number === null ? known : (known ?? 0) + number
}
