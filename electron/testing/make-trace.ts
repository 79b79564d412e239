import type { AttributeValue } from '../../shared/model/attribute.ts'
import type { Message } from '../../shared/model/message.ts'
import type { RecordedTrace } from '../../shared/model/recorded-trace.ts'
import { SPAN_KINDS, SPAN_STATUSES, emptySpan } from '../../shared/model/span.ts'
import type { Span, SpanEvent } from '../../shared/model/span.ts'
import { readFields } from './fixture-line.ts'
import { isScore, readScore } from './fixture-score.ts'
import { traceFromSpans } from './recorded-from-spans.ts'

export { traceFromSpans } from './recorded-from-spans.ts'

/** 2026-03-02 09:00:00 UTC: where the clock of a fixture starts. */
export const FIXTURE_START_US = 1_772_442_000_000_000
const STEP_MS = 1000

/**
 * A trace from an indented tree, one span a line:
 *
 *     agent booking
 *       llm chat gpt-4.1 -> gpt-4.1-2025-04-14 finish=length in=1200 out=400
 *         > user: Find me a flight
 *         < assistant: Looking.
 *         < call search_flights {"to":"OSL"} id=c1
 *       tool search_flights status=ok call=c1 input={"to":"OSL"} output={"ok":false,"error":"upstream 503"}
 *         @exception exception.type=TimeoutError exception.message="took too long"
 *
 * A span line is a kind, a name (for llm also the model asked for and, after `->`, the one that answered) and
 * fields. Values are a word, a JSON string, or a JSON object or array; the text of the last two is kept as it
 * stands. Fields: `id parent status message error at ms finish in out model provider service tool call by agent
 * session user env prompt synthetic input output`; any key with a dot or unknown here is an attribute (numbers,
 * true, false, null are read as such; `key:text=5` keeps the text). `at` is in ms after the start of the trace,
 * `ms` the duration (`ms=null`: no end). Without them every span starts a second after the line before it and
 * lasts until its last descendant has ended. Under a span: `> role: text` and `< role: text` are messages,
 * `> tool ID: text` is a tool's answer, `< call NAME ARGUMENTS [id=ID]` a tool call, `@name fields` an event. A line
 * `score NAME value=0.5 label=good judge=gpt-4.1 by=llm span=s2 rubric=tone version=2` is a score of the trace.
 */
export function makeTrace(text: string, traceId = 'trace-1'): RecordedTrace {
  const lines = text.split('\n')
  const scores = lines.filter(isScore).map((line) => readScore(line.trim(), traceId))
  return traceFromSpans(makeSpans(lines.filter((line) => !isScore(line)).join('\n'), traceId), scores)
}

/** The same as neutral spans, in the order of the lines. */
export function makeSpans(text: string, traceId = 'trace-1'): Span[] {
  const spans: Span[] = []
  const open: { span: Span; indent: number }[] = []
  const fixedEnd = new Set<Span>()
  for (const raw of text.split('\n')) {
    const line = raw.trim()
    if (line === '' || line.startsWith('#')) continue
    const indent = raw.length - raw.trimStart().length
    while (open.length > 0 && open[open.length - 1]!.indent >= indent) open.pop()
    const owner = open[open.length - 1]?.span
    if (/^[<>@]/.test(line)) {
      if (owner === undefined) throw new Error(`no span above: ${line}`)
      addDetail(owner, line)
      continue
    }
    const span = emptySpan(traceId, `s${spans.length + 1}`)
    span.startUs = FIXTURE_START_US + spans.length * STEP_MS * 1000
    span.parentSpanId = owner?.spanId ?? null
    if (readSpanLine(span, line)) fixedEnd.add(span)
    spans.push(span)
    open.push({ span, indent })
  }
  closeSpans(spans, fixedEnd)
  return spans
}

/** Ends every span without a duration of its own one step after its last descendant began. */
function closeSpans(spans: readonly Span[], fixedEnd: ReadonlySet<Span>): void {
  const byId = new Map(spans.map((span) => [span.spanId, span]))
  const endUs = new Map<Span, number>()
  for (const span of spans.toReversed()) {
    const own = Math.max(span.startUs + STEP_MS * 500, endUs.get(span) ?? 0)
    if (!fixedEnd.has(span)) span.durationNs = (own - span.startUs) * 1000
    const parent = span.parentSpanId === null ? undefined : byId.get(span.parentSpanId)
    const end = span.startUs + Math.max(0, span.durationNs ?? 0) / 1000
    if (parent !== undefined) endUs.set(parent, Math.max(endUs.get(parent) ?? 0, end + 1000))
  }
}

