import type { Attributes } from '../../shared/model/attribute.ts'
import type { Message, ToolCall } from '../../shared/model/message.ts'
import { emptySpan, type Span, type SpanEvent } from '../../shared/model/span.ts'
import { nanosFrom, type Instant } from './decimal-time.ts'
import type { RecordSink } from './record-sink.ts'

export const TOOL_ARGUMENTS = 'gen_ai.tool.call.arguments'
export const TOOL_RESULT = 'gen_ai.tool.call.result'

type SpanFields = Partial<Omit<Span, 'traceId' | 'inputMessages' | 'outputMessages' | 'parentSpanId'>>

/** What all spans of a conversation have in common. */
export interface ConversationFacts extends SpanFields {
  traceId: string
  /** The span everything without a parent of its own hangs under: the tool call that began a sub-agent. */
  parentSpanId?: string | null
  /** When the run began, where its steps carry no time: steps keep their order within it. Without it the clock is synthetic. */
  startedAt?: Instant | null
  /** What the source says of the whole run: attributes of the first span. */
  run?: Attributes | null
}

/** When something was said, and what else the source says about it (attributes by the source's names). */
export interface Said {
  at?: Instant | null
  rest?: Attributes | null
}

/** One answer of a model: fields of its `llm` span, `spanId` where the source has an id for it. */
export interface CallFields extends SpanFields {
  /** When the answer was there. */
  at?: Instant | null
  /** When it was asked for; else the time of what was said last. */
  askedAt?: Instant | null
  /** Ids for the spans of its tool calls, by position; else the ids of the calls. */
  toolSpanIds?: readonly (string | null)[]
}

/** The answer to a tool call. */
export interface AnswerFields extends SpanFields {
  /** The call it answers; without it the first that is open (of the tool named). */
  toolCallId?: string | null
  toolName?: string | null
  /** What the tool gave, as text. */
  result: string
  at?: Instant | null
  askedAt?: Instant | null
  /** How the answer stands in the history; else a message of the role `tool`. Null where it stands there already. */
  message?: Message | null
}

interface OpenCall {
  span: Span
  callId: string | null
  askedAt: Instant | null
}

/**
 * Turns what was said in a run into spans: each answer of the model is one `llm` span that holds the whole history as
 * its input, each tool call one `tool` span below it. Nothing else is invented. Call `hear`, `answerOf`, `callTools` in the
 * order of the run, then `end`. Where messages carry no time, steps are a microsecond apart and the clock is synthetic,
 * unless the run has a start.
 */
export class ConversationTrace {
  readonly #facts: ConversationFacts
  readonly #out: RecordSink
  #history: Message[] = []
  /** What was said since the last call. */
  #heard: (Said & { message: Message })[] = []
  #open: OpenCall[] = []
  /** The last call and its tools, until the next. */
  #step: Span[] = []
  readonly #ids = new Set<string>()
  #clock: Instant | null = null
  #steps = 0
  #called = false

  constructor(facts: ConversationFacts, out: RecordSink) {
    this.#facts = facts
    this.#out = out
    this.#clock = facts.startedAt ?? null
  }

  /** The history that the next call of the model will be given. */
  get history(): readonly Message[] {
    return this.#history
  }

  /** Something the model is given: a prompt, a turn of the user, what the environment says. */
  hear(message: Message, { at = null, rest = null }: Said = {}): void {
    this.#history.push(message)
    this.#heard.push({ message, at, rest })
    if (at !== null) this.#clock = at
  }

  /** The history begins anew, as after a compaction. */
  forget(): void {
    this.#history = []
  }

