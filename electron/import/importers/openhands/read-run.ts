import type { Attributes } from '../../../../shared/model/attribute.ts'
import type { Score } from '../../../../shared/model/score.ts'
import type { Span } from '../../../../shared/model/span.ts'
import { contentId } from '../../content-id.ts'
import { ConversationTrace, textOfJson } from '../../conversation-trace.ts'
import {
  attributesBeside,
  isJsonObject,
  numberOrNull,
  textOrNull,
  type Conversion,
  type JsonObject,
} from '../../json-value.ts'
import type { RecordSink } from '../../record-sink.ts'
import { countTotals, outcomeOf } from '../../run-ending.ts'
import { metricsByResponse, tokensOf } from './call-metrics.ts'
import { EventReading } from './read-events.ts'
import { SdkReading } from './read-sdk-events.ts'
import { OPENHANDS_REASONS, RECORD_KNOWN } from './schema.ts'
import { Story } from './story.ts'

const NONE: ReadonlySet<string> = new Set()

/** An event of either kind, by its shape. */
export function isEvent(value: unknown): value is JsonObject {
  if (!isJsonObject(value)) return false
  if (typeof value.kind === 'string') return value.timestamp !== undefined && value.source !== undefined
  return typeof value.action === 'string' || typeof value.observation === 'string'
}

/**
 * Reads a run: its events, and the record of an evaluation that holds them. `stem`: the name of the file, by which label
 * files call a run that has no other.
 */
export function readRun(
  history: readonly unknown[],
  record: JsonObject,
  stem: string,
  out: RecordSink,
  conversion: Conversion,
): void {
  const { events, problems } = eventsOf(history)
  for (let left = problems; left > 0; left--) out.reject(OPENHANDS_REASONS.event)
  const error = textOrNull(record.error)
  if (events.length === 0 && error === null) return out.skip(OPENHANDS_REASONS.empty)
  const instance = textOrNull(record.instance_id)
  const traceId = `${instance ?? 'openhands'}-${runId(events, record)}`
  const trace = new ConversationTrace({ traceId, ...factsOf(events, record, conversion) }, out)
  const metrics = isJsonObject(record.metrics) ? record.metrics : {}
  const story = new Story(trace, metricsByResponse([metrics, ...statsOf(events)]))
  const reading = events.some(({ kind }) => typeof kind === 'string')
    ? new SdkReading(story, events, conversion)
    : new EventReading(story, conversion)
  for (const event of events) if (!reading.tell(event)) out.reject(OPENHANDS_REASONS.event)
  const total = { ...tokensOf(metrics.accumulated_token_usage) }
  countTotals(story.calls, { ...total, costUsd: numberOrNull(metrics.accumulated_cost) })
  trace.end(endingOf(error, story.failure))
  out.alias(traceId, instance ?? stem)
  for (const score of outcomesOf(traceId, record)) out.score(score)
}

/** The events of a history; pairs of the older ones become an action and the observation it caused. */
function eventsOf(history: readonly unknown[]): { events: JsonObject[]; problems: number } {
  const events: JsonObject[] = []
  let problems = 0
  for (const [index, entry] of history.entries()) {
    if (Array.isArray(entry)) {
      const [action, observation] = entry as unknown[]
      const id = `pair-${index}`
      if (isEvent(action)) {
        const asked = index === 0 && action.action === 'message' ? 'user' : 'agent'
        events.push({ source: asked, ...action, id })
      }
      if (isEvent(observation)) events.push({ ...observation, id: `${id}-result`, cause: id })
    } else if (isEvent(entry)) events.push(entry)
    else problems += 1
  }
  return { events, problems }
}

/** What tells two runs of one task apart: how they began. A conversation that went on since keeps its id. */
function runId(events: readonly JsonObject[], record: JsonObject): string {
  const timed = events.some(({ timestamp }) => typeof timestamp === 'string')
  if (!timed) return contentId([events, record.error])
  return contentId(
    events.slice(0, 3).map(({ id, timestamp, args, llm_message: said }) => [id, timestamp, args, said]),
  )
}

function factsOf(
  events: readonly JsonObject[],
  record: JsonObject,
  conversion: Conversion,
): Partial<Span> & { run: Attributes } {
  const metadata = isJsonObject(record.metadata) ? record.metadata : {}
  const llm = isJsonObject(metadata.llm_config) ? metadata.llm_config : metadata.llm
  const model = isJsonObject(llm) ? textOrNull(llm.model) : null
  const slash = model?.indexOf('/') ?? -1
  const system = events.find(({ action }) => action === 'system')
  const agent = isJsonObject(system?.args) ? textOrNull(system.args.agent_class) : null
  const run = attributesBeside(record, RECORD_KNOWN, conversion)
  for (const [key, value] of attributesBeside(metadata, NONE, conversion, 'metadata.')) run.set(key, value)
  return {
    agentName: textOrNull(metadata.agent_class) ?? agent ?? 'openhands',
    modelRequested: model,
    provider: model !== null && slash > 0 ? model.slice(0, slash) : null,
    run,
  }
}

/** The metrics that events of the SDK carry: the last state tells of all calls before. */
function statsOf(events: readonly JsonObject[]): JsonObject[] {
  return events.flatMap(({ kind, key, value }) => {
    if (kind !== 'ConversationStateUpdateEvent' || !isJsonObject(value)) return []
    const stats = key === 'stats' ? value : value.stats
    const usages = isJsonObject(stats) ? stats.usage_to_metrics : null
    return isJsonObject(usages) ? Object.values(usages).filter((metrics) => isJsonObject(metrics)) : []
  })
}

function endingOf(error: string | null, failure: Story['failure']): Partial<Span> {
  if (error !== null) return { status: 'error', statusMessage: error }
  return failure === null
    ? {}
    : { status: 'error', statusMessage: failure.message, errorType: failure.errorType }
}

function flagOrNone(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined
}

function numberOrNone(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined
}

/** What the benchmark made of the run, wherever its script writes it. */
function outcomesOf(traceId: string, record: JsonObject): Score[] {
  const result = isJsonObject(record.test_result) ? record.test_result : {}
  const report = isJsonObject(record.report)
    ? record.report
    : isJsonObject(result.report)
      ? result.report
      : {}
  const raw = Object.keys(report).length > 0 ? textOfJson(report) : null
  const found = [
    outcomeOf(traceId, 'resolved', report.resolved ?? record.resolved ?? result.resolved, { raw }),
    outcomeOf(
      traceId,
      'correct',
      record.correct ??
        result.correct ??
        flagOrNone(result.result) ??
        flagOrNone(result.score) ??
        flagOrNone(record.test_result),
    ),
    outcomeOf(
      traceId,
      'reward',
      record.reward ?? result.reward ?? numberOrNone(result.score) ?? numberOrNone(record.test_result),
    ),
  ]
  return found.filter((score) => score !== null)
}
