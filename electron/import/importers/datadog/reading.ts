import type { Span } from '../../../../shared/model/span.ts'
import { isJsonObject, listOf, textOrNull, type Conversion, type JsonObject } from '../../json-value.ts'
import { readEach, type RecordSink } from '../../record-sink.ts'
import { SourceMemory } from '../../translate.ts'
import { evaluationsOf, isMeasure, readMeasure } from './evaluations.ts'
import { readApmSpan } from './read-apm-span.ts'
import { readLlmSpan } from './read-llm-span.ts'
import { DATADOG_REASONS, NOTHING_ABOVE, type Above } from './schema.ts'

/** Lists in lists, and data in data. */
const MAX_WRAPPING = 6

/** Spans and evaluations of one source, whatever they are wrapped in. */
export class DatadogReading {
  readonly #memory = new SourceMemory()

  /** False where the value holds nothing of Datadog's. */
  read(value: unknown, out: RecordSink, conversion: Conversion): boolean {
    return this.#items(value, NOTHING_ABOVE, out, conversion, 0)
  }

  #items(value: unknown, above: Above, out: RecordSink, conversion: Conversion, depth: number): boolean {
    if (depth > MAX_WRAPPING) return false
    if (Array.isArray(value))
      return readEach(value as unknown[], out, DATADOG_REASONS.other, (item) =>
        this.#items(item, above, out, conversion, depth + 1),
      )
    if (!isJsonObject(value)) return false
    if (isMeasure(value)) return this.#measure(value, out)
    if (isSpan(value)) return this.#span(value, above, out, conversion)
    return this.#wrapped(value, above, out, conversion, depth)
  }

  #wrapped(value: JsonObject, above: Above, out: RecordSink, conversion: Conversion, depth: number): boolean {
    const inner = {
      mlApp: textOrNull(value.ml_app) ?? above.mlApp,
      sessionId: textOrNull(value.session_id) ?? above.sessionId,
      tags: Array.isArray(value.tags)
        ? listOf(value.tags).filter((tag) => typeof tag === 'string')
        : above.tags,
    }
    for (const name of ['attributes', 'data', 'spans', 'trace', 'traces', 'metrics'] as const) {
      const held = value[name]
      // The UI's download holds its spans by their ids.
      const items = name === 'spans' && isJsonObject(held) ? Object.values(held) : held
      if (typeof items === 'object' && items !== null)
        if (this.#items(items, inner, out, conversion, depth + 1)) return true
    }
    return false
  }

  #span(raw: JsonObject, above: Above, out: RecordSink, conversion: Conversion): boolean {
    const span: Span | string =
      raw.start_ns === undefined
        ? readApmSpan(raw, this.#memory, conversion)
        : readLlmSpan(raw, above, this.#memory, conversion)
    if (typeof span === 'string') {
      out.reject(span)
      return true
    }
    out.span(span)
    for (const score of evaluationsOf(raw, span.traceId, span.spanId)) out.score(score)
    return true
  }

  #measure(raw: JsonObject, out: RecordSink): boolean {
    const score = readMeasure(raw)
    if (typeof score === 'string') out.reject(score)
    else out.score(score)
    return true
  }
}

function isSpan(raw: JsonObject): boolean {
  return (
    (raw.span_id !== undefined || raw.trace_id !== undefined) &&
    (raw.start_ns !== undefined || raw.start !== undefined || raw.start_timestamp !== undefined)
  )
}
