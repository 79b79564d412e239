import type { Span } from '../../../../shared/model/span.ts'
import { isJsonObject, numberOrNull, type JsonObject } from '../../json-value.ts'
import { openJson } from './open-json.ts'
import { member } from './schema.ts'

const CACHED = [
  'input_cache_read',
  'cache_read_input_tokens',
  'input_cached_tokens',
  'prompt_details.cache_read',
  'input_cache_read_tokens',
]
const WRITTEN = ['input_cache_creation', 'cache_creation_input_tokens', 'input_cache_write']

/**
 * Tokens and cost of a generation, from `usageDetails` (the names are the integration's) or the older columns. Where the
 * total counts cached tokens beside the input, they are added to it.
 */
export function setUsage(span: Span, raw: JsonObject): void {
  const details = openJson(member(raw, 'usageDetails') ?? raw.usage)
  const usage = isJsonObject(details) ? details : {}
  const input = numberOrNull(usage.input) ?? countOf(raw, 'inputUsage', 'promptTokens')
  const output = numberOrNull(usage.output) ?? countOf(raw, 'outputUsage', 'completionTokens')
  const read = firstOf(usage, CACHED)
  const beside = (read ?? 0) + (firstOf(usage, WRITTEN) ?? 0)
  const isBeside = beside > 0 && numberOrNull(usage.total) === (input ?? 0) + (output ?? 0) + beside
  span.inputTokens = input === null ? null : input + (isBeside ? beside : 0)
  span.outputTokens = output
  span.cachedTokens = read
  const costs = openJson(member(raw, 'costDetails'))
  const cost =
    (isJsonObject(costs) ? numberOrNull(costs.total) : null) ??
    numberOrNull(member(raw, 'totalCost')) ??
    numberOrNull(member(raw, 'calculatedTotalCost'))
  // Downloads write 0 where nothing is known.
  span.costUsd = cost === 0 && !isJsonObject(costs) ? null : cost
  if (isJsonObject(costs) && Object.keys(costs).length === 0 && cost === 0) span.costUsd = null
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
