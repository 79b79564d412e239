import { firstText, flatMembers, objectOf, versionedName } from '../../members.ts'
import { emptySpan, type Span } from '../../../../shared/model/span.ts'
import { nanosFrom } from '../../decimal-time.ts'
import { sortedExtra } from '../../extra-fields.ts'
import { cellObject, frameCell } from '../../frame-rows.ts'
import { instantOfAny } from '../../instant-of-any.ts'
import {
  attributeFromJson,
  attributesBeside,
  textOrNull,
  type Conversion,
  type JsonObject,
} from '../../json-value.ts'
import { askedMessages, readAnswer } from '../../model-answer.ts'
import { translate, type SourceMemory } from '../../translate.ts'
import { kindOfOp, toolNameOf } from './call-kind.ts'
import { modelsOf, setUsage } from './call-usage.ts'
import { KNOWN, readRef, WEAVE_REASONS } from './schema.ts'

/** A call as a span; `isOpen` where only calls below it can tell whether it is a model's. */
export interface ReadCall {
  span: Span
  isOpen: boolean
}

/** One call; or the sentence why it is none. */
export function readCall(raw: JsonObject, memory: SourceMemory, conversion: Conversion): ReadCall | string {
  const id = textOrNull(raw.id)
  const start = instantOfAny(raw.started_at)
  if (id === null) return WEAVE_REASONS.noId
  if (start === null) return WEAVE_REASONS.noStart
  const span = emptySpan(textOrNull(raw.trace_id) ?? id, id)
  const summary = cellObject(raw.summary)
  const about = cellObject(raw.attributes)
  const op = opNameOf(raw)
  const kind = kindOfOp(op, cellObject(about.weave).kind)
  const end = instantOfAny(raw.ended_at)
  span.parentSpanId = textOrNull(raw.parent_id)
  span.name = textOrNull(raw.display_name) ?? op
  span.startUs = start.us
  span.startSubNs = start.subNs
  span.durationNs = end === null ? null : nanosFrom(start, end)
  span.kind = kind ?? 'other'
  span.sessionId = textOrNull(raw.thread_id) ?? firstText(about, 'session_id', 'thread_id', 'conversation_id')
  span.userId = firstText(about, 'user_id') ?? textOrNull(raw.wb_user_id)
  span.environment = firstText(about, 'environment', 'env')
  if (kind === 'tool') span.toolName = toolNameOf(op)
  if (kind === 'agent') span.agentName = firstText(cellObject(raw.inputs), 'agent_name') ?? span.name
  setStatus(span, raw, summary)
  setAttributes(span, raw, about, summary, conversion)
  if (span.kind === 'llm' || span.kind === 'embedding') setModelCall(span, raw, memory)
  translate(span, memory)
  const isOpen = span.kind === 'other' && modelsOf(summary).length > 0
  if (span.kind === 'other') span.kind = 'chain'
  return { span, isOpen }
}

/** The op's name without its project and digest. */
function opNameOf(raw: JsonObject): string {
  const name = textOrNull(raw.op_name) ?? ''
  return readRef(name)?.name ?? name
}

/** Where an op below failed, the call itself may have gone on (`descendant_error`). */
function setStatus(span: Span, raw: JsonObject, summary: JsonObject): void {
  const exception = textOrNull(raw.exception)
  const told = textOrNull(cellObject(summary.weave).status)
  const isError = exception !== null || told === 'error'
  span.status = isError ? 'error' : span.durationNs === null ? 'unset' : 'ok'
  span.statusMessage = exception
  // A traceback ends with the exception.
  const last = exception?.trimEnd().split('\n').at(-1) ?? ''
  span.errorType = /^([A-Za-z_][\w.]{0,100})(?::|$)/.exec(last.slice(0, 200))?.[1] ?? null
}

const NOTHING: ReadonlySet<string> = new Set()
const TOLD_APART: ReadonlySet<string> = new Set(['otel_span'])

function setAttributes(
  span: Span,
  raw: JsonObject,
  about: JsonObject,
  summary: JsonObject,
  conversion: Conversion,
): void {
  const { attributes } = span
  for (const key of ['inputs', 'output'] as const) {
    const value = raw[key]
    if (value === null || value === undefined || value === '') continue
    attributes.set(key, attributeFromJson(value, conversion))
    span[key === 'inputs' ? 'inputKey' : 'outputKey'] = key
  }
  addMembers(span, 'attributes.', about, TOLD_APART, conversion)
  addMembers(span, 'summary.', summary, NOTHING, conversion)
  if (about.otel_span !== undefined) addOtelSpan(span, about.otel_span, conversion)
  span.extra = sortedExtra(attributesBeside(raw, KNOWN, conversion))
}

function addMembers(
  span: Span,
  prefix: string,
  object: JsonObject,
  apart: ReadonlySet<string>,
  conversion: Conversion,
): void {
  for (const [key, value] of attributesBeside(object, apart, conversion, prefix))
    span.attributes.set(key, value)
}

/** What came to Weave as OpenTelemetry keeps its attributes, as a tree of the parts of their names. */
function addOtelSpan(span: Span, value: unknown, conversion: Conversion): void {
  const otel = cellObject(value)
  addMembers(span, '', flatMembers(objectOf(otel.attributes)), NOTHING, conversion)
  addMembers(span, 'otel_span.', otel, OTEL_APART, conversion)
}

const OTEL_APART: ReadonlySet<string> = new Set(['attributes'])

/** What belongs to the call of a model. */
export function setModelCall(span: Span, raw: JsonObject, memory: SourceMemory): void {
  const summary = cellObject(raw.summary)
  const inputs = cellObject(raw.inputs)
  const answer = readAnswer(frameCell(raw.output))
  const used = modelsOf(summary)
  setUsage(span, summary)
  span.modelAnswered = answer.model ?? (used.length === 1 ? (used[0] ?? null) : null)
  span.modelRequested = firstText(inputs, 'model', 'model_name', 'modelId') ?? span.modelAnswered
  span.finishReason = answer.finishReason
  span.promptVersion = promptOf(inputs)
  if (span.kind !== 'llm') return
  span.inputMessages = askedMessages(askedWith(inputs)).map((message) => memory.shared(message))
  span.outputMessages = answer.messages
}

/** Inputs without the client object they were called on. */
function askedWith(inputs: JsonObject): unknown {
  if (inputs.self === undefined) return inputs
  return Object.fromEntries(Object.entries(inputs).filter(([key]) => key !== 'self'))
}

/** The version of a prompt that an input refers to. */
function promptOf(inputs: JsonObject): string | null {
  for (const key of Object.keys(inputs)) {
    const ref = /prompt/i.test(key) ? readRef(inputs[key]) : null
    if (ref?.type === 'object') return versionedName(ref.name, ref.digest)
  }
  return null
}
