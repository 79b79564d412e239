import { contentId } from '../../content-id.ts'
import { ConversationTrace } from '../../conversation-trace.ts'
import {
  attributesBeside,
  isJsonObject,
  listOf,
  numberOrNull,
  parseCell,
  textOrNull,
  type Conversion,
  type JsonObject,
} from '../../json-value.ts'
import type { RecordSink } from '../../record-sink.ts'
import { countTotals, failureOf, outcomeOf } from '../../run-ending.ts'
import { AttemptReading } from './read-attempt.ts'
import { RUN_KNOWN, SWE_REASONS } from './schema.ts'

const NO_KNOWN: ReadonlySet<string> = new Set()

/** One run with all its attempts. Label files call it by its instance, or by the name of its file. False where it is none. */
export function readRun(value: unknown, stem: string, out: RecordSink, conversion: Conversion): boolean {
  if (!isJsonObject(value)) return false
  const several = listOf(value.attempts).filter((attempt) => isJsonObject(attempt))
  const attempts = several.length > 0 ? several : [value]
  if (!attempts.some((attempt) => Array.isArray(attempt.trajectory) || Array.isArray(attempt.history)))
    return false
  const info = isJsonObject(value.info) ? value.info : {}
  const config = configOf(value.replay_config)
  const traceId = `${config.instance ?? 'swe-agent'}-${runId(attempts, info)}`
  const run = attributesBeside(value, RUN_KNOWN, conversion)
  for (const [key, told] of attributesBeside(info, NO_KNOWN, conversion, 'info.')) run.set(key, told)
  const trace = new ConversationTrace(
    { traceId, run, agentName: 'swe-agent', modelRequested: config.model },
    out,
  )
  const calls = attempts.flatMap((attempt, index) => {
    if (index > 0) trace.forget()
    const reading = new AttemptReading(trace, attempt, conversion)
    for (let problems = reading.read(); problems > 0; problems--) out.reject(SWE_REASONS.step)
    return reading.calls
  })
  const stats = isJsonObject(info.model_stats) ? info.model_stats : {}
  countTotals(calls, {
    inputTokens: numberOrNull(stats.tokens_sent),
    outputTokens: numberOrNull(stats.tokens_received),
    costUsd: numberOrNull(stats.instance_cost) ?? numberOrNull(stats.total_cost),
  })
  trace.end(failureOf(info.exit_status))
  out.alias(traceId, config.instance ?? stem)
  const resolved = outcomeOf(traceId, 'resolved', value.resolved ?? info.resolved)
  if (resolved) out.score(resolved)
  return true
}

/** What tells two runs of one task apart, from small parts: how they ended, how many steps, the first and the last. */
function runId(attempts: readonly JsonObject[], info: JsonObject): string {
  const ends = attempts.map(({ trajectory, history }) => {
    const steps = listOf(trajectory).length > 0 ? listOf(trajectory) : listOf(history)
    return [steps.length, steps[0], steps.at(-1)].map((step) =>
      isJsonObject(step) ? [step.response, step.content, step.observation, step.execution_time] : step,
    )
  })
  return contentId([info, ends])
}

/** The model and the instance, where the configuration for a replay (JSON in a string) tells them. */
function configOf(replay: unknown): { model: string | null; instance: string | null } {
  const config = parseCell(replay)
  if (!isJsonObject(config)) return { model: null, instance: null }
  const agent = isJsonObject(config.agent) ? config.agent : {}
  const model = isJsonObject(agent.model) ? textOrNull(agent.model.name) : null
  const problem = isJsonObject(config.problem_statement) ? textOrNull(config.problem_statement.id) : null
  return { model, instance: problem }
}
