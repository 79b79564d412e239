import { cellObject } from '../../frame-rows.ts'
import type { Span } from '../../../../shared/model/span.ts'
import { isJsonObject, numberOrNull, type JsonObject } from '../../json-value.ts'
import { usageOf } from '../../model-usage.ts'
import type { Answer } from '../../model-answer.ts'

/**
 * Tokens and cost of a model call. The run's own counts come first; where they are missing (0 stands for that) the answer
 * tells: LangChain's `usage_metadata`, in which input holds what was cached, or the provider's usage.
 */
export function setUsage(span: Span, raw: JsonObject, metadata: JsonObject, answer: Answer): void {
  const given = cellObject(raw.token_usage)
  const input = countOf(raw.prompt_tokens, raw.input_tokens, given.prompt_tokens, given.input_tokens)
  const output = countOf(
    raw.completion_tokens,
    raw.output_tokens,
    given.completion_tokens,
    given.output_tokens,
  )
  const told = answerUsage(answer, metadata)
  const isTold = input !== null || output !== null
  span.inputTokens = isTold ? input : told.inputTokens
  span.outputTokens = isTold ? output : told.outputTokens
  span.cachedTokens =
    cachedOf(cellObject(raw.prompt_token_details ?? raw.input_token_details)) ?? told.cachedTokens
  span.costUsd = costOf(raw, cellObject(raw.costs))
}

function answerUsage(answer: Answer, metadata: JsonObject): ReturnType<typeof usageOf> {
  for (const usage of [answer.usage, metadata.usage_metadata]) {
    if (!isJsonObject(usage)) continue
    const details = usage.input_token_details
    return {
      inputTokens: numberOrNull(usage.input_tokens),
      outputTokens: numberOrNull(usage.output_tokens),
      cachedTokens: isJsonObject(details) ? cachedOf(details) : null,
    }
  }
  return usageOf(answer.providerUsage)
}

function cachedOf(details: JsonObject): number | null {
  return numberOrNull(details.cache_read) ?? numberOrNull(details.cached_tokens)
}

function costOf(raw: JsonObject, costs: JsonObject): number | null {
  const total = countOf(raw.total_cost, costs.total_cost)
  if (total !== null) return total
  const prompt = countOf(raw.prompt_cost, costs.prompt_cost)
  const completion = countOf(raw.completion_cost, costs.completion_cost)
  return prompt === null && completion === null ? null : (prompt ?? 0) + (completion ?? 0)
}

/** The first that counts something: exports write 0 where nothing is known. */
function countOf(...values: readonly unknown[]): number | null {
  for (const value of values) {
    const count = numberOrNull(value)
    if (count !== null && count !== 0) return count
  }
  return null
}
