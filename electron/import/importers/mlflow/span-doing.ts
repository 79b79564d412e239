import { cellObject } from '../../frame-rows.ts'
import { plainValue } from '../../../../shared/model/attribute.ts'
import type { Span } from '../../../../shared/model/span.ts'
import { isJsonObject, listOf, numberOrNull, textOrNull, type JsonObject } from '../../json-value.ts'
import { messagesFromJson } from '../../messages.ts'
import { askedMessages, openMessage, readAnswer, type Answer } from '../../model-answer.ts'
import { usageOf } from '../../model-usage.ts'
import { translate, type SourceMemory } from '../../translate.ts'
import { openValue } from './open-value.ts'
import { KINDS } from './schema.ts'

const INPUTS = 'mlflow.spanInputs'
const OUTPUTS = 'mlflow.spanOutputs'

/** Kind, and what belongs to it. Where MLflow stores spans of other instrumentations, their dialects tell the rest. */
export function setDoing(span: Span, memory: SourceMemory): void {
  span.kind = kindOf(span)
  span.inputKey = span.attributes.has(INPUTS) ? INPUTS : null
  span.outputKey = span.attributes.has(OUTPUTS) ? OUTPUTS : null
  span.promptVersion = promptOf(valueAt(span, 'mlflow.linkedPrompts'))
  if (span.kind === 'llm' || span.kind === 'embedding' || span.kind === 'reranker') setCall(span, memory)
  else if (span.kind === 'tool') {
    const answer = openMessage(valueAt(span, OUTPUTS))
    const asked = cellObject(valueAt(span, INPUTS))
    span.toolCallId =
      textOrNull(answer.tool_call_id) ??
      textOrNull(span.attributes.get('tool_call_id')) ??
      (asked.type === 'tool_call' ? textOrNull(asked.id) : null)
  }
  translate(span, memory)
  if (span.kind === 'tool') span.toolName ??= textOrNull(span.name)
  if (span.kind === 'agent') span.agentName ??= textOrNull(span.name)
}

/** A span of no type that counts tokens or names a model is a call of one. */
function kindOf({ attributes }: Span): Span['kind'] {
  const type = textOrNull(attributes.get('mlflow.spanType'))?.toUpperCase() ?? 'UNKNOWN'
  if (type === 'UNKNOWN')
    return attributes.has('mlflow.chat.tokenUsage') || attributes.has('mlflow.llm.model') ? 'llm' : 'other'
  return KINDS.get(type) ?? 'other'
}

function setCall(span: Span, memory: SourceMemory): void {
  const inputs = valueAt(span, INPUTS)
  const answer = readAnswer(valueAt(span, OUTPUTS))
  setUsage(span, answer)
  const asked = modelAsked(span, inputs)
  span.modelRequested = asked ?? answer.model
  span.modelAnswered = answer.model
  span.provider = textOrNull(valueAt(span, 'mlflow.llm.provider')) ?? textOrNull(metadataOf(span).ls_provider)
  span.finishReason = answer.finishReason
  if (span.kind !== 'llm') return
  const told = listOf(valueAt(span, 'mlflow.chat.messages')).flatMap(messagesFromJson)
  const asking = askedMessages(inputs)
  // The list of a conversation ends with the answer.
  const isAnswered = told.at(-1)?.role === 'assistant'
  const history = asking.length > 0 ? asking : isAnswered ? told.slice(0, -1) : told
  span.inputMessages = history.map((message) => memory.shared(message))
  span.outputMessages = answer.messages.length > 0 || !isAnswered ? answer.messages : told.slice(-1)
}

function modelAsked(span: Span, inputs: unknown): string | null {
  const params = cellObject(valueAt(span, 'invocation_params'))
  return (
    textOrNull(valueAt(span, 'mlflow.llm.model')) ??
    textOrNull(isJsonObject(inputs) ? inputs.model : null) ??
    textOrNull(params.model) ??
    textOrNull(params.model_name) ??
    textOrNull(valueAt(span, 'model')) ??
    textOrNull(valueAt(span, 'model_name')) ??
    textOrNull(metadataOf(span).ls_model_name)
  )
}

function metadataOf(span: Span): JsonObject {
  return cellObject(valueAt(span, 'metadata'))
}

/** MLflow's own count; before there was one, that of the answer. What was cached lies within the input unless the total says otherwise. */
function setUsage(span: Span, { usage, providerUsage }: Answer): void {
  const own = cellObject(valueAt(span, 'mlflow.chat.tokenUsage'))
  const input = numberOrNull(own.input_tokens)
  if (input !== null || numberOrNull(own.output_tokens) !== null) {
    const output = numberOrNull(own.output_tokens)
    const read = numberOrNull(own.cache_read_input_tokens)
    const beside = (read ?? 0) + (numberOrNull(own.cache_creation_input_tokens) ?? 0)
    const isBeside = beside > 0 && numberOrNull(own.total_tokens) === (input ?? 0) + (output ?? 0) + beside
    span.inputTokens = isBeside ? (input ?? 0) + beside : input
    span.outputTokens = output
    span.cachedTokens = read
  } else {
    const told = isJsonObject(usage) ? { ...usageOf(usage), ...cachedWithin(usage) } : usageOf(providerUsage)
    span.inputTokens = told.inputTokens
    span.outputTokens = told.outputTokens
    span.cachedTokens = told.cachedTokens
  }
  span.costUsd = numberOrNull(cellObject(valueAt(span, 'mlflow.llm.cost')).total_cost)
}

/** LangChain's `usage_metadata`. */
function cachedWithin(usage: JsonObject): { cachedTokens: number | null } {
  return { cachedTokens: numberOrNull(cellObject(usage.input_token_details).cache_read) }
}

/** The first prompt of a list `[{name, version}]`. */
export function promptOf(value: unknown): string | null {
  const first = listOf(value)[0]
  if (!isJsonObject(first)) return null
  const name = textOrNull(first.name)
  const version = textOrNull(first.version) ?? numberOrNull(first.version)
  if (name === null) return null
  return version === null ? name : `${name}@${version}`
}

function valueAt(span: Span, key: string): unknown {
  const value = span.attributes.get(key)
  return value === undefined ? undefined : openValue(plainValue(value))
}
