import type { Attributes } from '../../../../shared/model/attribute.ts'
import type { Message } from '../../../../shared/model/message.ts'
import type { Span } from '../../../../shared/model/span.ts'
import { ConversationTrace, textOfJson } from '../../conversation-trace.ts'
import { instantOfIso, type Instant } from '../../decimal-time.ts'
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
import type { RecordSink } from '../../record-sink.ts'
import { namesOfRef } from './references.ts'
import {
  AGENT_KNOWN,
  ATIF_REASONS,
  CALL_KNOWN,
  HEARD_KNOWN,
  RESULT_KNOWN,
  STEP_KNOWN,
  TRAJECTORY_KNOWN,
} from './schema.ts'

/** A sub-agent that was called by name, and where. */
export interface Delegation {
  name: string
  traceId: string
  parentSpanId: string | null
  sessionId: string | null
}

/** Where a trajectory stands: its trace, what called it, and what its span ids begin with, where several share the trace. */
export interface Standing {
  traceId: string
  parentSpanId: string | null
  sessionId: string | null
  prefix: string | null
}

/** What was read of a trajectory. */
export interface Told {
  calls: Span[]
  delegations: Delegation[]
}

/** Reads one trajectory without those embedded in it. */
export function readTrajectory(
  trajectory: JsonObject,
  standing: Standing,
  out: RecordSink,
  conversion: Conversion,
): Told {
  const reading = new TrajectoryReading(trajectory, standing, out, conversion)
  for (const step of listOf(trajectory.steps)) if (!reading.tell(step)) out.reject(ATIF_REASONS.step)
  reading.trace.end()
  return reading
}

class TrajectoryReading implements Told {
  readonly calls: Span[] = []
  readonly delegations: Delegation[] = []
  readonly trace: ConversationTrace
  readonly #standing: Standing
  readonly #model: string | null
  readonly #conversion: Conversion

  constructor(trajectory: JsonObject, standing: Standing, out: RecordSink, conversion: Conversion) {
    const agent = isJsonObject(trajectory.agent) ? trajectory.agent : {}
    const { traceId, parentSpanId, sessionId } = standing
    this.#standing = standing
    this.#model = textOrNull(agent.model_name)
    this.#conversion = conversion
    const run = attributesBeside(trajectory, TRAJECTORY_KNOWN, conversion)
    const more = [
      attributesBeside(agent, AGENT_KNOWN, conversion, 'agent.'),
      attributesBeside(isJsonObject(trajectory.extra) ? trajectory.extra : {}, NONE, conversion, 'extra.'),
    ]
    for (const attributes of more) for (const [key, value] of attributes) run.set(key, value)
    const agentName = textOrNull(agent.name)
    this.trace = new ConversationTrace({ traceId, parentSpanId, sessionId, agentName, run }, out)
  }

  /** False where it is no step. */
  tell(step: unknown): boolean {
    if (!isJsonObject(step) || textOrNull(step.source) === null) return false
    if (step.is_copied_context === true) this.#recall(step)
    else if (step.source === 'agent') this.#act(step)
    else this.#hear(step)
    return true
  }

