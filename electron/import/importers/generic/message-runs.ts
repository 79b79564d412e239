import type { Place, Span } from '../../../../shared/model/span.ts'
import { ConversationTrace } from '../../conversation-trace.ts'
import type { ImportSink } from '../../importer.ts'
import type { RecordSink } from '../../record-sink.ts'
import { tellMessage } from './read-run.ts'
import type { MappedValues } from './mapped-values.ts'
import { readScores } from './scores.ts'

/** Conversations kept open at once; beyond them the one that rested longest is taken for ended. */
const MAX_OPEN = 1000

/** Conversations whose messages stand in records of their own, in any order of conversations, in the order of messages. */
export class MessageRuns {
  readonly #sink: ImportSink
  readonly #open = new Map<string, ConversationTrace>()
  readonly #places = new WeakMap<Span, Place>()
  #place: Place = {}
  /** Spans stand at the message they came from; a tool's where its conversation went on. */
  readonly #out: RecordSink = {
    span: (span) => this.#sink.span(span, this.#places.get(span) ?? this.#place),
    score: (score) => this.#sink.score(score, this.#place),
    alias: (traceId, alias) => this.#sink.alias(traceId, alias),
    reject: (reason) => this.#sink.reject(reason, this.#place),
    skip: (reason, count) => this.#sink.skip(reason, this.#place, count),
    note: (reason) => this.#sink.note(reason, this.#place),
  }

  constructor(sink: ImportSink) {
    this.#sink = sink
  }

  /** Tells the conversation it belongs to one message. False where it names no conversation. */
  tell(values: MappedValues, place: Place): boolean {
    const traceId = values.text('traceId') ?? values.text('sessionId')
    if (traceId === null) return false
    this.#place = place
    const trace = this.#open.get(traceId) ?? this.#begin(traceId, values)
    this.#open.delete(traceId)
    this.#open.set(traceId, trace)
    if (this.#open.size > MAX_OPEN) this.#endFirst()
    const call = tellMessage(values, trace, null)
    if (call) this.#places.set(call, place)
    const target = { traceId, spanId: call?.spanId ?? null, atUs: values.instant('time')?.us ?? null }
    readScores(values.record, values.mapping, target, this.#out)
    return true
  }

  end(): void {
    while (this.#open.size > 0) this.#endFirst()
  }

  #begin(traceId: string, values: MappedValues): ConversationTrace {
    return new ConversationTrace({ traceId, ...values.common() }, this.#out)
  }

  #endFirst(): void {
    for (const [id, trace] of this.#open) {
      this.#open.delete(id)
      trace.end()
      return
    }
  }
}
