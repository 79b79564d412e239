import type { Span } from '../../../../shared/model/span.ts'
import { isJsonObject, numberOrNull, type JsonObject } from '../../json-value.ts'
import { openJson } from './open-json.ts'
import { member } from './schema.ts'

const READ_FROM_CACHE = [
  'input_cache_read',
  'cache_read_input_tokens',
  'input_cached_tokens',
  'input_cache_read_tokens',
  'prompt_details.cache_read',
]
/** Anthropic's own names, which do not begin with the side they belong to. */
const ASKED_BESIDE = ['cache_read_input_tokens', 'cache_creation_input_tokens']

/**
 * Tokens and cost of a model call. `usageDetails` are buckets that exclude each other (`input`, `input_cache_read`,
 * `output`, `output_reasoning`, ...): a side is their sum, as in Langfuse's own `inputUsage` and `outputUsage`. Only where
 * the total shows that the parts lie within `input` and `output`, these alone count.
 */
export function setUsage(span: Span, raw: JsonObject): void {
  const usage = detailsOf(member(raw, 'usageDetails') ?? raw.usage)
  const input = numberOrNull(usage.input)
  const output = numberOrNull(usage.output)
  const isWithin = numberOrNull(usage.total) === (input ?? 0) + (output ?? 0)
  const asked = isWithin ? input : sumOf(usage, 'input', ASKED_BESIDE)
  const answered = isWithin ? output : sumOf(usage, 'output', [])
  span.inputTokens = asked ?? countOf(raw, 'inputUsage', 'promptTokens', 'inputTokens')
  span.outputTokens = answered ?? countOf(raw, 'outputUsage', 'completionTokens', 'outputTokens')
  span.cachedTokens = firstOf(usage, READ_FROM_CACHE)
  span.costUsd = costOf(raw)
}

function costOf(raw: JsonObject): number | null {
  const costs = detailsOf(member(raw, 'costDetails'))
  const told = Object.keys(costs).length > 0
  const total = numberOrNull(costs.total) ?? (told ? sumOf(costs, '', []) : null)
  if (total !== null) return total
  // Downloads write 0 where nothing is known.
  return countOf(raw, 'totalCost', 'calculatedTotalCost', 'totalCostInUSD')
}

function detailsOf(value: unknown): JsonObject {
  const details = openJson(value)
  return isJsonObject(details) ? details : {}
}

/** The sum of what begins with the side's name; null where nothing does. */
function sumOf(usage: JsonObject, side: string, more: readonly string[]): number | null {
  let sum: number | null = null
  for (const key of Object.keys(usage)) {
    const count = key.startsWith(side) || more.includes(key) ? numberOrNull(usage[key]) : null
    if (count !== null) sum = (sum ?? 0) + count
  }
  return sum
}

/** A count of the older columns: 0 there is as good as nothing. */
function countOf(raw: JsonObject, ...names: string[]): number | null {
  for (const name of names) {
    const count = numberOrNull(member(raw, name))
    if (count !== null && count !== 0) return count
  }
  return null
}

function firstOf(usage: JsonObject, names: readonly string[]): number | null {
  for (const name of names) {
    const count = numberOrNull(usage[name])
    if (count !== null) return count
  }
  return null
}
