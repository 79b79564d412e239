import { contentId } from '../../content-id.ts'
import { textOfJson } from '../../conversation-trace.ts'
import type { Importer } from '../../importer.ts'
import type { CutPlan } from '../../json-cutter.ts'
import { isJsonObject, listOf, textOrNull, type JsonObject } from '../../json-value.ts'
import { probeText } from '../../probe.ts'
import { readJsonRecords } from '../../record-reader.ts'
import { readRecord, type RecordSink } from '../../record-sink.ts'
import { outcomeScore } from '../outcome-score.ts'
import { ENTRY_KNOWN, JUDGE_REASONS } from './schema.ts'

const PLAN: CutPlan = { members: new Map([['entries', {}]]) }

/**
 * Lists of judgements on tau2-bench simulations: scores alone, which join the trace with the simulation's id, imported
 * before or after. The rubric is the prompt's name, else the `summary_<rubric>` of the file's; its version the hash of
 * what the judge was told beforehand (its system prompt), so that a changed word is another version.
 */
export const tau2Judge = {
  id: 'tau2-judge',
  title: 'tau2-bench judgements',
  detect(probe) {
    const { head } = probeText(probe)
    return /"simulation_id"\s*:/.test(head) && /"judge_(verdict|model)"\s*:/.test(head) ? 0.95 : 0
  },
  async read(source, sink) {
    const named = /summary_(.+?)(\.json)*$/.exec(source.path)?.[1] ?? null
    await readJsonRecords(source, sink, {
      plan: PLAN,
      record(record) {
        const taken = readRecord(record, sink, (value, out) => {
          const items =
            isJsonObject(value) && Array.isArray(value.entries)
              ? listOf(value.entries)
              : Array.isArray(value)
                ? (value as unknown[])
                : [value]
          if (record.path.length === 0 && !items.some(isEntry) && items.length > 0) return false
          for (const item of items) readEntry(item, named, out)
          return true
        })
        if (!taken && record.divisible) return false
        if (!taken) sink.reject(JUDGE_REASONS.other, record.place)
        return true
      },
    })
  },
} as const satisfies Importer

function isEntry(value: unknown): value is JsonObject {
  return isJsonObject(value) && textOrNull(value.simulation_id) !== null
}

function readEntry(entry: unknown, named: string | null, out: RecordSink): void {
  const traceId = isEntry(entry) ? textOrNull(entry.simulation_id) : null
  const verdict = isEntry(entry) ? textOrNull(entry.judge_verdict) : null
  if (!isEntry(entry) || traceId === null || verdict === null) return out.reject(JUDGE_REASONS.entry)
  const rest = Object.entries(entry).filter(([key, value]) => !ENTRY_KNOWN.has(key) && value !== null)
  const told = textOrNull(entry.judge_system_prompt)
  out.score(
    outcomeScore(traceId, 'judge_verdict', verdict === 'pass' ? 1 : verdict === 'fail' ? 0 : null, {
      label: verdict,
      explanation: textOrNull(entry.judge_justification),
      evaluatorKind: 'llm',
      judge: textOrNull(entry.judge_model),
      rubric: textOrNull(entry.judge_prompt_name) ?? named,
      rubricVersion: told === null ? null : contentId(told),
      raw: textOfJson({ input: `task ${textOfJson(entry.task_id)}`, ...Object.fromEntries(rest) }),
    }),
  )
}
