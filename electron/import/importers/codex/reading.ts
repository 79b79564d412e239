import type { Place, Span } from '../../../../shared/model/span.ts'
import { instantOfIso, type Instant } from '../../decimal-time.ts'
import type { ImportSink } from '../../importer.ts'
import {
  attributesFromJson,
  isJsonObject,
  newConversion,
  textOrNull,
  type JsonObject,
} from '../../json-value.ts'
import type { JsonRecord } from '../../record-reader.ts'
import type { RecordSink } from '../../record-sink.ts'
import { ExecStream } from './exec-stream.ts'
import { CODEX_REASONS, NOISE } from './schema.ts'
import { Session, type StepPlaces } from './session.ts'

/** Reads the lines of one rollout, in any of its three shapes. */
export class RolloutReading {
  readonly #sink: ImportSink
  readonly #stem: string
  #session: Session | null = null
  #stream: ExecStream | null = null
  #place: Place = {}
  /** Where the answers and results stand that are still to be told. */
  readonly #places = new Map<string, Place>()
  readonly #out: RecordSink

  constructor(sink: ImportSink, stem: string) {
    this.#sink = sink
    this.#stem = stem
    this.#out = {
      span: (span) => sink.span(span, this.#placeOf(span)),
      score: (score) => sink.score(score, this.#place),
      alias: (traceId, alias) => sink.alias(traceId, alias),
      reject: (reason) => sink.reject(reason, this.#place),
      skip: (reason, count) => sink.skip(reason, this.#place, count),
      note: (reason) => sink.note(reason, this.#place),
    }
  }

  record({ value: line, place }: JsonRecord): void {
    this.#place = place
    if (!isJsonObject(line)) return this.#sink.reject(CODEX_REASONS.other, place)
    const known = this.#line(line)
    if (known === 'noise') this.#sink.skip(CODEX_REASONS.noise, place)
    else if (known === 'other') this.#sink.skip(CODEX_REASONS.other, place)
    else if (known === 'lost') this.#sink.reject(CODEX_REASONS.noSession, place)
  }

  end(): void {
    this.#session?.end()
    this.#stream?.end()
  }

  readonly #steps: StepPlaces = {
    now: () => this.#place,
    stands: ({ spanId }, place) => void this.#places.set(spanId, place),
  }

  /** A step is told when the next begins, and stands where it began. */
  #placeOf({ spanId }: Span): Place {
    const place = this.#places.get(spanId) ?? this.#place
    this.#places.delete(spanId)
    return place
  }

  #line(line: JsonObject): 'read' | 'noise' | 'other' | 'lost' {
    const at = timeOf(line.timestamp)
    const payload = isJsonObject(line.payload) ? line.payload : null
    if (typeof line.type === 'string' && /^(thread|turn|item|error)(\.|$)/.test(line.type) && !payload)
      return this.#streamed(line)
    if (line.type === 'session_meta' && payload) return this.#begin(payload)
    // The first line of older rollouts, and the state between their items.
    if (line.type === undefined && line.record_type === undefined && typeof line.id === 'string')
      return this.#begin(line)
    if (line.record_type !== undefined || NOISE.has(line.type)) return 'noise'
    const session = this.#session ?? this.#lateSession(line)
    if (!session) return 'lost'
    if (!payload) return session.item(line, at) ? 'read' : 'other'
    return this.#enveloped(session, line.type, payload, at)
  }

  #enveloped(
    session: Session,
    type: unknown,
    payload: JsonObject,
    at: Instant | null,
  ): 'read' | 'noise' | 'other' {
    switch (type) {
      case 'response_item':
        return session.item(payload, at) ? 'read' : NOISE.has(payload.type) ? 'noise' : 'other'
      case 'turn_context':
        session.turn(payload)
        return 'read'
      case 'compacted':
        session.compact(textOrNull(payload.message) ?? '', at)
        return 'read'
      case 'event_msg':
        return this.#event(session, payload, at)
      default:
        return 'other'
    }
  }

  #event(session: Session, payload: JsonObject, at: Instant | null): 'read' | 'noise' {
    if (payload.type === 'token_count') session.tokens(payload.info)
    else if (NOISE.has(payload.type)) return 'noise'
    else {
      session.happen(textOrNull(payload.type) ?? 'event', at, attributesFromJson(payload, newConversion()))
      if (payload.type === 'error' || payload.type === 'stream_error')
        session.fail(textOrNull(payload.message) ?? 'error')
    }
    return 'read'
  }

  /** The first line that names the session; a fork repeats those of the sessions it came from. */
  #begin(meta: JsonObject): 'read' | 'noise' {
    if (this.#session) return 'noise'
    this.#session = new Session(textOrNull(meta.id) ?? this.#stem, meta, this.#out, this.#steps)
    return 'read'
  }

  /** A rollout that lost its first line is known by its file. */
  #lateSession(line: JsonObject): Session | null {
    if (line.type === undefined) return null
    this.#session = new Session(this.#stem, {}, this.#out, this.#steps)
    return this.#session
  }

  #streamed(line: JsonObject): 'read' | 'noise' | 'other' {
    if (line.type === 'thread.started') {
      this.#stream?.end()
      this.#stream = new ExecStream(textOrNull(line.thread_id) ?? this.#stem, this.#out)
      return 'read'
    }
    this.#stream ??= new ExecStream(this.#stem, this.#out)
    if (line.type === 'turn.completed') this.#stream.endTurn(line.usage)
    else if (line.type === 'turn.failed' || line.type === 'error') {
      const error = isJsonObject(line.error) ? line.error : line
      this.#stream.fail(textOrNull(error.message) ?? 'failed')
    } else if (line.type === 'item.completed' && isJsonObject(line.item))
      return this.#stream.item(line.item) ? 'read' : 'other'
    else return 'noise'
    return 'read'
  }
}

function timeOf(value: unknown): Instant | null {
  return typeof value === 'string' ? instantOfIso(value) : null
}
