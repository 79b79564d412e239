import type { Message } from '../../shared/model/message.ts'
import { isAnswerRole, type Telling, tellingsOf } from './message-tellings.ts'

/** A quotation may be framed by this much: "Observation:", "Here is the plan I will follow". */
const FRAME = 0.8
/** Shorter texts are found in too many others by chance. */
const QUOTED_LENGTH = 40

/**
 * What one line of conversation has told. Agents repeat their whole history in every call: a message is told as often
 * as it stands in the longest history, not once a call.
 */
export class ToldMessages {
  readonly #times = new Map<string, number>()
  #seen = new Map<string, number>()
  readonly #answers: string[] = []
  readonly #results: string[] = []
  readonly #callIds = new Set<string>()

  /** Begins the history of another call. */
  restart(): void {
    this.#seen = new Map()
  }

  /** Whether a part of a history is known; it is from now on. */
  hear(role: string, telling: Telling): boolean {
    const seen = (this.#seen.get(telling.key) ?? 0) + 1
    this.#seen.set(telling.key, seen)
    if (seen <= (this.#times.get(telling.key) ?? 0)) return true
    this.#times.set(telling.key, seen)
    const known = this.#quotes(role, telling)
    if (telling.call?.id) this.#callIds.add(telling.call.id)
    return known
  }

  /** A new answer of the model: told now, and known in the histories that follow. */
  answer(telling: Telling): void {
    const times = (this.#seen.get(telling.key) ?? 0) + 1
    this.#seen.set(telling.key, times)
    this.#times.set(telling.key, Math.max(this.#times.get(telling.key) ?? 0, times))
    if (telling.kind === 'message') this.#answers.push(telling.text)
    if (telling.call?.id) this.#callIds.add(telling.call.id)
  }

  /** The result of a tool's span: told there, so the message that hands it to the model is known. */
  result(text: string, callId: string | null): void {
    this.#results.push(text)
    if (callId !== null) this.#callIds.add(callId)
  }

  /** Whether a text of a history only hands on a result that was told at a tool's span. */
  isResult(text: string): boolean {
    return this.#results.some((result) => isFramed(text, result))
  }

  /** How many messages of a history were told here, system prompts apart. */
  overlap(messages: readonly Message[]): number {
    return messages.filter((message) => {
      const [first] = tellingsOf(message)
      return message.role !== 'system' && first !== undefined && this.#times.has(first.key)
    }).length
  }

  #quotes(role: string, { kind, text }: Telling): boolean {
    if (kind === 'tool_call') return false
    // smolagents: the call stands once more as a message of the role tool-call, with its id in the text.
    if (role === 'tool-call') return [...this.#callIds].some((id) => text.includes(id))
    return isAnswerRole(role) && this.#answers.some((answer) => isFramed(text, answer))
  }
}

/** Whether a text is the other with no more than a frame around it. */
function isFramed(text: string, inner: string): boolean {
  if (inner === text) return true
  return inner.length >= QUOTED_LENGTH && inner.length >= text.length * FRAME && text.includes(inner.trim())
}
