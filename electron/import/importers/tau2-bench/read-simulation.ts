import { ConversationTrace, textOfJson } from '../../conversation-trace.ts'
import { instantOfIso, type Instant } from '../../decimal-time.ts'
import {
  attributesBeside,
  attributeFromJson,
  isJsonObject,
  listOf,
  numberOrNull,
  textOrNull,
  type Conversion,
  type JsonObject,
} from '../../json-value.ts'
import { messagesFromJson } from '../../messages.ts'
import type { RecordSink } from '../../record-sink.ts'
import { outcomeScore } from '../outcome-score.ts'
import { RUN_KNOWN, SAID_KNOWN, TAU2_REASONS } from './schema.ts'

/** What the document says of all simulations. */
export interface RunInfo {
  model: string | null
  implementation: string | null
  domain: string | null
  commit: string | null
}

export function readInfo(raw: unknown): RunInfo {
  const info = isJsonObject(raw) ? raw : {}
  const agent = isJsonObject(info.agent_info) ? info.agent_info : {}
  const environment = isJsonObject(info.environment_info) ? info.environment_info : {}
  return {
    model: textOrNull(agent.llm),
    implementation: textOrNull(agent.implementation),
    domain: textOrNull(environment.domain_name),
    commit: textOrNull(info.git_commit),
  }
}

/** One simulation as a trace; what the user side calls hangs below no answer of the agent. */
export function readSimulation(
  raw: JsonObject,
  info: RunInfo,
  out: RecordSink,
  conversion: Conversion,
): void {
  const traceId = textOrNull(raw.id) ?? ''
  const messages = listOf(raw.messages)
  const hasClock = keepsTime(messages)
  const run = attributesBeside(raw, RUN_KNOWN, conversion)
  if (info.commit !== null) run.set('git_commit', info.commit)
  if (raw.reward_info !== undefined) run.set('reward_info', attributeFromJson(raw.reward_info, conversion))
  const trace = new ConversationTrace(
    {
      traceId,
      run,
      environment: info.domain,
      agentName: info.implementation,
      modelRequested: info.model,
      modelAnswered: info.model,
      startedAt: hasClock ? timeOf(raw.start_time) : null,
    },
    out,
  )
  for (const message of messages) {
    if (isJsonObject(message)) tell(trace, message, hasClock, conversion)
    else out.reject(TAU2_REASONS.message)
  }
  trace.end()
  readRewards(raw.reward_info, traceId, hasClock ? (timeOf(raw.end_time)?.us ?? null) : null, out)
}

function tell(trace: ConversationTrace, raw: JsonObject, hasClock: boolean, conversion: Conversion): void {
  const at = hasClock ? timeOf(raw.timestamp) : null
  const rest = attributesBeside(raw, SAID_KNOWN, conversion)
  if (raw.role === 'tool') {
    const toolCallId = textOrNull(raw.id)
    const result = textOfJson(raw.content)
    const message = { role: 'tool', text: result, ...(toolCallId !== null && { toolCallId }) }
    const failed = raw.error === true
    trace.answerTool({
      toolCallId,
      result,
      at,
      message,
      attributes: rest,
      ...(failed && { status: 'error' as const, statusMessage: result.slice(0, 500) }),
    })
    return
  }
  for (const message of messagesFromJson(raw)) {
    if (message.role === 'assistant') {
      const usage = isJsonObject(raw.usage) ? raw.usage : {}
      const answer = isJsonObject(raw.raw_data) ? raw.raw_data : {}
      trace.answerOf(message, {
        at,
        attributes: rest,
        inputTokens: numberOrNull(usage.prompt_tokens),
        outputTokens: numberOrNull(usage.completion_tokens),
        costUsd: numberOrNull(raw.cost),
        finishReason: textOrNull(answer.finish_reason),
      })
    } else if (message.toolCalls) trace.callTools(message, { at, rest })
    else trace.hear(message, { at, rest })
  }
}

/** Some files carry one time on all their rows: that is no clock. */
function keepsTime(messages: readonly unknown[]): boolean {
  const times = new Set(messages.map((message) => (isJsonObject(message) ? message.timestamp : null)))
  return times.size > 1 || messages.length < 3
}

function timeOf(value: unknown): Instant | null {
  return typeof value === 'string' ? instantOfIso(value) : null
}

/** The reward and its parts by what they judge (`reward_breakdown`). */
function readRewards(raw: unknown, traceId: string, atUs: number | null, out: RecordSink): void {
  if (!isJsonObject(raw)) return
  const reward = numberOrNull(raw.reward)
  if (reward !== null) out.score(outcomeScore(traceId, 'reward', reward, { atUs }))
  const parts = isJsonObject(raw.reward_breakdown) ? raw.reward_breakdown : {}
  for (const part of Object.keys(parts)) {
    const value = numberOrNull(parts[part])
    if (value !== null) out.score(outcomeScore(traceId, `reward.${part.toLowerCase()}`, value, { atUs }))
  }
}
