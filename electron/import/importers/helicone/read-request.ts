import { emptySpan, type Span } from '../../../../shared/model/span.ts'
import { nanosFrom } from '../../decimal-time.ts'
import { cellObject, frameCell } from '../../frame-rows.ts'
import { firstText, versionedName } from '../../members.ts'
import { instantOfAny } from '../../instant-of-any.ts'
import {
  attributeFromJson,
  attributesBeside,
  isJsonObject,
  numberOrNull,
  textOrNull,
  type Conversion,
  type JsonObject,
} from '../../json-value.ts'
import { askedMessages, readAnswer } from '../../model-answer.ts'
import { usageOf } from '../../model-usage.ts'
import type { SourceMemory } from '../../translate.ts'
import {
  HELICONE_REASONS,
  KNOWN,
  LOGGED,
  LOGGED_TYPE,
  PROMPT_ID,
  SESSION_ID,
  SESSION_NAME,
  SESSION_PATH,
} from './schema.ts'

export function isRequest(raw: unknown): raw is JsonObject {
  return isJsonObject(raw) && raw.request_created_at !== undefined
}

/** One request as a span; or the sentence why it is none. */
export function readRequest(raw: JsonObject, memory: SourceMemory, conversion: Conversion): Span | string {
  const id = textOrNull(raw.request_id) ?? textOrNull(raw.response_id)
  const start = instantOfAny(raw.request_created_at)
  if (id === null) return HELICONE_REASONS.noId
  if (start === null) return HELICONE_REASONS.noStart
  const properties = { ...cellObject(raw.properties), ...cellObject(raw.request_properties) }
  const request = frameCell(raw.request_body)
  const asked = isJsonObject(request) ? request : {}
  const session = textOrNull(properties[SESSION_ID])
  const path = textOrNull(properties[SESSION_PATH])
  const span = emptySpan(session ?? id, id)
  const end = instantOfAny(raw.response_created_at)
  span.startUs = start.us
  span.startSubNs = start.subNs
  span.durationNs = nanosOfDelay(raw) ?? (end === null ? null : nanosFrom(start, end))
  span.kind = LOGGED.get(asked[LOGGED_TYPE]) ?? 'llm'
  span.sessionId = session
  span.userId = textOrNull(raw.request_user_id) ?? textOrNull(raw.user_id) ?? textOrNull(raw.helicone_user)
  span.environment = firstText(properties, 'environment', 'Environment', 'env')
  span.agentName = textOrNull(properties[SESSION_NAME])
  setStatus(span, raw)
  setAttributes(span, raw, properties, conversion)
  if (span.kind === 'llm') setModelCall(span, raw, request, properties, memory)
  if (span.kind === 'tool') span.toolName = firstText(asked, 'toolName', 'name')
  span.name =
    path?.split('/').findLast((part) => part !== '') ??
    span.toolName ??
    span.modelRequested ??
    textOrNull(raw.request_path) ??
    ''
  return span
}

/** `delay_ms`, in a CSV `latency`: milliseconds. */
function nanosOfDelay(raw: JsonObject): number | null {
  const delay = numberOrNull(raw.delay_ms) ?? numberOrNull(raw.latency)
  const nanos = delay === null || delay < 0 ? Number.NaN : Math.round(delay * 1e6)
  return Number.isSafeInteger(nanos) ? nanos : null
}

/** An HTTP status; below zero Helicone's own, e.g. -3 for a request that was cancelled. */
function setStatus(span: Span, raw: JsonObject): void {
  const code = numberOrNull(raw.response_status)
  if (code === null) return
  const isAnswered = code >= 200 && code < 400
  const isPending = code === -2
  span.status = isAnswered ? 'ok' : isPending ? 'unset' : 'error'
  if (isAnswered || isPending) return
  const body = cellObject(raw.response_body)
  const error = isJsonObject(body.error) ? body.error : body
  const said =
    textOrNull(error.message) ?? textOrNull(body.error) ?? textOrNull(body.message) ?? textOrNull(body.detail)
  span.statusMessage = said ?? `HTTP status ${code}`
  span.errorType = textOrNull(error.type) ?? textOrNull(error.code)
}

function setAttributes(span: Span, raw: JsonObject, properties: JsonObject, conversion: Conversion): void {
  const { attributes } = span
  for (const [key, name] of PAYLOADS) {
    const value = raw[key]
    if (value === null || value === undefined || value === '') continue
    attributes.set(key, attributeFromJson(value, conversion))
    span[name] = key
  }
  const code = numberOrNull(raw.response_status)
  if (code !== null) attributes.set('http.response.status_code', attributeFromJson(code, conversion))
  for (const [key, value] of attributesBeside(properties, NOTHING, conversion, 'properties.'))
    attributes.set(key, value)
  for (const [key, value] of attributesBeside(raw, KNOWN, conversion)) {
    if (value !== '') attributes.set(key, value)
  }
}

const PAYLOADS = [
  ['request_body', 'inputKey'],
  ['response_body', 'outputKey'],
] as const
const NOTHING: ReadonlySet<string> = new Set()

function setModelCall(
  span: Span,
  raw: JsonObject,
  request: unknown,
  properties: JsonObject,
  memory: SourceMemory,
): void {
  const response = frameCell(raw.response_body)
  const failed = span.status === 'error'
  const answer = readAnswer(failed ? null : response)
  const usage = usageOf(answer.providerUsage)
  span.inputTokens = usage.inputTokens ?? countOf(raw.prompt_tokens)
  span.outputTokens = usage.outputTokens ?? countOf(raw.completion_tokens)
  span.cachedTokens = usage.cachedTokens ?? countOf(raw.prompt_cache_read_tokens)
  span.costUsd = numberOrNull(raw.costUSD) ?? dollarsOf(numberOrNull(raw.cost))
  const asked = isJsonObject(request) ? textOrNull(request.model) : null
  span.modelRequested = asked ?? textOrNull(raw.request_model) ?? textOrNull(raw.model)
  span.modelAnswered = answer.model ?? textOrNull(raw.response_model) ?? textOrNull(raw.model)
  span.provider = textOrNull(raw.provider)?.toLowerCase() ?? null
  span.finishReason = answer.finishReason
  span.promptVersion = promptOf(raw, properties)
  span.inputMessages = askedMessages(request).map((message) => memory.shared(message))
  span.outputMessages = answer.messages
}

/** The store counts billionths of a dollar, which some versions of the API hand out as they are. */
function dollarsOf(cost: number | null): number | null {
  return cost !== null && cost >= 1000 ? cost / 1e9 : cost
}

function countOf(value: unknown): number | null {
  const count = numberOrNull(value)
  return count === null || count < 0 ? null : count
}

function promptOf(raw: JsonObject, properties: JsonObject): string | null {
  const id = textOrNull(raw.prompt_id) ?? textOrNull(properties[PROMPT_ID])
  const version = textOrNull(raw.prompt_version)
  return versionedName(id, version)
}
