import { firstText, versionedName } from '../../members.ts'
import type { Span } from '../../../../shared/model/span.ts'
import { cellObject, frameCell } from '../../frame-rows.ts'
import { isJsonObject, textOrNull, type JsonObject } from '../../json-value.ts'
import type { SourceMemory } from '../../translate.ts'
import { askedMessages, openMessage, readAnswer } from '../../model-answer.ts'
import { setUsage } from './usage.ts'

/** What belongs to the run's kind, and what its metadata tell. */
export function setDoing(span: Span, raw: JsonObject, extra: JsonObject, memory: SourceMemory): void {
  const metadata = metadataOf(raw, extra)
  // `session_id` of the run itself is the project.
  span.sessionId =
    firstText(metadata, 'thread_id', 'session_id', 'conversation_id') ?? textOrNull(raw.thread_id)
  span.userId = firstText(metadata, 'user_id', 'langgraph_auth_user_id')
  span.environment = firstText(metadata, 'environment', 'env')
  span.agentName = firstText(metadata, 'lc_agent_name', 'ls_agent_name', 'agent_name')
  span.promptVersion = promptOf(metadata)
  if (span.kind === 'llm' || span.kind === 'embedding' || span.kind === 'reranker') {
    const answer = readAnswer(frameCell(raw.outputs))
    const inputs = frameCell(raw.inputs)
    setUsage(span, raw, metadata, answer)
    const asked = modelAsked(raw, inputs, extra, metadata)
    span.modelRequested = asked ?? answer.model
    span.modelAnswered = answer.model
    span.provider = firstText(metadata, 'ls_provider')
    span.finishReason = answer.finishReason
    if (span.kind !== 'llm') return
    span.inputMessages = askedMessages(inputs).map((message) => memory.shared(message))
    span.outputMessages = answer.messages
  } else if (span.kind === 'tool') {
    span.toolName = span.name === '' ? null : span.name
    span.toolCallId = callOf(raw, extra)
  }
}

function metadataOf(raw: JsonObject, extra: JsonObject): JsonObject {
  for (const value of [extra.metadata, raw.custom_metadata, raw.metadata]) {
    const metadata = cellObject(value)
    if (Object.keys(metadata).length > 0) return metadata
  }
  return {}
}

function modelAsked(
  raw: JsonObject,
  inputs: unknown,
  extra: JsonObject,
  metadata: JsonObject,
): string | null {
  const params = cellObject(extra.invocation_params)
  return (
    firstText(params, 'model', 'model_name', 'model_id') ??
    firstText(metadata, 'ls_model_name') ??
    firstText(cellObject(extra.runtime), 'model') ??
    (isJsonObject(inputs) ? textOrNull(inputs.model) : null) ??
    textOrNull(raw.model)
  )
}

/** A prompt of LangSmith's hub and its commit, or what the application itself wrote down. */
function promptOf(metadata: JsonObject): string | null {
  const name = firstText(metadata, 'lc_hub_repo', 'prompt_name')
  const version = firstText(metadata, 'lc_hub_commit_hash', 'prompt_version')
  return versionedName(name, version)
}

/** The call that a tool answered: beside its run, or in the ToolMessage it gave. */
function callOf(raw: JsonObject, extra: JsonObject): string | null {
  const outputs = cellObject(raw.outputs)
  const answer = openMessage(outputs.output ?? outputs)
  const input = cellObject(raw.inputs)
  return (
    firstText(extra, 'tool_call_id') ??
    textOrNull(answer.tool_call_id) ??
    firstText(input, 'tool_call_id') ??
    (input.type === 'tool_call' ? firstText(input, 'id') : null)
  )
}
