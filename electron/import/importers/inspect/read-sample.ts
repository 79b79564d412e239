import type { Attributes } from '../../../../shared/model/attribute.ts'
import type { Message } from '../../../../shared/model/message.ts'
import type { Span } from '../../../../shared/model/span.ts'
import { contentId } from '../../content-id.ts'
import { ConversationTrace, textOfJson } from '../../conversation-trace.ts'
import { instantOfIso } from '../../decimal-time.ts'
import {
  attributeFromJson,
  isJsonObject,
  listOf,
  textOrNull,
  type Conversion,
  type JsonObject,
} from '../../json-value.ts'
import { messagesFromJson } from '../../messages.ts'
import type { RecordSink } from '../../record-sink.ts'
import { withAttachments } from './attachments.ts'
import { evalAttributes, type EvalFacts } from './eval-facts.ts'
import { readEvents, setUsage } from './read-events.ts'
import { readScores } from './read-scores.ts'
import { INSPECT_REASONS, SAMPLE_KNOWN } from './schema.ts'

/** One sample: a trace with its calls, tools and scores. */
export function readSample(
  raw: JsonObject,
  facts: EvalFacts | null,
  shared: (message: Message) => Message,
  out: RecordSink,
  conversion: Conversion,
): void {
  const { attachments } = raw
  const traceId = textOrNull(raw.uuid) ?? `${facts?.task ?? 'sample'}-${String(raw.id)}-${contentId(raw)}`
  const common: Partial<Span> & { traceId: string } = {
    traceId,
    agentName: facts?.solver ?? facts?.task ?? null,
    sessionId: null,
  }
  const transcript = isJsonObject(raw.transcript) ? raw.transcript.events : undefined
  const events = listOf(withAttachments(raw.events ?? transcript, attachments))
  const { spans, judges } = readEvents(events, common, shared, conversion)
  const about = aboutSample(raw, facts, conversion)
  if (spans.some(({ kind }) => kind === 'llm')) {
    const [first] = spans
    for (const [key, value] of about) first?.attributes.set(key, value)
    setFailure(spans.at(-1), raw.error)
    for (const span of spans) out.span(span)
  } else if (Array.isArray(raw.messages)) readMessages(raw, facts, common, about, out)
  else return out.reject(INSPECT_REASONS.sample)
  readScores(withAttachments(raw.scores ?? raw.score, attachments), traceId, facts, judges, out)
}

function aboutSample(raw: JsonObject, facts: EvalFacts | null, conversion: Conversion): Attributes {
  const about: Attributes = facts === null ? new Map() : evalAttributes(facts, conversion)
  for (const key of Object.keys(raw)) {
    const value = SAMPLE_KNOWN.has(key) ? null : withAttachments(raw[key], raw.attachments)
    if (value !== null && value !== undefined)
      about.set(`sample.${key}`, attributeFromJson(value, conversion))
  }
  if (isJsonObject(raw.metadata)) {
    for (const key of Object.keys(raw.metadata))
      about.set(`metadata.${key}`, attributeFromJson(raw.metadata[key], conversion))
  }
  return about
}

/** A log without events (older, or written without them) tells the conversation alone. */
function readMessages(
  raw: JsonObject,
  facts: EvalFacts | null,
  common: Partial<Span> & { traceId: string },
  run: Attributes,
  out: RecordSink,
): void {
  const startedAt = facts?.created ? instantOfIso(facts.created) : null
  const trace = new ConversationTrace(
    { ...common, modelRequested: facts?.model ?? null, startedAt, run },
    out,
  )
  const calls: Span[] = []
  for (const message of listOf(withAttachments(raw.messages, raw.attachments)).flatMap(messagesFromJson)) {
    if (message.role === 'assistant') calls.push(trace.answerOf(message))
    else if (message.role === 'tool') {
      const { toolCallId = null, text: result } = message
      trace.answerTool({ toolCallId, result, message })
    } else trace.hear(message)
  }
  const [only] = calls
  const usage = isJsonObject(raw.output) ? raw.output.usage : null
  if (calls.length === 1 && only && isJsonObject(usage)) setUsage(only, usage)
  setFailure(calls.at(-1), raw.error)
  trace.end()
}

/** A sample that broke off did so at its last step. */
function setFailure(last: Span | undefined, error: unknown): void {
  if (!last || error === undefined || error === null) return
  last.status = 'error'
  last.statusMessage ??= isJsonObject(error) ? textOrNull(error.message) : textOfJson(error)
}