  #hear(step: JsonObject): void {
    const [message] = messagesFromJson({ role: step.source, content: step.message ?? '' })
    if (message) this.trace.hear(message, { at: timeOf(step), rest: this.#beside(step, HEARD_KNOWN) })
    for (const result of resultsOf(step)) this.#delegate(result, null)
  }

  /** What was said and done in an earlier trajectory: the model is told of it again, and it counts there. */
  #recall(step: JsonObject): void {
    const message = step.source === 'agent' ? answerOf(step) : null
    const [heard] = message ? [message] : messagesFromJson({ role: step.source, content: step.message ?? '' })
    if (heard) this.trace.hear(heard, { rest: this.#beside(step, HEARD_KNOWN) })
    for (const result of resultsOf(step)) this.trace.hear(toolMessage(result))
  }

  #act(step: JsonObject): void {
    const { prefix } = this.#standing
    const at = timeOf(step)
    const message = answerOf(step)
    const metrics = isJsonObject(step.metrics) ? step.metrics : {}
    const model = textOrNull(step.model_name)
    const byModel = step.llm_call_count !== 0
    const span = this.trace.answerOf(message, {
      at,
      askedAt: at,
      spanId: prefixed(prefix, `step-${textOfJson(step.step_id) || this.calls.length + 1}`),
      toolSpanIds: (message.toolCalls ?? []).map(({ id }) => (id === null ? null : prefixed(prefix, id))),
      attributes: this.#beside(step, STEP_KNOWN),
      ...(byModel
        ? { modelRequested: model ?? this.#model, modelAnswered: model }
        : { kind: 'agent', name: 'step' }),
      inputTokens: numberOrNull(metrics.prompt_tokens),
      outputTokens: numberOrNull(metrics.completion_tokens),
      cachedTokens: numberOrNull(metrics.cached_tokens),
      costUsd: numberOrNull(metrics.cost_usd),
    })
    span.durationNs = null
    const told = listOf(step.tool_calls).map((call) =>
      isJsonObject(call) ? attributesBeside(call, CALL_KNOWN, this.#conversion) : null,
    )
    if (told.some((attributes) => attributes !== null && attributes.size > 0))
      span.attributes.set('tool_calls', told)
    if (byModel) this.calls.push(span)
    this.#answerCalls(step, message, span)
  }

  /** Each call gets its results; what answers no call is only heard. */
  #answerCalls(step: JsonObject, { toolCalls = [] }: Message, span: Span): void {
    const open = toolCalls.map(({ id }) => id)
    const byCall = new Map<string | null, JsonObject[]>()
    for (const result of resultsOf(step)) {
      const named = textOrNull(result.source_call_id)
      const id = named ?? open.find((call) => !byCall.has(call)) ?? null
      if (open.length === 0 || (named === null && id === null)) {
        this.trace.hear(toolMessage(result), { rest: this.#beside(result, RESULT_KNOWN) })
        this.#delegate(result, span.spanId)
      } else byCall.set(id, [...(byCall.get(id) ?? []), result])
    }
    for (const [toolCallId, results] of byCall) {
      const attributes: Attributes = new Map()
      for (const result of results)
        for (const [key, value] of this.#beside(result, RESULT_KNOWN)) attributes.set(key, value)
      const failed = results.some(isError)
      const tool = this.trace.answerTool({
        toolCallId,
        result: results.map((result) => toolMessage(result).text).join('\n\n'),
        attributes,
        ...(failed && { status: 'error' }),
      })
      for (const result of results) this.#delegate(result, tool.spanId)
    }
  }

  #delegate(result: JsonObject, parentSpanId: string | null): void {
    const { traceId, sessionId } = this.#standing
    for (const ref of listOf(result.subagent_trajectory_ref))
      for (const name of namesOfRef(ref)) this.delegations.push({ name, traceId, parentSpanId, sessionId })
  }

  #beside(value: JsonObject, known: ReadonlySet<string>): Attributes {
    const beside: Attributes = new Map()
    for (const [key, told] of attributesBeside(value, known, this.#conversion)) {
      if (key === 'extra' && told instanceof Map)
        for (const [name, more] of told) beside.set(`extra.${name}`, more)
      else beside.set(key, told)
    }
    return beside
  }
}

const NONE: ReadonlySet<string> = new Set()

function prefixed(prefix: string | null, id: string): string {
  return prefix === null ? id : `${prefix}/${id}`
}

function timeOf(step: JsonObject): Instant | null {
  return typeof step.timestamp === 'string' ? instantOfIso(step.timestamp) : null
}

function resultsOf(step: JsonObject): JsonObject[] {
  const observation = isJsonObject(step.observation) ? step.observation : {}
  return listOf(observation.results).filter((result) => isJsonObject(result))
}

function isError(result: JsonObject): boolean {
  return result.is_error === true || (isJsonObject(result.extra) && result.extra.is_error === true)
}

function toolMessage(result: JsonObject): Message {
  const [message] = messagesFromJson({ role: 'tool', content: result.content ?? '' })
  const id = textOrNull(result.source_call_id)
  const said = message ?? { role: 'tool', text: '' }
  return id === null ? said : { ...said, toolCallId: id }
}

function answerOf(step: JsonObject): Message {
  const calls = listOf(step.tool_calls).flatMap((call) =>
    isJsonObject(call)
      ? [
          {
            id: textOrNull(call.tool_call_id),
            name: textOrNull(call.function_name) ?? '',
            arguments: textOfJson(call.arguments),
          },
        ]
      : [],
  )
  const [message] = messagesFromJson({
    role: 'assistant',
    content: step.message ?? '',
    reasoning_content: step.reasoning_content,
  })
  const said = message ?? { role: 'assistant', text: '' }
  return calls.length === 0 ? said : { ...said, toolCalls: calls }
}
