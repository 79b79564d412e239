import type { HeardMessage } from './message-history.ts'
import { isAnswerRole, type Telling } from './message-tellings.ts'

/** A quotation may be framed by this much: "Observation:", "Here is the plan I will follow". */
const FRAME = 0.8
/** Shorter texts are found in too many others by chance. */
const QUOTED_LENGTH = 40
/** Shorter texts are said again in another run and mean something else. */
const LONG_TEXT = 200

/**
 * What one line of conversation has told. Agents repeat their whole history in every call: a message is told as often
 * as it stands in the longest history, not once a call.
 */
export class ToldMessages {
  readonly #times = new Map<string, number>()
  /** The history of the last call, how often each thing stands in it, and in the answers to it. */
  #history: readonly HeardMessage[] = []
  #seen = new Map<string, number>()
  #answered = new Map<string, number>()
  readonly #answers: string[] = []
  readonly #results: string[] = []
  readonly #callIds = new Set<string>()
  readonly #anywhere: Set<string>
  readonly #looksBack: boolean

  /** `anywhere` collects the long texts of all lines; a line that looks back knows those of the others too. */
  constructor(anywhere: Set<string>, { looksBack }: { looksBack: boolean }) {
    this.#anywhere = anywhere
    this.#looksBack = looksBack
  }

  /** Begins the history of another call; returns how many of its messages are those of the call before. */
  begin(history: readonly HeardMessage[]): number {
    this.#answered = new Map()
    const before = this.#history
    this.#history = history
    if (before.length <= history.length && before.every((heard, index) => heard === history[index]))
      return before.length
    this.#seen = new Map()
    return 0
  }

  /** Positions of what has not been told as often as this history holds it, null for none; it has from now on. */
  hearAll(keys: readonly string[]): Set<number> | null {
    let fresh: Set<number> | null = null
    for (let index = 0; index < keys.length; index += 1) {
      const key = keys[index] ?? ''
      const seen = (this.#seen.get(key) ?? 0) + 1
      this.#seen.set(key, seen)
      if (seen <= (this.#times.get(key) ?? 0)) continue
      this.#times.set(key, seen)
      fresh ??= new Set()
      fresh.add(index)
    }
    return fresh
  }

  /** Whether what was not heard before is known in other words, or from another line. */
  isKnown(role: string, telling: Telling): boolean {
    const known = this.#quotes(role, telling) || (this.#looksBack && this.#anywhere.has(telling.text.trim()))
    this.#remember(telling)
    if (telling.call?.id) this.#callIds.add(telling.call.id)
    return known
  }

  /** A new answer of the model: told now, and known in the histories that follow. */
  answer(telling: Telling): void {
    const answers = (this.#answered.get(telling.key) ?? 0) + 1
    this.#answered.set(telling.key, answers)
    const times = (this.#seen.get(telling.key) ?? 0) + answers
    this.#times.set(telling.key, Math.max(this.#times.get(telling.key) ?? 0, times))
    if (telling.kind === 'message') this.#answers.push(telling.text)
    this.#remember(telling)
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
  overlap(history: readonly HeardMessage[]): number {
    return history.filter(
      ({ system, keys: [first] }) => !system && first !== undefined && this.#times.has(first),
    ).length
  }

  #remember({ text }: Telling): void {
    if (text.length >= LONG_TEXT) this.#anywhere.add(text.trim())
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
