import type { AttributeValue } from '../../shared/model/attribute.ts'
import type { Message } from '../../shared/model/message.ts'
import type { RecordedSpan } from '../../shared/model/recorded-trace.ts'
import type { RequestedBy, SpanEvent, SpanKind, SpanStatus } from '../../shared/model/span.ts'
import type { ContentReader } from './content-reader.ts'
import { readBody, type SpanBody } from './span-body.ts'
import { kindOf, statusOf, type StoredSpan } from './stored-span.ts'

/** A stored span; its body is read when something in it is first asked for. */
export class StoredRecordedSpan implements RecordedSpan {
  readonly index: number
  readonly spanId: string
  readonly parentSpanId: string | null
  readonly kind: SpanKind
  readonly name: string
  readonly startUs: number
  readonly startSubNs: number
  readonly durationNs: number | null
  readonly status: SpanStatus
  readonly errorType: string | null
  readonly service: string | null
  readonly modelRequested: string | null
  readonly modelAnswered: string | null
  readonly provider: string | null
  readonly finishReason: string | null
  readonly inputTokens: number | null
  readonly outputTokens: number | null
  readonly toolName: string | null
  readonly toolCallId: string | null
  readonly agentName: string | null
  readonly #children: StoredRecordedSpan[] = []
  readonly #contents: ContentReader
  readonly #place: { block: number; at: number; length: number }
  #parent: StoredRecordedSpan | null = null
  #body: SpanBody | null = null

  constructor(index: number, row: StoredSpan, contents: ContentReader) {
    this.index = index
    this.spanId = row.spanId
    this.parentSpanId = row.parentSpanId
    this.kind = kindOf(row)
    this.name = row.name
    this.startUs = row.startUs
    this.startSubNs = row.startSubNs
    this.durationNs = row.durationNs
    this.status = statusOf(row)
    this.errorType = row.errorType
    this.service = row.service
    this.modelRequested = row.modelRequested
    this.modelAnswered = row.modelAnswered
    this.provider = row.provider
    this.finishReason = row.finishReason
    this.inputTokens = row.inputTokens
    this.outputTokens = row.outputTokens
    this.toolName = row.toolName
    this.toolCallId = row.toolCallId
    this.agentName = row.agentName
    this.#contents = contents
    this.#place = { block: row.block, at: row.at, length: row.length }
  }

  get parent(): RecordedSpan | null {
    return this.#parent
  }
  get children(): readonly RecordedSpan[] {
    return this.#children
  }
  get statusMessage(): string | null {
    return this.#read().statusMessage
  }
  get requestedBy(): RequestedBy | null {
    return this.#read().requestedBy
  }
  get promptVersion(): string | null {
    return this.#read().promptVersion
  }
  get inputKey(): string | null {
    return this.#read().inputKey
  }
  get outputKey(): string | null {
    return this.#read().outputKey
  }
  get syntheticTime(): boolean {
    return this.#read().syntheticTime
  }

  attribute(key: string): AttributeValue | undefined {
    return this.#read().attribute(key)
  }
  attributeKeys(): Iterable<string> {
    return this.#read().attributeKeys()
  }
  events(): readonly SpanEvent[] {
    return this.#read().events()
  }
  inputText(): string | null {
    return this.#read().inputText()
  }
  outputText(): string | null {
    return this.#read().outputText()
  }
  /** The input messages, as ids where they are long, for those who read only what is new of a history. */
  inputMessageRefs(): readonly (number | Message)[] {
    return this.#read().inputMessageRefs()
  }
  messageOf(ref: number | Message): Message {
    return typeof ref === 'number' ? this.#contents.message(ref) : ref
  }
  inputMessages(): readonly Message[] {
    return this.#read().inputMessages()
  }
  outputMessages(): readonly Message[] {
    return this.#read().outputMessages()
  }

  /** Makes `child` a child of this span; children are given in order. */
  adopt(child: StoredRecordedSpan): void {
    child.#parent = this
    this.#children.push(child)
  }

  #read(): SpanBody {
    const { block, at, length } = this.#place
    return (this.#body ??= readBody(this.#contents, block, at, length))
  }
}