  /** An answer of the model, with the tools it calls. Returns its span; fields may be set until the next call. */
  answerOf(message: Message, fields: CallFields = {}): Span {
    this.#flush()
    const { at = null, askedAt = null, toolSpanIds = [], ...own } = fields
    const span = this.#span('llm', own, own.spanId ?? null)
    this.#place(span, askedAt ?? this.#clock, at, own.durationNs)
    if (own.name === undefined)
      span.name = span.modelRequested === null ? 'chat' : `chat ${span.modelRequested}`
    span.inputMessages = this.#history.slice()
    span.outputMessages = [message]
    const told = this.#heard.filter(({ at: when, rest }) => when || (rest && rest.size > 0))
    if (told.length > 0) span.events = [...told.map((said) => eventOf(said)), ...span.events]
    this.#heard = []
    this.#history.push(message)
    this.#step = [span]
    this.#called = true
    this.#advance(at)
    this.#openCalls(message.toolCalls ?? [], span, 'agent', at, toolSpanIds)
    return span
  }

  /** A turn that is no answer of the model and yet calls tools, as a simulated user does. */
  callTools(message: Message, said: Said = {}): void {
    this.hear(message, said)
    this.#openCalls(message.toolCalls ?? [], null, 'user', said.at ?? null, [])
  }

  /** What a tool gave back. Returns its span; an answer to no known call is a span of its own. */
  answerTool(fields: AnswerFields): Span {
    const { toolCallId = null, toolName = null, result, at = null, askedAt = null, message, ...own } = fields
    const open = this.#take(toolCallId, toolName) ?? this.#unasked(toolCallId, toolName)
    const { span } = open
    for (const [key, value] of own.attributes ?? []) span.attributes.set(key, value)
    const { attributes: _, ...rest } = own
    Object.assign(span, rest)
    const begun = askedAt ?? open.askedAt
    if (begun !== null || at !== null) this.#place(span, begun, at, own.durationNs)
    else span.durationNs = own.durationNs ?? null
    span.attributes.set(TOOL_RESULT, result)
    span.outputKey = TOOL_RESULT
    this.#step.push(span)
    if (message !== null) {
      const said = message ?? toolMessage(result, toolCallId ?? open.callId, toolName ?? span.toolName)
      this.#history.push(said)
    }
    this.#advance(at)
    return span
  }

