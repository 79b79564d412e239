import type { Message } from '../../../../shared/model/message.ts'
import { emptySpan, type Span, type SpanEvent } from '../../../../shared/model/span.ts'
import { textOfJson, TOOL_ARGUMENTS, TOOL_RESULT } from '../../conversation-trace.ts'
import { instantOfIso, nanosFrom, type Instant } from '../../decimal-time.ts'
import {
  attributesBeside,
  isJsonObject,
  listOf,
  numberOrNull,
  textOrNull,
  type Conversion,
  type JsonObject,
} from '../../json-value.ts'
import { messagesFromJson } from '../../messages.ts'
import { MODEL_KNOWN, TOOL_KNOWN } from './schema.ts'

/** Payloads that repeat in every event are kept as text, so that equal ones are stored once. */
const AS_TEXT = new Set(['tools', 'call'])

export interface EventSpans {
  spans: Span[]
  /** Models that answered within a scorer, by the scorer's name. */
  judges: Map<string, string>
}

/**
 * The spans of a sample from its events: each `model` event a call, each `tool` event a tool below the call that asked for
 * it, calls within a scorer judgements; every other event stands at the span before it.
 */
export function readEvents(
  events: readonly unknown[],
  common: Partial<Span> & { traceId: string },
  shared: (message: Message) => Message,
  conversion: Conversion,
): EventSpans {
  const spans: Span[] = []
  const judges = new Map<string, string>()
  const askedBy = new Map<string, Span>()
  const ids = new Set<string>()
  const scorers = new Map<string, string>()
  const waiting: SpanEvent[] = []
  const begin = (id: string | null, event: JsonObject, known: ReadonlySet<string>): Span => {
    let spanId = id ?? `${String(event.event)}-${spans.length + 1}`
    for (let again = 2; ids.has(spanId); again++) spanId = `${id}#${again}`
    ids.add(spanId)
    const span: Span = { ...emptySpan(common.traceId, spanId), ...common, spanId }
    for (const [key, value] of attributesBeside(event, known, conversion))
      span.attributes.set(key, AS_TEXT.has(key) ? textOfJson(event[key]) : value)
    setTimes(span, event)
    span.events = waiting.splice(0)
    spans.push(span)
    return span
  }
  for (const event of events) {
    if (!isJsonObject(event)) continue
    if (event.event === 'model') {
      const span = begin(callId(event), event, MODEL_KNOWN)
      readCall(span, event, shared)
      for (const { toolCalls = [] } of span.outputMessages)
        for (const { id } of toolCalls) if (id !== null) askedBy.set(id, span)
      const scorer = scorers.get(textOrNull(event.span_id) ?? '')
      if (scorer !== undefined) {
        span.kind = 'evaluator'
        if (span.modelAnswered !== null) judges.set(scorer, span.modelAnswered)
      }
    } else if (event.event === 'tool') {
      const id = textOrNull(event.id)
      const span = begin(id, event, TOOL_KNOWN)
      span.parentSpanId = (id === null ? undefined : askedBy.get(id))?.spanId ?? null
      readTool(span, event)
    } else if (event.event === 'span_begin' || event.event === 'step') {
      followScorers(event, scorers)
    } else if (event.event !== 'span_end') {
      const told = eventOf(event, conversion)
      const last = spans.at(-1)
      if (last) last.events = [...last.events, told]
      else waiting.push(told)
    }
  }
  return { spans, judges }
}

/** Notes the spans of the log that belong to a scorer, those within them included. */
function followScorers(event: JsonObject, scorers: Map<string, string>): void {
  const id = textOrNull(event.id)
  const parent = scorers.get(textOrNull(event.parent_id) ?? '')
  const name = event.type === 'scorer' ? textOrNull(event.name) : (parent ?? null)
  if (id !== null && name !== null) scorers.set(id, name)
}

