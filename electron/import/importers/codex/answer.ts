import type { Attributes } from '../../../../shared/model/attribute.ts'
import type { Message, ToolCall } from '../../../../shared/model/message.ts'
import type { Place } from '../../../../shared/model/span.ts'
import type { Instant } from '../../decimal-time.ts'
import { textOfJson } from '../../json-text.ts'
import {
  attributesBeside,
  isJsonObject,
  listOf,
  newConversion,
  textOrNull,
  type JsonObject,
} from '../../json-value.ts'
import { messagesFromJson } from '../../messages.ts'
import { CALLS, ITEM_KNOWN } from './schema.ts'

/** The items of one answer of the model as they come: reasoning, text, calls of tools. */
export class Answer {
  at: Instant | null = null
  /** Where its first item stands. */
  readonly place: Place
  readonly rest: Attributes = new Map()
  /** Tools that the provider ran itself: what they gave is not in the session. */
  readonly ownTools: { id: string | null; name: string; result: string }[] = []
  readonly #texts: string[] = []
  readonly #reasoning: string[] = []
  readonly #calls: ToolCall[] = []

  constructor(place: Place = {}) {
    this.place = place
  }

  /** An item of the types `message` (of the assistant), `reasoning` or a call. */
  add(item: JsonObject, at: Instant | null): void {
    this.at = at ?? this.at
    if (CALLS.has(item.type)) return this.#addCall(item)
    if (item.type === 'reasoning') {
      const parts = [...listOf(item.summary), ...listOf(item.content)]
      for (const part of parts) {
        const text = isJsonObject(part) ? textOrNull(part.text) : textOrNull(part)
        if (text !== null) this.#reasoning.push(text)
      }
    } else
      for (const message of messagesFromJson({ role: 'assistant', content: item.content }))
        this.say(message.text)
    this.#keep(item)
  }

  say(text: string): void {
    if (text !== '') this.#texts.push(text)
  }

  think(text: string): void {
    if (text !== '') this.#reasoning.push(text)
  }

  call(call: ToolCall): void {
    this.#calls.push(call)
  }

  message(): Message {
    const message: Message = { role: 'assistant', text: this.#texts.join('\n\n') }
    if (this.#reasoning.length > 0) message.reasoning = this.#reasoning.join('\n\n')
    if (this.#calls.length > 0) message.toolCalls = this.#calls
    return message
  }

  #addCall(item: JsonObject): void {
    const own = CALLS.get(item.type) ?? null
    const name = textOrNull(item.name) ?? own ?? 'tool'
    const id = textOrNull(item.call_id) ?? textOrNull(item.id)
    const asked = item.arguments ?? item.input ?? item.action ?? item.query
    this.call({ id, name, arguments: textOfJson(asked) })
    if (item.type === 'web_search_call' || item.type === 'image_generation_call')
      this.ownTools.push({ id, name, result: textOfJson(item.result ?? item.status) })
    if (own === null) this.#keep(item)
  }

  /** Where items of one answer say the same of themselves, the last counts. */
  #keep(item: JsonObject): void {
    for (const [key, value] of attributesBeside(item, ITEM_KNOWN, newConversion(), `${String(item.type)}.`))
      this.rest.set(key, value)
  }
}
