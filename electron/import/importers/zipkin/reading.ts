import type { Instant } from '../../decimal-time.ts'
import { isJsonObject, textOrNull, type Conversion, type JsonObject } from '../../json-value.ts'
import type { RecordSink } from '../../record-sink.ts'
import { SourceMemory, translate } from '../../translate.ts'
import { readZipkinSpan, startOf } from './read-span.ts'
import { ZIPKIN_REASONS } from './schema.ts'
import { idsOfTrace } from './shared-ids.ts'

export class ZipkinReading {
  readonly #memory = new SourceMemory()
  /** The earliest time of each trace so far, for its spans without one. */
  readonly #starts = new Map<string, Instant>()

  /** A trace (list of spans), a list of traces, or a span on its own; false where it is none of these. */
  read(value: unknown, out: RecordSink, conversion: Conversion): boolean {
    if (isJsonObject(value)) return isSpan(value) ? this.#trace([value], out, conversion) : false
    if (!Array.isArray(value)) return false
    const items = value as unknown[]
    const traces = items.filter((item) => Array.isArray(item))
    for (const trace of traces) this.#trace(trace as unknown[], out, conversion)
    const spans = items.filter((item) => !Array.isArray(item))
    return this.#trace(spans, out, conversion) || traces.length > 0 || items.length === 0
  }

  #trace(items: readonly unknown[], out: RecordSink, conversion: Conversion): boolean {
    const spans = items.filter((item): item is JsonObject => isJsonObject(item) && isSpan(item))
    for (let i = spans.length; i < items.length; i++) out.reject(ZIPKIN_REASONS.other)
    const ids = idsOfTrace(spans)
    for (const raw of spans) this.#remember(raw)
    for (const [index, raw] of spans.entries()) {
      const own = ids[index]
      if (!own) {
        out.reject(ZIPKIN_REASONS.noIds)
        continue
      }
      const ownStart = startOf(raw)
      const start = ownStart ?? this.#starts.get(own.traceId)
      if (!start) {
        out.reject(ZIPKIN_REASONS.noTime)
        continue
      }
      const span = readZipkinSpan(raw, own, start, conversion)
      if (!ownStart) {
        span.syntheticTime = true
        out.note(ZIPKIN_REASONS.borrowedTime)
      }
      translate(span, this.#memory)
      out.span(span)
    }
    return spans.length > 0
  }

  #remember(raw: JsonObject): void {
    const traceId = textOrNull(raw.traceId)
    const start = startOf(raw)
    if (traceId === null || start === null) return
    const known = this.#starts.get(traceId)
    if (!known || start.us < known.us) this.#starts.set(traceId, start)
  }
}

function isSpan(raw: JsonObject): boolean {
  return raw.traceId !== undefined && raw.id !== undefined
}