function callId(event: JsonObject): string | null {
  const [choice] = isJsonObject(event.output) ? listOf(event.output.choices) : []
  const message = isJsonObject(choice) && isJsonObject(choice.message) ? choice.message : null
  return textOrNull(event.uuid) ?? textOrNull(message?.id)
}

function readCall(span: Span, event: JsonObject, shared: (message: Message) => Message): void {
  const output = isJsonObject(event.output) ? event.output : {}
  const [choice] = listOf(output.choices)
  span.kind = 'llm'
  const asked = textOrNull(event.model)
  span.modelRequested = asked
  span.modelAnswered = textOrNull(output.model)
  const slash = asked?.indexOf('/') ?? -1
  if (asked !== null && slash > 0) span.provider = asked.slice(0, slash)
  span.name = asked === null ? 'chat' : `chat ${asked}`
  span.inputMessages = listOf(event.input).flatMap(messagesFromJson).map(shared)
  span.outputMessages = isJsonObject(choice) ? messagesFromJson(choice.message) : []
  span.finishReason = isJsonObject(choice) ? textOrNull(choice.stop_reason) : null
  setUsage(span, isJsonObject(output.usage) ? output.usage : {})
  setError(span, event.error ?? output.error)
}

/** `input_tokens` leaves cached ones out where the total counts them beside it (Anthropic). */
export function setUsage(span: Span, usage: JsonObject): void {
  const input = numberOrNull(usage.input_tokens)
  const output = numberOrNull(usage.output_tokens)
  const read = numberOrNull(usage.input_tokens_cache_read)
  const cached = (read ?? 0) + (numberOrNull(usage.input_tokens_cache_write) ?? 0)
  const isBeside = cached > 0 && numberOrNull(usage.total_tokens) === (input ?? 0) + (output ?? 0) + cached
  span.inputTokens = input === null ? null : input + (isBeside ? cached : 0)
  span.outputTokens = output
  span.cachedTokens = read
}

function readTool(span: Span, event: JsonObject): void {
  span.kind = 'tool'
  span.name = textOrNull(event.function) ?? 'tool'
  span.toolName = textOrNull(event.function)
  span.toolCallId = textOrNull(event.id)
  span.requestedBy = 'agent'
  if (event.arguments !== undefined) {
    span.attributes.set(TOOL_ARGUMENTS, textOfJson(event.arguments))
    span.inputKey = TOOL_ARGUMENTS
  }
  const result = toolText(event.result)
  if (result !== null) {
    span.attributes.set(TOOL_RESULT, result)
    span.outputKey = TOOL_RESULT
  }
  setError(span, event.error)
}

/** A result is text, or a list of contents. */
function toolText(result: unknown): string | null {
  if (result === undefined || result === null) return null
  if (!Array.isArray(result)) return textOfJson(result)
  return messagesFromJson({ role: 'tool', content: result })[0]?.text ?? textOfJson(result)
}

function setError(span: Span, error: unknown): void {
  if (error === undefined || error === null || error === '') return
  span.status = 'error'
  span.statusMessage = isJsonObject(error) ? textOrNull(error.message) : textOfJson(error)
  if (isJsonObject(error)) span.errorType = textOrNull(error.type)
}

function setTimes(span: Span, event: JsonObject): void {
  const start = instantAt(event.timestamp)
  const end = instantAt(event.completed)
  span.syntheticTime = start === null
  span.startUs = start?.us ?? 0
  span.startSubNs = start?.subNs ?? 0
  span.durationNs = start && end ? nanosFrom(start, end) : null
}

function instantAt(value: unknown): Instant | null {
  return typeof value === 'string' ? instantOfIso(value) : null
}

const EVENT_KNOWN = new Set(['event', 'timestamp'])

function eventOf(event: JsonObject, conversion: Conversion): SpanEvent {
  const at = instantAt(event.timestamp)
  return {
    name: textOrNull(event.event) ?? 'event',
    atUs: at?.us ?? 0,
    atSubNs: at?.subNs ?? 0,
    attributes: attributesBeside(event, EVENT_KNOWN, conversion),
  }
}
