import type { Span } from '../../../../shared/model/span.ts'
import { numberOrNull, type JsonObject } from '../../json-value.ts'

/**
 * The usage of an answer. Every line of it repeats what was known by then: the largest count is the last. What was
 * written to and read from the cache counts as input, as OpenTelemetry has it; the API counts it beside.
 */
export class AnswerUsage {
  #input = 0
  #output = 0
  #read = 0
  #written = 0
  #isKnown = false

  add(usage: JsonObject): void {
    this.#isKnown = true
    this.#input = Math.max(this.#input, numberOrNull(usage.input_tokens) ?? 0)
    this.#output = Math.max(this.#output, numberOrNull(usage.output_tokens) ?? 0)
    this.#read = Math.max(this.#read, numberOrNull(usage.cache_read_input_tokens) ?? 0)
    this.#written = Math.max(this.#written, numberOrNull(usage.cache_creation_input_tokens) ?? 0)
  }

  fields(): Partial<Span> {
    if (!this.#isKnown) return {}
    return {
      inputTokens: this.#input + this.#read + this.#written,
      outputTokens: this.#output,
      cachedTokens: this.#read,
    }
  }
}
