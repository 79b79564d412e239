import type { Place, Span, SpanEvent } from '../../../shared/model/span.ts'
import type { ImportSink } from '../importer.ts'
import { translate, type SourceMemory } from '../translate.ts'

/** Model calls without content wait for their events this long; a collector flushes logs and spans within seconds of each other. */
const MAX_WAITING_SPANS = 4096
const MAX_WAITING_EVENTS = 20_000

export const LATE_REASONS = {
  joined: 'The log record was joined to its span as an event.',
  noSpan: 'The GenAI log record names a span that is not near it in this file.',
} as const

interface WaitingEvent {
  event: SpanEvent
  place: Place
}

/**
 * Joins GenAI log records to their spans. Instrumentations of one generation write the messages of a model call as log records,
 * which a collector puts on other lines than the span, before or after it.
 */
export class LateEvents {
  readonly #sink: ImportSink
  readonly #memory: SourceMemory
  readonly #events = new Map<string, WaitingEvent[]>()
  readonly #spans = new Map<string, { span: Span; place: Place }>()
  #eventCount = 0

  constructor(sink: ImportSink, memory: SourceMemory) {
    this.#sink = sink
    this.#memory = memory
  }

  /** Gives a new span the events that came before it. */
  join(span: Span): void {
    if (this.#eventCount === 0) return
    const key = keyOf(span.traceId, span.spanId)
    const waiting = this.#events.get(key)
    if (!waiting) return
    this.#events.delete(key)
    this.#eventCount -= waiting.length
    for (const { event, place } of waiting) this.#attach(span, event, place)
  }

  /** Passes a translated span on, or keeps it a while where its messages may still come. */
  pass(span: Span, place: Place): void {
    if (span.kind !== 'llm' || span.inputMessages.length > 0 || span.outputMessages.length > 0) {
      this.#sink.span(span, place)
      return
    }
    const key = keyOf(span.traceId, span.spanId)
    this.#release(key)
    this.#spans.set(key, { span, place })
    if (this.#spans.size > MAX_WAITING_SPANS) this.#release(this.#spans.keys().next().value)
  }

  event(traceId: string, spanId: string, event: SpanEvent, place: Place): void {
    const key = keyOf(traceId, spanId)
    const waiting = this.#spans.get(key)
    if (waiting) {
      this.#attach(waiting.span, event, place)
      return
    }
    const events = this.#events.get(key)
    if (events) events.push({ event, place })
    else this.#events.set(key, [{ event, place }])
    if (++this.#eventCount > MAX_WAITING_EVENTS) this.#giveUp(this.#events.keys().next().value)
  }

  end(): void {
    for (const key of this.#spans.keys()) this.#release(key)
    for (const key of this.#events.keys()) this.#giveUp(key)
  }

  #attach(span: Span, event: SpanEvent, place: Place): void {
    span.events = [...span.events, event]
    this.#sink.skip(LATE_REASONS.joined, place)
  }

  #release(key: string | undefined): void {
    const waiting = key === undefined ? undefined : this.#spans.get(key)
    if (key === undefined || !waiting) return
    this.#spans.delete(key)
    if (waiting.span.events.length > 0) translate(waiting.span, this.#memory)
    this.#sink.span(waiting.span, waiting.place)
  }

  #giveUp(key: string | undefined): void {
    const events = key === undefined ? undefined : this.#events.get(key)
    if (key === undefined || !events) return
    this.#events.delete(key)
    this.#eventCount -= events.length
    for (const { place } of events) this.#sink.skip(LATE_REASONS.noSpan, place)
  }
}

function keyOf(traceId: string, spanId: string): string {
  return `${traceId}/${spanId}`
}
