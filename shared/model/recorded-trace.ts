import type { AttributeValue, Attributes } from './attribute.ts'
import type { Message } from './message.ts'
import type { Score } from './score.ts'
import type { RequestedBy, SpanKind, SpanStatus } from './span.ts'

/** A stored span as categories and reports see it. Payloads are read from the store only when asked for. */
export interface RecordedSpan {
  readonly index: number
  readonly spanId: string
  readonly parent: RecordedSpan | null
  /** The parent id the source names, also where no such span is in the trace. */
  readonly parentSpanId: string | null
  readonly children: readonly RecordedSpan[]
  readonly kind: SpanKind
  readonly name: string
  readonly startUs: number
  readonly startSubNs: number
  readonly durationNs: number | null
  readonly status: SpanStatus
  readonly statusMessage: string | null
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
  readonly requestedBy: RequestedBy | null
  readonly agentName: string | null
  readonly promptVersion: string | null
  readonly inputKey: string | null
  readonly outputKey: string | null
  readonly syntheticTime: boolean
  attribute(key: string): AttributeValue | undefined
  attributeKeys(): Iterable<string>
  events(): readonly { name: string; attributes: Attributes }[]
  /** Text of the input and output payload (`attributes.<inputKey>`), null where the export holds none. */
  inputText(): string | null
  outputText(): string | null
  inputMessages(): readonly Message[]
  outputMessages(): readonly Message[]
}

/** One trace: spans in order of start time, parents linked; cycles are cut by the store. */
export interface RecordedTrace {
  readonly traceId: string
  readonly spans: readonly RecordedSpan[]
  readonly roots: readonly RecordedSpan[]
  /** What was said of the trace and its spans by people, code and models. */
  readonly scores: readonly Score[]
}
