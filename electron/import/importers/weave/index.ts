import type { Importer } from '../../importer.ts'
import type { CutPlan } from '../../json-cutter.ts'
import { probeText } from '../../probe.ts'
import { readRecords } from '../../records.ts'
import { WeaveReading } from './reading.ts'

const PLAN: CutPlan = {
  members: new Map<string, CutPlan>([
    ['calls', {}],
    ['data', {}],
    ['result', {}],
    ['rows', {}],
  ]),
}

/**
 * W&B Weave. How to get a file: the traces table, select, Export (JSON, JSONL, CSV, TSV); `POST /calls/stream_query` (a call
 * a line); `client.get_calls()`, one `call.to_dict()` a line; `POST /feedback/query` (`{result: [...]}`).
 *
 * Traps. A call has no kind: the op's name and `attributes.weave.kind` tell, else tokens on a call without calls below it
 * make it a model's. Callers repeat the tokens of what they called. The model is a key of `summary.usage`. Inputs are often
 * references. An op's digest is the version of its code. CSV has a column for every path, and models' names hold dots.
 */
export const weave = {
  id: 'weave',
  title: 'W&B Weave calls and feedback',
  detect(probe) {
    const { head, tail, start } = probeText(probe)
    if (head.startsWith('PAR1')) return isCallTable(tail) ? 0.93 : 0
    if (start.startsWith('{') || start.startsWith('[')) return ofJson(head) || ofJson(tail) * 0.7
    return isCallTable(head.slice(0, HEADER_CHARACTERS).split('\n', 1)[0] ?? '') ? 0.93 : 0
  },
  async read(source, sink) {
    const reading = new WeaveReading(sink)
    await readRecords(source, sink, { plan: PLAN, record: (record) => reading.record(record) })
    await reading.end()
  },
} as const satisfies Importer

const HEADER_CHARACTERS = 16_384

function ofJson(text: string): number {
  if (/"op_name"\s*:\s*"weave:\/\/\//.test(text)) return 0.95
  if (/"op_name"\s*:/.test(text) && /"trace_id"\s*:/.test(text) && /"started_at"\s*:/.test(text)) return 0.92
  return /"weave_ref"\s*:\s*"weave:\/\/\//.test(text) && /"feedback_type"\s*:/.test(text) ? 0.92 : 0
}

/** Names of columns: in the header of a CSV, or the directory at the end of a Parquet file. */
function isCallTable(names: string): boolean {
  return names.includes('op_name') && names.includes('trace_id') && names.includes('started_at')
}
