import type { Importer } from '../../importer.ts'
import { probeText } from '../../probe.ts'
import { readJsonRecords } from '../../record-reader.ts'
import { readRecord } from '../../record-sink.ts'
import { sourceStem } from '../../source-name.ts'
import { readLabels } from './read-labels.ts'
import { readRun } from './read-run.ts'
import { AGENTRX_REASONS } from './schema.ts'

/**
 * AgentRx (microsoft/AgentRx): runs of Magentic-One, one a file, and the files of labels that name a run by its file's
 * name or by the number of its task (tau-bench runs are results of tau-bench). No clock, no model.
 */
export const agentRx = {
  id: 'agentrx',
  title: 'AgentRx runs and labels',
  detect(probe) {
    const { start } = probeText(probe)
    if (!start.startsWith('[')) return 0
    if (/"trajectory_id"\s*:/.test(start) && /"(failures|root_cause)"\s*:/.test(start)) return 0.95
    return /"role"\s*:\s*"Orchestrator \((thought|->|termination)/.test(start) ? 0.95 : 0
  },
  async read(source, sink) {
    const stem = sourceStem(source.path)
    await readJsonRecords(source, sink, {
      plan: {},
      record(record) {
        const taken =
          readRecord(record, sink, readLabels) ||
          readRecord(record, sink, (value, out) => readRun(value, stem, out))
        if (!taken && record.divisible) return false
        if (!taken) sink.reject(AGENTRX_REASONS.other, record.place)
        return true
      },
    })
  },
} as const satisfies Importer
