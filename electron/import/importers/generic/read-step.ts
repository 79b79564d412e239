import { emptySpan, type Span } from '../../../../shared/model/span.ts'
import { contentId } from '../../content-id.ts'
import { nanosFrom } from '../../decimal-time.ts'
import { isJsonObject, numberOrNull, parseCell } from '../../json-value.ts'
import type { RecordSink } from '../../record-sink.ts'
import { translate, type SourceMemory } from '../../translate.ts'
import { kindOf, setPayload, statusOf, type MappedValues } from './mapped-values.ts'
import { rootOf } from './path.ts'
import { requestMessages, responseMessages } from '../../payload-messages.ts'
import { readScores } from './scores.ts'

/** Reads a record that is one request to a model. False where it holds neither input nor output. */
export function readCall(values: MappedValues, memory: SourceMemory, out: RecordSink): boolean {
  if (values.at('input') === undefined && values.at('output') === undefined) return false
  const id = values.text('spanId') ?? `call-${contentId(values.record)}`
  const span = stepOf(values, values.text('traceId') ?? values.text('sessionId') ?? id, id)
  span.kind = 'llm'
  finishStep(span, values, memory, out)
  return true
}

/** Reads a record that is one step of a run. False where it has neither a trace nor an id of its own. */
export function readSpan(values: MappedValues, memory: SourceMemory, out: RecordSink): boolean {
  const spanId = values.text('spanId')
  const traceId = values.text('traceId')
  if (spanId === null && traceId === null) return false
  const id = spanId ?? `span-${contentId(values.record)}`
  const span = stepOf(values, traceId ?? id, id)
  span.parentSpanId = values.text('parentSpanId')
  span.kind = kindOf(values.text('kind'))
  if (span.kind === 'tool') span.toolName = values.text('toolName') ?? span.name
  finishStep(span, values, memory, out)
  return true
}

function stepOf(values: MappedValues, traceId: string, spanId: string): Span {
  const start = values.instant('startedAt')
  const end = values.instant('endedAt')
  const span = { ...emptySpan(traceId, spanId), ...values.common(), ...values.call() }
  span.name = values.text('name') ?? ''
  span.syntheticTime = start === null && end === null
  const begun = start ?? end
  span.startUs = begun?.us ?? 0
  span.startSubNs = begun?.subNs ?? 0
  span.durationNs = values.durationNs() ?? (start && end ? nanosFrom(start, end) : null)
  const error = values.at('error')
  span.status = statusOf(values.at('status'), error)
  span.statusMessage = typeof error === 'boolean' ? null : values.text('error')
  return span
}

function finishStep(span: Span, values: MappedValues, memory: SourceMemory, out: RecordSink): void {
  const { conversion, mapping } = values
  for (const [key, value] of values.rest()) span.attributes.set(key, value)
  const input = values.at('input')
  const output = values.at('output')
  setPayload(span, nameOf(values, 'input'), input, conversion, 'inputKey')
  setPayload(span, nameOf(values, 'output'), output, conversion, 'outputKey')
  if (span.kind === 'llm') {
    span.inputMessages = requestMessages(input).map((message) => memory.shared(message))
    span.outputMessages = responseMessages(output)
    setUsage(span, parseCell(output))
    if (span.name === '') span.name = span.modelRequested === null ? 'chat' : `chat ${span.modelRequested}`
  } else {
    // Tokens belong to the calls of models; a step that sums its own up would count them again.
    span.inputTokens = span.outputTokens = span.cachedTokens = span.costUsd = null
  }
  translate(span, memory)
  out.span(span)
  const { traceId, spanId, startUs } = span
  readScores(values.record, mapping, { traceId, spanId, atUs: span.syntheticTime ? null : startUs }, out)
}

/** The source's name of a payload; that of the field where the path leads deeper. */
function nameOf(values: MappedValues, field: 'input' | 'output'): string {
  const paths = values.mapping.fields[field]
  const first = typeof paths === 'string' ? paths : (paths?.[0] ?? field)
  return rootOf(values.record, first) === first ? first : field
}

/** Usage and model stand in the response body where the record has no fields of its own for them. */
function setUsage(span: Span, response: unknown): void {
  if (!isJsonObject(response)) return
  const usage = isJsonObject(response.usage) ? response.usage : null
  if (usage) {
    span.inputTokens ??= numberOrNull(usage.prompt_tokens ?? usage.input_tokens)
    span.outputTokens ??= numberOrNull(usage.completion_tokens ?? usage.output_tokens)
  }
  if (typeof response.model === 'string') {
    span.modelRequested ??= response.model
    span.modelAnswered ??= response.model
  }
}
