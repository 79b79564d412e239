import { isJsonObject, listOf, numberOrNull, textOrNull, type JsonObject } from '../../json-value.ts'
import type { ModelUsage } from '../../model-usage.ts'

export interface CallMetrics extends ModelUsage {
  costUsd: number | null
  /** Seconds from the request to the answer. */
  latency: number | null
}

/** What the metrics of a run tell of each call, by the id of the response; costs stand in the order of the calls. */
export function metricsByResponse(all: readonly JsonObject[]): Map<string, CallMetrics> {
  const found = new Map<string, CallMetrics>()
  for (const metrics of all) {
    const usages = listOf(metrics.token_usages)
    const costs = listOf(metrics.costs)
    const latencies = new Map(
      listOf(metrics.response_latencies).flatMap((entry) =>
        isJsonObject(entry) ? [[entry.response_id, numberOrNull(entry.latency)] as const] : [],
      ),
    )
    for (const [index, usage] of usages.entries()) {
      const id = isJsonObject(usage) ? textOrNull(usage.response_id) : null
      if (id === null || !isJsonObject(usage)) continue
      const cost = costs.length === usages.length ? costs[index] : null
      found.set(id, {
        ...tokensOf(usage),
        costUsd: isJsonObject(cost) ? numberOrNull(cost.cost) : null,
        latency: latencies.get(id) ?? null,
      })
    }
  }
  return found
}

/** The tokens OpenHands counts: of a call, or of all calls so far. What was cached is among those of the prompt. */
export function tokensOf(usage: unknown): ModelUsage {
  const counts = isJsonObject(usage) ? usage : {}
  return {
    inputTokens: numberOrNull(counts.prompt_tokens),
    outputTokens: numberOrNull(counts.completion_tokens),
    cachedTokens: numberOrNull(counts.cache_read_tokens),
  }
}

/** Running totals told with each answer: what one call used is what they grew by. */
export class RunningTotals {
  #cost = 0
  #tokens: ModelUsage = { inputTokens: 0, outputTokens: 0, cachedTokens: 0 }

  /** What was used since the last time. Totals that shrink begin anew, as those of a sub-agent. */
  since(metrics: unknown): ModelUsage & { costUsd: number | null } {
    if (!isJsonObject(metrics)) return { ...tokensOf(null), costUsd: null }
    const cost = numberOrNull(metrics.accumulated_cost)
    const costUsd = cost === null ? null : cost >= this.#cost ? cost - this.#cost : cost
    this.#cost = cost ?? this.#cost
    const now = tokensOf(metrics.accumulated_token_usage)
    const before = (now.inputTokens ?? 0) < (this.#tokens.inputTokens ?? 0) ? tokensOf(null) : this.#tokens
    const grown = (key: keyof ModelUsage): number | null =>
      now[key] === null ? null : Math.max(0, now[key] - (before[key] ?? 0))
    if (now.inputTokens !== null) this.#tokens = now
    return {
      inputTokens: grown('inputTokens'),
      outputTokens: grown('outputTokens'),
      cachedTokens: grown('cachedTokens'),
      costUsd,
    }
  }
}
