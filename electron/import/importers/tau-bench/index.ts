import { contentId } from '../../content-id.ts'
import { ConversationTrace, textOfJson } from '../../conversation-trace.ts'
import type { Importer } from '../../importer.ts'
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
import { probeText } from '../../probe.ts'
import { readJsonRecords } from '../../record-reader.ts'
import { readRecord, type RecordSink } from '../../record-sink.ts'
import { sourceStem } from '../../source-name.ts'
import { outcomeScore } from '../outcome-score.ts'
import { RUN_KNOWN, SAID_KNOWN, TAU_REASONS } from './schema.ts'

/**
 * Results of tau-bench (`run.py` writes a list of `{task_id, reward, info, traj, trial}`). No clock, and no model: that
 * stands in the file's name alone. Labels call a run by its task (`tau-bench:<task>`) or by its place in the file.
 */
export const tauBench = {
  id: 'tau-bench',
  title: 'tau-bench results',
  detect(probe) {
    const { start } = probeText(probe)
    return /^[[{]/.test(start) &&
      /"task_id"\s*:/.test(start) &&
      /"(traj|reward)"\s*:/.test(start) &&
      /"info"\s*:/.test(start) &&
      !/"simulations"\s*:/.test(start)
      ? 0.9
      : 0
  },
  async read(source, sink) {
    const stem = sourceStem(source.path)
    let index = 0
    await readJsonRecords(source, sink, {
      plan: {},
      record(record) {
        const begun = index
        const taken = readRecord(record, sink, (value, out, conversion) => {
          index = begun
          const runs = Array.isArray(value) ? (value as unknown[]) : [value]
          for (const run of runs) {
            if (isRun(run)) readRun(run, `${stem}#${index}`, out, conversion)
            else out.reject(TAU_REASONS.other)
            index += 1
          }
          return runs.length === 0 || runs.some(isRun)
        })
        if (!taken && record.divisible) return false
        if (!taken) sink.reject(TAU_REASONS.other, record.place)
        return true
      },
    })
  },
} as const satisfies Importer

function isRun(value: unknown): value is JsonObject {
  return isJsonObject(value) && value.task_id !== undefined && Array.isArray(value.traj)
}

function readRun(run: JsonObject, place: string, out: RecordSink, conversion: Conversion): void {
  const task = textOfJson(run.task_id)
  const traceId = `tau-${task}-${contentId(run)}`
  const trace = new ConversationTrace({ traceId, run: attributesBeside(run, RUN_KNOWN, conversion) }, out)
  for (const raw of listOf(run.traj)) {
    if (!isJsonObject(raw)) {
      out.reject(TAU_REASONS.message)
      continue
    }
    const rest = attributesBeside(raw, SAID_KNOWN, conversion)
    for (const message of messagesFromJson(raw)) {
      if (message.role === 'assistant') trace.answerOf(message, { attributes: rest })
      else if (message.role === 'tool') {
        const { toolCallId = null, name = null, text: result } = message
        trace.answerTool({
          toolCallId,
          toolName: toolCallId === null ? name : null,
          result,
          message,
          attributes: rest,
        })
      } else trace.hear(message, { rest })
    }
  }
  trace.end()
  out.alias(traceId, `tau-bench:${task}`)
  out.alias(traceId, place)
  const reward = numberOrNull(run.reward)
  if (reward !== null) out.score(outcomeScore(traceId, 'reward', reward))
  const info = isJsonObject(run.info) && isJsonObject(run.info.reward_info) ? run.info.reward_info : null
  const parts = info && isJsonObject(info.info) ? info.info : {}
  for (const name of ['r_actions', 'r_outputs'] as const) {
    const part = typeof parts[name] === 'boolean' ? Number(parts[name]) : numberOrNull(parts[name])
    if (part !== null) out.score(outcomeScore(traceId, `reward.${name.slice(2)}`, part))
  }
  const error = isJsonObject(run.info) ? textOrNull(run.info.error) : null
  if (error !== null) out.note(TAU_REASONS.failed)
}
