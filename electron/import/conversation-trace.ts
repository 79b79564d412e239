import type { Attributes } from '../../shared/model/attribute.ts'
import type { Message, ToolCall } from '../../shared/model/message.ts'
import { emptySpan, type Span, type SpanEvent } from '../../shared/model/span.ts'
import type { AnswerFields, CallFields, ConversationFacts, Said, SpanFields } from './conversation-facts.ts'
import { nanosFrom, type Instant } from './decimal-time.ts'
import type { RecordSink } from './record-sink.ts'

export type { AnswerFields, CallFields, ConversationFacts, Said } from './conversation-facts.ts'
export { textOfJson } from './json-text.ts'

export const TOOL_ARGUMENTS = 'gen_ai.tool.call.arguments'
export const TOOL_RESULT = 'gen_ai.tool.call.result'

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
  /** What happened beside the conversation since the last call. */
  #happened: SpanEvent[] = []
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

  /** Something that happened and that no model is told: an event of the step it falls into. */
  happen(event: SpanEvent): void {
    this.#happened.push(event)
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

  /**
   * Passes on what is left: calls without an answer, and what was said after the last call as its events. `ending`: fields
   * of the last step, as of a run that failed there; a run of which nothing else is known has them in a span of its own.
   */
  end(ending: SpanFields = {}): void {
    for (const { span } of this.#open) this.#step.push(span)
    this.#open = []
    const [last] = this.#step
    if (last?.kind === 'llm') {
      last.events = [...last.events, ...this.#heard.map((said) => eventOf(said, said.message.text))]
    } else if (!this.#called && this.#hasMore(ending)) this.#step.push(this.#bare())
    this.#heard = []
    if (this.#step[0]) Object.assign(this.#step[0], ending)
    this.#flush()
  }

  #hasMore(ending: SpanFields): boolean {
    return this.#heard.length > 0 || this.#happened.length > 0 || Object.keys(ending).length > 0
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
    const [first] = this.#step
    if (first && this.#happened.length > 0) {
      first.events = [...first.events, ...this.#happened]
      this.#happened = []
    }
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
