import type { Attributes } from '../../../../shared/model/attribute.ts'
import type { Message, ToolCall } from '../../../../shared/model/message.ts'
import { textOfJson } from '../../conversation-trace.ts'
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
import { idOf, timeOf, type Story } from './story.ts'

const HEARD_KNOWN = new Set(['timestamp', 'llm_message', 'system_prompt'])
const ACTION_KNOWN = new Set(['timestamp', 'thought', 'reasoning_content', 'thinking_blocks', 'tool_call'])
const RESULT_KNOWN = new Set(['timestamp', 'tool_call_id', 'tool_name'])
const EVENT_KNOWN = new Set(['timestamp'])

/**
 * Tells the story of a run from events of the SDK. Actions of one response are one answer of the model with several calls;
 * their results name the call. A condensation is an answer of its own: a model wrote its summary.
 */
export class SdkReading {
  readonly #story: Story
  readonly #conversion: Conversion
  readonly #byResponse: Map<unknown, JsonObject[]>
  readonly #told = new Set<string>()

  constructor(story: Story, events: readonly JsonObject[], conversion: Conversion) {
    this.#story = story
    this.#conversion = conversion
    const actions = events.filter(({ kind, llm_response_id: id }) => kind === 'ActionEvent' && textOrNull(id))
    this.#byResponse = Map.groupBy(actions, ({ llm_response_id }) => llm_response_id)
  }

  /** False where it is no event. */
  tell(event: JsonObject): boolean {
    const kind = textOrNull(event.kind)
    if (kind === null) return false
    if (kind === 'SystemPromptEvent') this.#hear(event, 'system', event.system_prompt)
    else if (kind === 'MessageEvent') this.#message(event)
    else if (kind === 'ActionEvent') this.#act(event)
    else if (kind === 'Condensation') this.#condense(event)
    else if (textOrNull(event.tool_call_id) !== null && RESULTS.has(kind)) this.#result(event)
    else {
      this.#story.happen(kind, timeOf(event), attributesBeside(event, EVENT_KNOWN, this.#conversion))
      if (kind === 'ConversationErrorEvent') {
        const message = textOrNull(event.detail) ?? 'The conversation ended with an error.'
        this.#story.failure = { errorType: textOrNull(event.code), message }
      }
    }
    return true
  }

  #hear(event: JsonObject, role: string, content: unknown): void {
    const parts = isJsonObject(content) ? [content] : (content ?? '')
    const [message] = messagesFromJson({ role, content: parts })
    const rest = attributesBeside(event, HEARD_KNOWN, this.#conversion)
    if (message) this.#story.hear(event, message, { at: timeOf(event), rest })
  }

  #message(event: JsonObject): void {
    const told = isJsonObject(event.llm_message) ? event.llm_message : {}
    if (event.source !== 'agent') return this.#hear(event, textOrNull(told.role) ?? 'user', told.content)
    const [message] = messagesFromJson({ ...told, role: 'assistant' })
    this.#story.answer(event, message ?? { role: 'assistant', text: '' }, textOrNull(event.llm_response_id), {
      at: timeOf(event),
      attributes: attributesBeside(event, HEARD_KNOWN, this.#conversion),
    })
    this.#story.failure = null
  }

  #act(event: JsonObject): void {
    const responseId = textOrNull(event.llm_response_id)
    const attributes = attributesBeside(event, ACTION_KNOWN, this.#conversion)
    if (responseId !== null && this.#told.has(responseId))
      return this.#story.happen('ActionEvent', timeOf(event), attributes)
    if (responseId !== null) this.#told.add(responseId)
    const together = this.#byResponse.get(responseId) ?? [event]
    const [message] = messagesFromJson({
      role: 'assistant',
      content: event.thought ?? '',
      reasoning_content: event.reasoning_content,
      thinking_blocks: event.thinking_blocks,
    })
    const said: Message = message ?? { role: 'assistant', text: '' }
    const toolCalls = together.map((action) => callOf(action))
    this.#story.answer(event, { ...said, toolCalls }, responseId, { at: timeOf(event), attributes })
    this.#story.failure = null
  }

  #result(event: JsonObject): void {
    const observation = isJsonObject(event.observation) ? event.observation : {}
    const error = textOrNull(event.error) ?? textOrNull(event.rejection_reason)
    const [told] = messagesFromJson({
      role: 'tool',
      content: observation.content ?? observation.output ?? '',
    })
    const code = numberOrNull(observation.exit_code)
    const failed = error !== null || observation.is_error === true
    const result = error ?? told?.text ?? ''
    this.#story.result(event, {
      toolCallId: textOrNull(event.tool_call_id),
      toolName: textOrNull(event.tool_name),
      result,
      at: timeOf(event),
      attributes: this.#besides(event, observation),
      ...((failed || (code !== null && code !== 0)) && {
        status: 'error',
        statusMessage: failed ? result : `exit code ${code}`,
      }),
    })
  }

  #besides(event: JsonObject, observation: JsonObject): Attributes {
    const attributes = attributesBeside(event, RESULT_KNOWN, this.#conversion)
    if (observation.content !== undefined) {
      attributes.delete('observation')
      for (const [key, value] of attributesBeside(observation, CONTENT, this.#conversion, 'observation.'))
        attributes.set(key, value)
    }
    return attributes
  }

  #condense(event: JsonObject): void {
    const responseId = textOrNull(event.llm_response_id)
    const summary = textOrNull(event.summary)
    const attributes = attributesBeside(event, EVENT_KNOWN, this.#conversion)
    if (responseId === null) this.#story.happen('Condensation', timeOf(event), attributes)
    else {
      const message: Message = { role: 'assistant', text: summary ?? '' }
      const fields = { at: timeOf(event), attributes, name: 'condense' }
      this.#story.answer(event, message, responseId, fields)
    }
    const forgotten = new Set(listOf(event.forgotten_event_ids).map(String))
    forgotten.add(idOf(event))
    this.#story.condense((id) => forgotten.has(id), summary, numberOrNull(event.summary_offset))
  }
}

const RESULTS = new Set(['ObservationEvent', 'AgentErrorEvent', 'UserRejectObservation'])
const CONTENT = new Set(['content'])

function callOf(event: JsonObject): ToolCall {
  const call = isJsonObject(event.tool_call) ? event.tool_call : {}
  const named = isJsonObject(call.function) ? call.function : call
  return {
    id: textOrNull(event.tool_call_id) ?? textOrNull(call.id),
    name: textOrNull(event.tool_name) ?? textOrNull(named.name) ?? '',
    arguments: textOfJson(named.arguments ?? event.action),
  }
}