  /** Passes on what is left: calls without an answer, and what was said after the last call as its events. */
  end(): void {
    for (const { span } of this.#open) this.#step.push(span)
    this.#open = []
    const [last] = this.#step
    if (last?.kind === 'llm') {
      last.events = [...last.events, ...this.#heard.map((said) => eventOf(said, said.message.text))]
    } else if (!this.#called && this.#heard.length > 0) this.#step.push(this.#bare())
    this.#heard = []
    this.#flush()
  }

  /** A run in which no model answered still says what was asked. */
  #bare(): Span {
    const span = this.#span('other', {}, null)
    this.#place(span, this.#clock, null, undefined)
    span.name = 'conversation'
    span.inputMessages = this.#history.slice()
    span.events = this.#heard
      .filter(({ at, rest }) => at || (rest && rest.size > 0))
      .map((said) => eventOf(said))
    return span
  }

  #advance(at: Instant | null): void {
    if (at !== null) this.#clock = at
    else if (this.#clock !== null) this.#clock = { us: this.#clock.us + 1, subNs: this.#clock.subNs }
  }

  #flush(): void {
    for (const span of this.#step) this.#out.span(span)
    this.#step = []
  }

  #openCalls(
    calls: readonly ToolCall[],
    parent: Span | null,
    requestedBy: 'agent' | 'user',
    askedAt: Instant | null,
    ids: readonly (string | null)[],
  ): void {
    for (const [index, call] of calls.entries()) {
      const span = this.#span('tool', {}, ids[index] ?? call.id)
      span.parentSpanId = parent?.spanId ?? this.#facts.parentSpanId ?? null
      span.agentName ??= parent?.agentName ?? null
      span.name = call.name
      span.toolName = call.name === '' ? null : call.name
      span.toolCallId = call.id
      span.requestedBy = requestedBy
      if (call.arguments !== '') {
        span.attributes.set(TOOL_ARGUMENTS, call.arguments)
        span.inputKey = TOOL_ARGUMENTS
      }
      this.#place(span, askedAt ?? this.#clock, null, undefined)
      this.#open.push({ span, callId: call.id, askedAt })
    }
  }

  #take(callId: string | null, toolName: string | null): OpenCall | null {
    const named = (open: OpenCall): boolean => toolName === null || open.span.toolName === toolName
    const index =
      callId === null ? this.#open.findIndex(named) : this.#open.findIndex((open) => open.callId === callId)
    return index < 0 ? null : (this.#open.splice(index, 1)[0] ?? null)
  }

  #unasked(callId: string | null, toolName: string | null): OpenCall {
    const span = this.#span('tool', {}, callId)
    span.name = toolName ?? 'tool'
    span.toolName = toolName
    span.toolCallId = callId
    const parent = this.#step[0]
    span.parentSpanId = parent?.kind === 'llm' ? parent.spanId : (this.#facts.parentSpanId ?? null)
    this.#place(span, this.#clock, null, undefined)
    return { span, callId, askedAt: this.#clock }
  }

  #span(kind: 'llm' | 'tool' | 'other', own: SpanFields, id: string | null): Span {
    const { traceId, parentSpanId = null, startedAt: _, run, ...common } = this.#facts
    const span = emptySpan(traceId, this.#unusedId(id ?? `${kind}-${this.#ids.size + 1}`))
    const { spanId: _own, ...fields } = own
    Object.assign(span, common, fields)
    if (kind === 'tool') Object.assign(span, TOOL_HAS_NONE)
    span.kind = own.kind ?? kind
    span.parentSpanId = parentSpanId
    const ofRun = this.#ids.size === 1 ? (run ?? []) : []
    span.attributes = new Map([...(common.attributes ?? []), ...ofRun, ...(own.attributes ?? [])])
    return span
  }

  /** Sources use call ids like `call_1` again in every turn. */
  #unusedId(id: string): string {
    let unused = id
    for (let again = 2; this.#ids.has(unused); again++) unused = `${id}#${again}`
    this.#ids.add(unused)
    return unused
  }

  /** Where only the end is known, or the source's times run backwards, a span starts at its end and has no duration. */
  #place(
    span: Span,
    begun: Instant | null,
    ended: Instant | null,
    durationNs: number | null | undefined,
  ): void {
    this.#steps += 1
    const lasted = begun !== null && ended !== null ? nanosFrom(begun, ended) : null
    const start = lasted !== null && lasted < 0 ? ended : (begun ?? ended)
    span.syntheticTime = start === null
    span.startUs = start?.us ?? this.#steps
    span.startSubNs = start?.subNs ?? 0
    span.durationNs = durationNs ?? (lasted !== null && lasted >= 0 ? lasted : null)
  }
}

/** A message as an event: when it was said and what the source says of it; its text only where no input holds it. */
function eventOf({ message, at, rest }: Said & { message: Message }, text?: string): SpanEvent {
  const attributes: Attributes = new Map([['role', message.role]])
  for (const [key, value] of rest ?? []) attributes.set(key, value)
  if (text !== undefined) attributes.set('text', text)
  return { name: 'message', atUs: at?.us ?? 0, atSubNs: at?.subNs ?? 0, attributes }
}

/** What a conversation has in common and a tool's own span does not. */
const TOOL_HAS_NONE = {
  modelRequested: null,
  modelAnswered: null,
  provider: null,
  finishReason: null,
  inputTokens: null,
  outputTokens: null,
  cachedTokens: null,
  costUsd: null,
} as const

function toolMessage(text: string, toolCallId: string | null, name: string | null): Message {
  const message: Message = { role: 'tool', text }
  if (toolCallId !== null) message.toolCallId = toolCallId
  if (name !== null) message.name = name
  return message
}

/** The text of a value in an attribute: a source's result or argument as it stands, JSON where it is no text. */
export function textOfJson(value: unknown): string {
  if (typeof value === 'string') return value
  if (value === undefined || value === null) return ''
  try {
    return JSON.stringify(value, (_, item: unknown) => (typeof item === 'bigint' ? item.toString() : item))
  } catch (error) {
    // Nested too deep for the stack.
    if (error instanceof RangeError) return ''
    throw error
  }
}