/** Fills the span from its line; true where the line says when it ends. */
function readSpanLine(span: Span, line: string): boolean {
  const { words, fields } = readFields(line)
  const [kind, ...rest] = words
  const known = SPAN_KINDS.find((candidate) => candidate === kind)
  if (known === undefined) throw new Error(`not a span kind: ${kind} (${line})`)
  span.kind = known
  if (known === 'llm') {
    const [name, requested, arrow, answered] = rest
    span.name = name ?? 'llm'
    span.modelRequested = requested ?? null
    if (arrow === '->') span.modelAnswered = answered ?? null
  } else {
    span.name = rest.join(' ')
    if (known === 'tool') span.toolName = span.name
    if (known === 'agent') span.agentName = span.name
  }
  for (const { key, value, json } of fields) setField(span, key, value, json)
  return fields.some(({ key }) => key === 'ms')
}

function setField(span: Span, key: string, value: string, json: boolean): void {
  const number = value === 'null' ? null : Number(value)
  const text = value === 'null' && !json ? null : value
  switch (key) {
    case 'id':
      span.spanId = value
      return
    case 'parent':
      span.parentSpanId = text
      return
    case 'status':
      span.status = SPAN_STATUSES.find((known) => known === value) ?? 'unset'
      return
    case 'message':
      span.statusMessage = text
      return
    case 'error':
      span.errorType = text
      return
    case 'at':
      span.startUs = FIXTURE_START_US + Math.round((number ?? 0) * 1000)
      return
    case 'ms':
      span.durationNs = number === null ? null : Math.round(number * 1e6)
      return
    case 'finish':
      span.finishReason = text
      return
    case 'in':
      span.inputTokens = number
      return
    case 'out':
      span.outputTokens = number
      return
    case 'model':
      span.modelAnswered = text
      return
    case 'provider':
      span.provider = text
      return
    case 'service':
      span.service = text
      return
    case 'tool':
      span.toolName = text
      return
    case 'call':
      span.toolCallId = text
      return
    case 'by':
      span.requestedBy = value === 'user' ? 'user' : 'agent'
      return
    case 'agent':
      span.agentName = text
      return
    case 'session':
      span.sessionId = text
      return
    case 'user':
      span.userId = text
      return
    case 'env':
      span.environment = text
      return
    case 'prompt':
      span.promptVersion = text
      return
    case 'synthetic':
      span.syntheticTime = value === 'true'
      return
    case 'input':
      setPayload(span, 'input', value)
      return
    case 'output':
      setPayload(span, 'output', value)
      return
    default:
      span.attributes.set(...readAttribute(key, value, json))
  }
}

function setPayload(span: Span, side: 'input' | 'output', value: string): void {
  const key = `${side}.value`
  span.attributes.set(key, value)
  if (side === 'input') span.inputKey = key
  else span.outputKey = key
}

function readAttribute(key: string, value: string, json: boolean): [string, AttributeValue] {
  if (key.endsWith(':text')) return [key.slice(0, -':text'.length), value]
  if (json) return [key, value]
  if (value === 'true' || value === 'false') return [key, value === 'true']
  if (value === 'null') return [key, null]
  return [key, value !== '' && Number.isFinite(Number(value)) ? Number(value) : value]
}

function addDetail(span: Span, line: string): void {
  const rest = line.slice(1).trim()
  if (line.startsWith('@')) {
    const { words, fields } = readFields(rest)
    const event: SpanEvent = {
      name: words.join(' '),
      atUs: span.startUs,
      atSubNs: 0,
      attributes: new Map(fields.map(({ key, value, json }) => readAttribute(key, value, json))),
    }
    span.events = [...span.events, event]
  } else if (rest.startsWith('call ')) addToolCall(span, rest)
  else {
    const message = readMessage(rest)
    if (line.startsWith('>')) span.inputMessages = [...span.inputMessages, message]
    else span.outputMessages = [...span.outputMessages, message]
  }
}

function addToolCall(span: Span, rest: string): void {
  const { words, fields, bare } = readFields(rest)
  const id = fields.find(({ key }) => key === 'id')?.value ?? null
  const call = { id, name: words[1] ?? '', arguments: bare ?? words[2] ?? '' }
  const last = span.outputMessages[span.outputMessages.length - 1]
  if (last === undefined) span.outputMessages = [{ role: 'assistant', text: '', toolCalls: [call] }]
  else last.toolCalls = [...(last.toolCalls ?? []), call]
}

function readMessage(rest: string): Message {
  const colon = rest.indexOf(':')
  if (colon < 0) throw new Error(`a message is "role: text": ${rest}`)
  const [role = '', toolCallId] = rest.slice(0, colon).trim().split(/\s+/)
  const text = rest.slice(colon + 1).trim()
  const parsed: unknown = text.startsWith('"') ? JSON.parse(text) : text
  const message: Message = { role, text: String(parsed) }
  if (toolCallId !== undefined) message.toolCallId = toolCallId
  return message
}
