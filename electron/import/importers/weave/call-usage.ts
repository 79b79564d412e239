import { cellObject } from '../../frame-rows.ts'
import type { Span } from '../../../../shared/model/span.ts'
import { isJsonObject, numberOrNull, type JsonObject } from '../../json-value.ts'
import { usageOf } from '../../model-usage.ts'

/** The models that a call or those below it used, as `summary.usage` names them. */
export function modelsOf(summary: JsonObject): string[] {
  return Object.keys(cellObject(summary.usage))
}

/** Tokens and cost of a model call, of all the models it fell back to. */
export function setUsage(span: Span, summary: JsonObject): void {
  for (const usage of Object.values(cellObject(summary.usage))) {
    const { inputTokens, outputTokens, cachedTokens } = usageOf(usage)
    span.inputTokens = sum(span.inputTokens, inputTokens)
    span.outputTokens = sum(span.outputTokens, outputTokens)
    span.cachedTokens = sum(span.cachedTokens, cachedTokens)
  }
  const { costs } = cellObject(summary.weave)
  for (const cost of Object.values(cellObject(costs))) {
    if (!isJsonObject(cost)) continue
    const prompt = numberOrNull(cost.prompt_tokens_total_cost)
    const completion = numberOrNull(cost.completion_tokens_total_cost)
    span.costUsd = sum(span.costUsd, sum(prompt, completion))
  }
}

function sum(one: number | null, other: number | null): number | null {
  return one === null ? other : one + (other ?? 0)
}
