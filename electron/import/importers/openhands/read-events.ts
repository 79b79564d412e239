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
import { usageOf } from '../../model-usage.ts'
import { RunningTotals } from './call-metrics.ts'
import { ACTION_KNOWN, NO_ARGUMENTS, NOT_CALLED, NOT_TOLD, OBSERVATION_KNOWN } from './schema.ts'
import { idOf, timeOf, type Story } from './story.ts'

/**
 * Tells the story of a run from events of the application. An action of the agent is an answer of the model and the call
 * of a tool; several actions of one response are one answer. An observation is the result of the action it names as cause.
 */
export class EventReading {
  readonly #story: Story
  readonly #conversion: Conversion
  readonly #totals = new RunningTotals()
  /** Responses that were told, and the calls that wait for a result: by the action's id, and by their own. */
  readonly #told = new Set<string>()
  readonly #waiting = new Map<string, string>()

  constructor(story: Story, conversion: Conversion) {
    this.#story = story
    this.#conversion = conversion
  }

  /** False where it is no event. */
  tell(event: JsonObject): boolean {
    const action = textOrNull(event.action)
    const observation = textOrNull(event.observation)
    if (action !== null) this.#action(event, action)
    else if (observation !== null) this.#observation(event, observation)
    else return false
    return true
  }

  #action(event: JsonObject, action: string): void {
    const args = isJsonObject(event.args) ? event.args : {}
    const at = timeOf(event)
    const rest = attributesBeside(event, ACTION_KNOWN, this.#conversion)
    const fromAgent = event.source === undefined || event.source === 'agent'
    if (action === 'system' || (action === 'message' && !fromAgent)) {
      const [message] = messagesFromJson({
        role: action === 'system' ? 'system' : 'user',
        content: args.content ?? event.message ?? '',
      })
      if (message) this.#story.hear(event, message, { at, rest: without(rest, ['message']) })
    } else if (action === 'condensation') {
      this.#story.happen(action, at, rest)
      this.#condense(args)
    } else if (NOT_CALLED.has(action) || event.source === 'environment') this.#story.happen(action, at, rest)
    else if (fromAgent) this.#answer(event, action, args, rest)
    else {
      const call = callOf(event, action, args)
      this.#waiting.set(idOf(event), call.id ?? '')
      this.#story.command(event, { role: 'user', text: '', toolCalls: [call] }, { at, rest })
    }
  }

  #answer(event: JsonObject, action: string, args: JsonObject, attributes: Attributes): void {
    const metadata = isJsonObject(event.tool_call_metadata) ? event.tool_call_metadata : {}
    const response = isJsonObject(metadata.model_response) ? metadata.model_response : {}
    const responseId = textOrNull(response.id)
    const [choice] = listOf(response.choices)
    const told = isJsonObject(choice) ? messagesFromJson(choice.message)[0] : undefined
    const callId = textOrNull(metadata.tool_call_id)
    const own = callOf(event, action, args)
    if (action !== 'message') this.#waiting.set(idOf(event), callId ?? own.id ?? '')
    if (responseId !== null && this.#told.has(responseId))
      return this.#story.happen(action, timeOf(event), attributes)
    if (responseId !== null) this.#told.add(responseId)
    const grown = this.#totals.since(event.llm_metrics)
    const usage = usageOf(response.usage)
    for (const [key, value] of attributesBeside(
      response,
      RESPONSE_KNOWN,
      this.#conversion,
      'model_response.',
    ))
      attributes.set(key, value)
    this.#story.answer(event, answerOf(action, args, event, told, callId, own), responseId, {
      at: timeOf(event),
      attributes,
      ...(usage.inputTokens === null && usage.outputTokens === null ? grown : usage),
      costUsd: grown.costUsd,
      finishReason: isJsonObject(choice) ? textOrNull(choice.finish_reason) : null,
      modelAnswered: textOrNull(response.model),
    })
  }

  #observation(event: JsonObject, observation: string): void {
    const at = timeOf(event)
    const rest = attributesBeside(event, OBSERVATION_KNOWN, this.#conversion)
    const extras = isJsonObject(event.extras) ? event.extras : {}
    const cause = numberOrNull(event.cause) ?? textOrNull(event.cause)
    const toolCallId = cause === null ? undefined : this.#waiting.get(String(cause))
    const content = textOfJson(event.content)
    if (toolCallId !== undefined && !NOT_TOLD.has(observation)) {
      this.#waiting.delete(String(cause))
      const metadata = isJsonObject(extras.metadata) ? extras.metadata : {}
      const code = numberOrNull(metadata.exit_code) ?? numberOrNull(extras.exit_code)
      const failed = FAILED.has(observation) || event.success === false || extras.error === true
      this.#story.result(event, {
        toolCallId,
        result: content,
        at,
        attributes: rest,
        ...((failed || (code !== null && code !== 0)) && {
          status: 'error',
          statusMessage: failed ? (textOrNull(event.message) ?? content) : `exit code ${code}`,
          errorType: textOrNull(extras.error_id),
        }),
      })
    } else if (NOT_TOLD.has(observation) || content === '') {
      if (content !== '') rest.set('content', content)
      this.#story.happen(observation, at, rest)
      if (observation === 'agent_state_changed') this.#follow(extras)
    } else this.#story.hear(event, { role: 'user', text: content }, { at, rest })
  }

  /** A run whose agent came to rest in an error failed. */
  #follow(extras: JsonObject): void {
    const state = textOrNull(extras.agent_state)
    const message = textOrNull(extras.reason) ?? 'The agent stopped with an error.'
    this.#story.failure = state === 'error' ? { errorType: null, message } : null
  }

  #condense(args: JsonObject): void {
    const ids = new Set(listOf(args.forgotten_event_ids).map(String))
    const from = numberOrNull(args.forgotten_events_start_id)
    const to = numberOrNull(args.forgotten_events_end_id)
    this.#story.condense(
      (id) => ids.has(id) || (from !== null && to !== null && Number(id) >= from && Number(id) <= to),
      textOrNull(args.summary),
      numberOrNull(args.summary_offset),
    )
  }
}

const FAILED = new Set(['error', 'user_rejected'])
const RESPONSE_KNOWN = new Set(['choices'])

/** The answer as the model gave it, else as the action tells it. */
function answerOf(
  action: string,
  args: JsonObject,
  event: JsonObject,
  told: Message | undefined,
  callId: string | null,
  own: ToolCall,
): Message {
  if (told && (told.toolCalls ?? []).some(({ id }) => id === callId)) return { ...told, role: 'assistant' }
  const said = action === 'message' ? (args.content ?? event.message) : args.thought
  const text = textOfJson(told?.text || said)
  if (action === 'message') return { role: 'assistant', text }
  return { role: 'assistant', text, toolCalls: [callId === null ? own : { ...own, id: callId }] }
}

/** The action as a call, for models whose calls stand in their text: it is known by its event. */
function callOf(event: JsonObject, action: string, args: JsonObject): ToolCall {
  const metadata = isJsonObject(event.tool_call_metadata) ? event.tool_call_metadata : {}
  const shown = Object.keys(args).filter((key) => !NO_ARGUMENTS.has(key))
  return {
    id: `event-${idOf(event)}`,
    name: textOrNull(metadata.function_name) ?? action,
    arguments: textOfJson(Object.fromEntries(shown.map((key) => [key, args[key]]))),
  }
}

function without(attributes: Attributes, keys: readonly string[]): Attributes {
  for (const key of keys) attributes.delete(key)
  return attributes
}
