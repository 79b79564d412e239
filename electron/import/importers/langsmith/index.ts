import type { Importer } from '../../importer.ts'
import type { CutPlan } from '../../json-cutter.ts'
import { probeText } from '../../probe.ts'
import { readRecords } from '../../records.ts'
import { LangSmithReading } from './reading.ts'

const CONTEXT = new Set(['trace_id'])
const RUNS: CutPlan = { members: new Map<string, CutPlan>([['runs', {}]]), context: CONTEXT }
const PLAN: CutPlan = {
  members: new Map<string, CutPlan>([
    ['runs', {}],
    ['traces', RUNS],
    ['items', {}],
    ['data', RUNS],
    ['results', RUNS],
    ['feedback', {}],
    ['feedbacks', {}],
  ]),
  context: CONTEXT,
}

/**
 * LangSmith. How to get a file: `Client.list_runs(...)`, one `run.dict()` a line; the command line's or the skill's export
 * (a file per trace, `run_id`, `token_usage`, `costs`, `custom_metadata`); `POST /runs/query` (`{runs, cursors}`); a bulk
 * export (Parquet, payloads as JSON text); `Client.list_feedback(...)`; data frames as CSV or JSON.
 *
 * Traps. `session_id` is the project; a conversation is `thread_id` (or `session_id`, `conversation_id`) of the metadata.
 * Chains repeat the tokens and costs of the calls below them. Times have no zone and are UTC. Where a parent is not told,
 * `dotted_order` does. Statistics of feedback repeat its rows. A client's log holds a run's beginning and its update.
 */
export const langSmith = {
  id: 'langsmith',
  title: 'LangSmith runs and feedback',
  detect(probe) {
    const { head, tail, start } = probeText(probe)
    if (head.startsWith('PAR1')) return isRunTable(tail) ? 0.95 : 0
    // Payloads may fill the head: what stands after them is in the tail.
    if (start.startsWith('{') || start.startsWith('[')) return ofJson(head) || ofJson(tail) * 0.7
    const header = head.slice(0, HEADER_CHARACTERS).split('\n', 1)[0] ?? ''
    return isRunTable(header) ? 0.95 : 0
  },
  async read(source, sink, notes) {
    const reading = new LangSmithReading(sink, notes)
    await readRecords(source, sink, { plan: PLAN, record: (record) => reading.record(record) })
    await reading.end()
  },
} as const satisfies Importer

const HEADER_CHARACTERS = 16_384

function ofJson(head: string): number {
  const isRun = /"run_type"\s*:/.test(head)
  if (isRun && /"dotted_order"\s*:/.test(head)) return 0.95
  if (isRun && /"(parent_run_id|parent_run_ids|child_run_ids|child_runs)"\s*:/.test(head)) return 0.93
  if (isRun && /"trace_id"\s*:/.test(head) && /"start_time"\s*:/.test(head)) return 0.9
  if (/"feedback_source"\s*:/.test(head) && /"(run_id|trace_id)"\s*:/.test(head) && /"key"\s*:/.test(head))
    return 0.92
  if (/"columns"\s*:\s*\[[^\]]{0,4000}"(dotted_order|run_type)"/.test(head)) return 0.92
  return /"dotted_order"\s*:\s*"\d{8}T\d{12}Z/.test(head) ? 0.9 : 0
}

/** Names of columns: in the header of a CSV, or the directory at the end of a Parquet file. */
function isRunTable(names: string): boolean {
  if (names.includes('dotted_order') || names.includes('feedback_source')) return true
  return names.includes('run_type') && (names.includes('trace_id') || names.includes('parent_run_id'))
}
