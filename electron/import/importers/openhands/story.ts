import type { Attributes } from '../../../../shared/model/attribute.ts'
import type { Message } from '../../../../shared/model/message.ts'
import type { Span } from '../../../../shared/model/span.ts'
import type { AnswerFields, CallFields, ConversationTrace, Said } from '../../conversation-trace.ts'
import { instantOfIso, type Instant } from '../../decimal-time.ts'
import { textOrNull, type JsonObject } from '../../json-value.ts'
import type { CallMetrics } from './call-metrics.ts'

/** A conversation whose messages are known by the events they came from, so that a condensation can take them back. */
export class Story {
  readonly calls: Span[] = []
  /** Why the run failed, as its last events tell; null where they do not. */
  failure: { errorType: string | null; message: string } | null = null
  readonly #trace: ConversationTrace
  readonly #metrics: ReadonlyMap<string, CallMetrics>
  #log: { event: string; message: Message }[] = []

  constructor(trace: ConversationTrace, metrics: ReadonlyMap<string, CallMetrics>) {
    this.#trace = trace
    this.#metrics = metrics
  }

  hear(event: JsonObject, message: Message, said: Said): void {
    this.#log.push({ event: idOf(event), message })
    this.#trace.hear(message, said)
  }

  /** An answer of the model; what the run's metrics tell of the response counts before what the event itself does. */
  answer(event: JsonObject, message: Message, responseId: string | null, fields: CallFields): Span {
    this.#log.push({ event: idOf(event), message })
    const told = responseId === null ? undefined : this.#metrics.get(responseId)
    const at = fields.at ?? null
    const latency = told?.latency ?? null
    const askedAt = at === null || latency === null ? null : earlier(at, latency)
    const span = this.#trace.answerOf(message, {
      ...fields,
      ...(responseId !== null && { spanId: responseId }),
      ...(askedAt !== null && { askedAt }),
      inputTokens: fields.inputTokens ?? told?.inputTokens ?? null,
      outputTokens: fields.outputTokens ?? told?.outputTokens ?? null,
      cachedTokens: fields.cachedTokens ?? told?.cachedTokens ?? null,
      costUsd: told?.costUsd ?? fields.costUsd ?? null,
    })
    this.calls.push(span)
    return span
  }

  /** A command that a person runs. */
  command(event: JsonObject, message: Message, said: Said): void {
    this.#log.push({ event: idOf(event), message })
    this.#trace.callTools(message, said)
  }

  result(event: JsonObject, fields: AnswerFields): void {
    const { toolCallId = null, toolName = null, result } = fields
    const message: Message = { role: 'tool', text: result }
    if (toolCallId !== null) message.toolCallId = toolCallId
    if (toolName !== null) message.name = toolName
    this.#log.push({ event: idOf(event), message })
    this.#trace.answerTool({ ...fields, message })
  }

  happen(name: string, at: Instant | null, attributes: Attributes): void {
    this.#trace.happen({ name, atUs: at?.us ?? 0, atSubNs: at?.subNs ?? 0, attributes })
  }

  /** From here on the model is given a summary instead of the events it stands for. */
  condense(isForgotten: (event: string) => boolean, summary: string | null, offset: number | null): void {
    this.#log = this.#log.filter(({ event }) => !isForgotten(event))
    if (summary !== null) {
      const at = Math.min(Math.max(0, offset ?? 0), this.#log.length)
      this.#log.splice(at, 0, { event: '', message: { role: 'user', text: summary } })
    }
    this.#trace.forget()
    for (const { message } of this.#log) this.#trace.hear(message)
  }
}

export function timeOf(event: JsonObject): Instant | null {
  return typeof event.timestamp === 'string' ? instantOfIso(event.timestamp) : null
}

/** Ids are numbers in the application and text in the SDK. */
export function idOf(event: JsonObject): string {
  return typeof event.id === 'number' ? String(event.id) : (textOrNull(event.id) ?? '')
}

function earlier(at: Instant, seconds: number): Instant | null {
  const us = at.us - Math.round(seconds * 1e6)
  return seconds >= 0 && Number.isSafeInteger(us) ? { us, subNs: at.subNs } : null
}
