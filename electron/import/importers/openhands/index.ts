import type { Importer } from '../../importer.ts'
import { isJsonObject } from '../../json-value.ts'
import { probeText } from '../../probe.ts'
import { readJsonRecords, type JsonRecord } from '../../record-reader.ts'
import { readRecord } from '../../record-sink.ts'
import { sourceStem } from '../../source-name.ts'
import { isCompletion, readCompletion } from './read-completion.ts'
import { isEvent, readRun } from './read-run.ts'
import { OPENHANDS_REASONS, SDK_KINDS } from './schema.ts'

const SDK_EVENT = new RegExp(`"kind"\\s*:\\s*"(${SDK_KINDS})"`)

/**
 * OpenHands: evaluation results (`output.jsonl`, a run a line), trajectories downloaded from the application or written with
 * `--save-trajectory` (the bare list of events), events of the newer SDK, and logs of single calls (`llm_completions/`).
 * Times have no zone and are UTC. A response with several calls stands in each of its events, and counts once.
 */
export const openHands = {
  id: 'openhands',
  title: 'OpenHands runs and call logs',
  detect(probe) {
    const { head, tail, start } = probeText(probe)
    if (!/^[[{]/.test(start)) return 0
    if (SDK_EVENT.test(head) && /"source"\s*:/.test(head)) return 0.95
    if (isEventList(head) && (start.startsWith('[') || /"(history|trajectory|events)"\s*:/.test(start)))
      return 0.95
    if (/"instance_id"\s*:/.test(head) && /"(agent_class|eval_output_dir)"\s*:/.test(head)) return 0.93
    return isCompletionLog(start, head + tail) ? 0.92 : 0
  },
  async read(source, sink, notes) {
    const stem = sourceStem(source.path)
    const folder = source.path.slice(0, Math.max(0, source.path.lastIndexOf('/')))
    const events: JsonRecord[] = []
    await readJsonRecords(source, sink, {
      plan: {},
      record(record) {
        if (isEvent(record.value)) {
          events.push(record)
          return true
        }
        const taken = readRecord(record, sink, (value, out, conversion) => {
          const held = isJsonObject(value) ? (value.history ?? value.trajectory ?? value.events) : value
          if (Array.isArray(held) && (isJsonObject(value) || held.some((entry) => isEvent(entry))))
            readRun(held as unknown[], isJsonObject(value) ? value : {}, stem, out, conversion)
          else if (isCompletion(value)) readCompletion(value, folder, notes, out, conversion)
          else if (isState(value)) out.skip(OPENHANDS_REASONS.state)
          else return false
          return true
        })
        if (!taken && record.divisible) return false
        if (!taken) sink.reject(OPENHANDS_REASONS.other, record.place)
        return true
      },
    })
    const [first] = events
    if (!first) return
    if (events.length === 1) return sink.skip(OPENHANDS_REASONS.alone, first.place)
    readRecord(together(events, first), sink, (value, out, conversion) => {
      readRun(value as unknown[], {}, stem, out, conversion)
      return true
    })
  },
} as const satisfies Importer

/** Events that stood line by line, or that a list too large to be read at once was cut into. */
function together(events: readonly JsonRecord[], first: JsonRecord): JsonRecord {
  return {
    ...first,
    divisible: false,
    value: events.map(({ value }) => value),
    exact: () => events.map((event) => event.exact()),
  }
}

function isEventList(head: string): boolean {
  return (
    /"source"\s*:\s*"(agent|user|environment)"/.test(head) &&
    /"(action|observation)"\s*:\s*"\w+"/.test(head) &&
    /"(args|extras|cause)"\s*:/.test(head)
  )
}

function isCompletionLog(start: string, text: string): boolean {
  return (
    /^\{\s*"(messages|context_window|fncall_messages)"\s*:/.test(start) &&
    /"response"\s*:\s*\{/.test(text) &&
    /"cost"\s*:/.test(text) &&
    /"timestamp"\s*:\s*\d/.test(text) &&
    /"(kwargs|fncall_messages|latency_sec)"\s*:/.test(text)
  )
}

function isState(value: unknown): boolean {
  return isJsonObject(value) && isJsonObject(value.stats) && value.execution_status !== undefined
}
