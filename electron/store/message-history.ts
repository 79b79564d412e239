import type { Message } from '../../shared/model/message.ts'
import type { RecordedSpan } from '../../shared/model/recorded-trace.ts'
import { tellingsOf } from './message-tellings.ts'
import { StoredRecordedSpan } from './recorded-span.ts'

/** One message of a history; it is read only where something in it is new. */
export interface HeardMessage {
  system: boolean
  /** Keys of what it tells, in order. */
  keys: readonly string[]
  read(): Message
}

/** The histories of a trace. Each message is read once for its keys, however many calls repeat it. */
export class MessageHistories {
  readonly #known = new Map<number | Message, HeardMessage>()

  /** What a call was given, in order. */
  of(span: RecordedSpan): HeardMessage[] {
    if (span instanceof StoredRecordedSpan)
      return span.inputMessageRefs().map((ref) => this.#heard(ref, () => span.messageOf(ref)))
    return span.inputMessages().map((message) => this.#heard(message, () => message))
  }

  #heard(identity: number | Message, read: () => Message): HeardMessage {
    const known = this.#known.get(identity)
    if (known !== undefined) return known
    const message = read()
    const keys = tellingsOf(message).map((telling) => telling.key)
    const heard = { system: message.role === 'system', keys, read }
    this.#known.set(identity, heard)
    return heard
  }
}
