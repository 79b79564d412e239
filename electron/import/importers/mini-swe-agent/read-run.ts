import type { Span } from '../../../../shared/model/span.ts'
import { contentId } from '../../content-id.ts'
import { ConversationTrace } from '../../conversation-trace.ts'
import {
  attributesBeside,
  isJsonObject,
  listOf,
  numberOrNull,
  textOrNull,
  type Conversion,
  type JsonObject,
} from '../../json-value.ts'
import type { RecordSink } from '../../record-sink.ts'
import { countTotals, failureOf, outcomeOf } from '../../run-ending.ts'
import { MessageReading } from './read-message.ts'
import { MINI_REASONS, RUN_KNOWN } from './schema.ts'

const NO_KNOWN: ReadonlySet<string> = new Set()

/** One run: its calls, commands and how it ended. Label files call it by its instance. False where it is none. */
export function readRun(value: unknown, stem: string, out: RecordSink, conversion: Conversion): boolean {
  if (!isJsonObject(value) || !Array.isArray(value.messages)) return false
  const info = isJsonObject(value.info) ? value.info : null
  if (info === null && typeof value.trajectory_format !== 'string') return false
  const instance = textOrNull(value.instance_id)
  const traceId = `${instance ?? 'mini-swe-agent'}-${runId(value.messages, info)}`
  const run = attributesBeside(value, RUN_KNOWN, conversion)
  for (const [key, told] of attributesBeside(info ?? {}, NO_KNOWN, conversion, 'info.')) run.set(key, told)
  const trace = new ConversationTrace({ traceId, agentName: 'mini-swe-agent', run, ...modelOf(info) }, out)
  const reading = new MessageReading(trace, info?.submission, conversion)
  for (const message of listOf(value.messages)) if (!reading.tell(message)) out.reject(MINI_REASONS.message)
  const stats = isJsonObject(info?.model_stats) ? info.model_stats : {}
  countTotals(reading.calls, { costUsd: numberOrNull(stats.instance_cost) })
  trace.end(failureOf(info?.exit_status ?? reading.exitStatus, reading.failure))
  out.alias(traceId, instance ?? stem)
  const resolved = outcomeOf(traceId, 'resolved', value.resolved ?? info?.resolved)
  if (resolved) out.score(resolved)
  return true
}

/** What tells two runs of one task apart, from small parts: the configuration, the times and answers at both ends. */
function runId(messages: readonly unknown[], info: JsonObject | null): string {
  return contentId([info, messages.length, ...messages.slice(0, 3), ...messages.slice(-2)])
}

/** The model that was asked for; LiteLLM's names begin with the provider. */
function modelOf(info: JsonObject | null): Pick<Span, 'modelRequested' | 'provider'> {
  const config = isJsonObject(info?.config) ? info.config : {}
  const model = isJsonObject(config.model) ? textOrNull(config.model.model_name) : null
  const slash = model?.indexOf('/') ?? -1
  return { modelRequested: model, provider: model !== null && slash > 0 ? model.slice(0, slash) : null }
}
