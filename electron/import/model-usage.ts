import type { Span } from '../../shared/model/span.ts'
import { isJsonObject, numberOrNull } from './json-value.ts'

export type ModelUsage = Pick<Span, 'inputTokens' | 'outputTokens' | 'cachedTokens'>

const NONE: ModelUsage = { inputTokens: null, outputTokens: null, cachedTokens: null }

/**
 * The `usage` of a model's response: OpenAI's `prompt_tokens` (as LiteLLM gives it for every provider, with what was
 * cached), the Responses API's `input_tokens` (likewise), Anthropic's own `input_tokens`, which leaves out what was cached.
 */
export function usageOf(usage: unknown): ModelUsage {
  if (!isJsonObject(usage)) return NONE
  const details = usage.prompt_tokens_details ?? usage.input_tokens_details
  const within = isJsonObject(details) ? numberOrNull(details.cached_tokens) : null
  const read = numberOrNull(usage.cache_read_input_tokens)
  const cached = within ?? read ?? numberOrNull(usage.prompt_cache_hit_tokens)
  const prompt = numberOrNull(usage.prompt_tokens)
  const input = numberOrNull(usage.input_tokens)
  const beside = within === null ? (read ?? 0) + (numberOrNull(usage.cache_creation_input_tokens) ?? 0) : 0
  return {
    inputTokens: prompt ?? (input === null ? null : input + beside),
    outputTokens: numberOrNull(usage.completion_tokens) ?? numberOrNull(usage.output_tokens),
    cachedTokens: cached,
  }
}
