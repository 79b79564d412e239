import type { Place, Span } from '../../../../shared/model/span.ts'
import type { ImportSink, SharedNotes } from '../../importer.ts'
import { isJsonObject, textOrNull, type JsonObject } from '../../json-value.ts'
import type { JsonRecord } from '../../record-reader.ts'
import type { RecordSink } from '../../record-sink.ts'
import { NOISE, SESSION_REASONS } from './schema.ts'
import { agentSpanId, Thread } from './thread.ts'

/** Lines that say no more than that something is going on, told apart before they are parsed. */
const IDLE =
  /"(hook_progress|bash_progress|waiting_for_task|mcp_progress|query_update|search_results_received)"/
const SEEN = 'claude-code:answers'

/** Reads the lines of one file: threads of the session and of its sub-agents, told apart by `agentId`. */
export class SessionReading {
  readonly #sink: ImportSink
  readonly #threads = new Map<string, Thread>()
  readonly #agents = new Map<string, string>()
  /** The session each answer was first read in, over all files of the import. */
  readonly #seen: Map<string, string>
  #place: Place = {}
  readonly #out: RecordSink = {
    span: (span) => this.#sink.span(span, this.#placeOf(span)),
    score: (score) => this.#sink.score(score, this.#place),
    alias: (traceId, alias) => this.#sink.alias(traceId, alias),
    reject: (reason) => this.#sink.reject(reason, this.#place),
    skip: (reason, count) => this.#sink.skip(reason, this.#place, count),
    note: (reason) => this.#sink.note(reason, this.#place),
  }
  readonly #places = new Map<string, Place>()

  constructor(sink: ImportSink, notes: SharedNotes) {
    this.#sink = sink
    this.#seen = (notes.get(SEEN) as Map<string, string> | undefined) ?? new Map<string, string>()
    notes.set(SEEN, this.#seen)
  }

  passOver(text: string, place: Place): boolean {
    if (!text.includes('"type":"progress"') || !IDLE.test(text)) return false
    if (text.includes('"type":"user"') || text.includes('"type":"assistant"')) return false
    this.#sink.skip(SESSION_REASONS.noise, place)
    return true
  }

  record({ value: line, place }: JsonRecord): void {
    this.#place = place
    if (!isJsonObject(line)) return this.#sink.reject(SESSION_REASONS.other, place)
    const type = textOrNull(line.type) ?? ''
    this.#noteAgent(line)
    if (type === 'user' || type === 'assistant') this.#said(line, type, place)
    else if (NOISE.has(type)) {
      if (line.subtype === 'compact_boundary') this.#threadOf(line)?.compact()
      this.#sink.skip(SESSION_REASONS.noise, place)
    } else this.#sink.skip(SESSION_REASONS.other, place)
  }

  end(): void {
    for (const thread of this.#threads.values()) thread.end()
  }

  #said(line: JsonObject, type: 'user' | 'assistant', place: Place): void {
    const { message } = line
    const thread = this.#threadOf(line)
    if (thread === null) return this.#sink.reject(SESSION_REASONS.noSession, place)
    if (!isJsonObject(message)) return this.#sink.reject(SESSION_REASONS.noMessage, place)
    if (type === 'user') return thread.user(line, message)
    const id = textOrNull(message.id)
    const session = textOrNull(line.sessionId) ?? ''
    if (id !== null) {
      const first = this.#seen.get(id)
      if (first !== undefined && first !== session) return this.#sink.skip(SESSION_REASONS.copied, place)
      this.#seen.set(id, session)
      if (!this.#places.has(id)) this.#places.set(id, place)
    }
    thread.answer(line, message)
  }

  /** Which sub-agent a call of a tool began stands at its result and at its progress. */
  #noteAgent(line: JsonObject): void {
    const { data, toolUseResult, message } = line
    if (isJsonObject(data) && typeof data.agentId === 'string' && typeof line.parentToolUseID === 'string')
      this.#addAgent(line.parentToolUseID, data.agentId)
    if (!isJsonObject(toolUseResult) || typeof toolUseResult.agentId !== 'string' || !isJsonObject(message))
      return
    const parts = Array.isArray(message.content) ? (message.content as unknown[]) : []
    for (const part of parts)
      if (isJsonObject(part) && typeof part.tool_use_id === 'string')
        this.#addAgent(part.tool_use_id, toolUseResult.agentId)
  }

  #addAgent(callId: string, agentId: string): void {
    if (!this.#agents.has(callId)) this.#agents.set(callId, agentId)
  }

  #threadOf(line: JsonObject): Thread | null {
    const session = textOrNull(line.sessionId)
    if (session === null) return null
    const agent = textOrNull(line.agentId) ?? (line.isSidechain === true ? 'sidechain' : null)
    const key = JSON.stringify([session, agent])
    let thread = this.#threads.get(key)
    if (!thread) {
      // What compacts a history, and the side chains of older versions, were begun by no call.
      const isCalled = agent !== null && agent !== 'sidechain' && !agent.startsWith('acompact')
      thread = new Thread(
        {
          traceId: session,
          sessionId: session,
          agentName: agent === null ? 'claude-code' : 'claude-code sub-agent',
          parentSpanId: isCalled ? agentSpanId(agent) : null,
        },
        this.#out,
        this.#agents,
      )
      this.#threads.set(key, thread)
    }
    return thread
  }

  #placeOf({ spanId }: Span): Place {
    return this.#places.get(spanId) ?? this.#place
  }
}
