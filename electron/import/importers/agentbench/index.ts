import type { Message, ToolCall } from '../../../../shared/model/message.ts'
import type { Span } from '../../../../shared/model/span.ts'
import { contentId } from '../../content-id.ts'
import { ConversationTrace, textOfJson } from '../../conversation-trace.ts'
import { instantOfNumber } from '../../decimal-time.ts'
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
import { probeText } from '../../probe.ts'
import { readJsonRecords } from '../../record-reader.ts'
import { readRecord, type RecordSink } from '../../record-sink.ts'
import { sourceStem } from '../../source-name.ts'
import { outcomeScore } from '../outcome-score.ts'
import { AGENTBENCH_REASONS, OUTPUT_KNOWN, RUN_KNOWN } from './schema.ts'

/**
 * Runs of AgentBench tasks (MedAgentBench): `runs.jsonl` with `{index, error, info, output{status, result, history}, time}`
 * and a list of labels `[{index, status}]` beside it, which call a run by the stem of the file and its index. Tools are
 * called in the text (`GET url`, `POST url`, `FINISH([...])`); a run has one time, its end.
 */
export const agentBench = {
  id: 'agentbench',
  title: 'AgentBench runs',
  detect(probe) {
    const { start } = probeText(probe)
    if (/"index"\s*:/.test(start) && /"output"\s*:/.test(start) && /"history"\s*:/.test(start)) return 0.9
    return /^\[\s*\{\s*"index"\s*:\s*\d+\s*,\s*"status"\s*:/.test(start) ? 0.9 : 0
  },
  async read(source, sink) {
    const stem = sourceStem(source.path)
    await readJsonRecords(source, sink, {
      plan: {},
      record(record) {
        const taken = readRecord(record, sink, (value, out, conversion) => {
          const items = Array.isArray(value) ? (value as unknown[]) : [value]
          const known = items.filter((item) => readItem(item, stem, out, conversion)).length
          for (let rest = known; rest < items.length; rest++) out.reject(AGENTBENCH_REASONS.other)
          return known > 0 || items.length === 0
        })
        if (!taken && record.divisible) return false
        if (!taken) sink.reject(AGENTBENCH_REASONS.other, record.place)
        return true
      },
    })
  },
} as const satisfies Importer

function readItem(item: unknown, stem: string, out: RecordSink, conversion: Conversion): boolean {
  const index = isJsonObject(item) ? numberOrNull(item.index) : null
  if (!isJsonObject(item) || index === null) return false
  if (isJsonObject(item.output) && Array.isArray(item.output.history)) {
    readRun(item, item.output, `${stem}#${index}`, out, conversion)
    return true
  }
  const status = textOrNull(item.status)
  if (status === null) return false
  // A run that broke off did not solve its task either.
  const correct = /^completedcorrect$/i.test(status) ? 1 : 0
  out.score(outcomeScore(`${stem}#${index}`, 'correct', correct, { label: status }))
  return true
}

function readRun(
  run: JsonObject,
  output: JsonObject,
  name: string,
  out: RecordSink,
  conversion: Conversion,
): void {
  const traceId = `agentbench-${numberOrNull(run.index)}-${contentId(run)}`
  const about = attributesBeside(run, RUN_KNOWN, conversion)
  for (const [key, value] of attributesBeside(output, OUTPUT_KNOWN, conversion, 'output.'))
    about.set(key, value)
  const ended = isJsonObject(run.time) ? instantOfNumber(run.time.timestamp, 'ms') : null
  const trace = new ConversationTrace({ traceId, run: about, startedAt: ended }, out)
  let last: Span | null = null
  let calls: readonly ToolCall[] = []
  for (const entry of listOf(output.history)) {
    if (!isJsonObject(entry)) continue
    const text = textOfJson(entry.content)
    if (entry.role === 'agent') {
      calls = callsIn(text)
      const message: Message = { role: 'assistant', text }
      if (calls.length > 0) message.toolCalls = [...calls]
      last = trace.answerOf(message)
    } else if (calls.length > 0) {
      const [call] = calls
      calls = []
      trace.answerTool({ toolName: call?.name ?? null, result: text, message: { role: 'user', text } })
    } else trace.hear({ role: 'user', text })
  }
  const error = run.error === null || run.error === undefined ? null : textOfJson(run.error)
  if (last && error !== null && error !== '') {
    last.status = 'error'
    last.statusMessage = error
  }
  trace.end()
  out.alias(traceId, name)
}

/** The tool an answer calls in its text; at most one is carried out. */
function callsIn(text: string): readonly ToolCall[] {
  const [, name, rest = ''] = /^\s*(?:```\w*\s*)?(GET|POST|FINISH)\b[\s(]*([\s\S]*)$/.exec(text) ?? []
  if (name === undefined) return []
  return [
    { id: null, name, arguments: name === 'FINISH' ? rest.replace(/\)\s*(```)?\s*$/, '') : rest.trim() },
  ]
}
