import type { Importer } from '../../importer.ts'
import type { CutPlan } from '../../json-cutter.ts'
import { isJsonObject, listOf, textOrNull, type JsonObject } from '../../json-value.ts'
import { probeText } from '../../probe.ts'
import { readJsonRecords } from '../../record-reader.ts'
import { readRecord } from '../../record-sink.ts'
import { readInfo, readSimulation } from './read-simulation.ts'
import { TAU2_REASONS } from './schema.ts'

const PLAN: CutPlan = { members: new Map([['simulations', {}]]), context: new Set(['info']) }

/**
 * Results of tau2-bench (`tau2 run`): `{timestamp, info, tasks, simulations}`. A simulation is a trace; times are ISO
 * without a zone. Tools may be called by the simulated user. Some files carry one time on all rows: their clock is
 * taken for made up.
 */
export const tau2Bench = {
  id: 'tau2-bench',
  title: 'tau2-bench results',
  detect(probe) {
    const { start, tail } = probeText(probe)
    const isRun = /"(agent_info|user_info|environment_info)"\s*:/.test(start)
    if (isRun && start.startsWith('{') && /"git_commit"\s*:|"num_trials"\s*:/.test(start)) return 0.95
    return /"termination_reason"\s*:/.test(start + tail) && /"reward_info"\s*:/.test(start + tail) ? 0.8 : 0
  },
  async read(source, sink) {
    await readJsonRecords(source, sink, {
      plan: PLAN,
      record(record) {
        const taken = readRecord(record, sink, (value, out, conversion) => {
          const document = isJsonObject(value) && Array.isArray(value.simulations) ? value : null
          const info = readInfo(document ? document.info : record.context('info'))
          const items = document
            ? listOf(document.simulations)
            : Array.isArray(value)
              ? (value as unknown[])
              : [value]
          if (!document && record.path.length === 0 && !items.some(isSimulation)) return false
          for (const item of items) {
            if (isSimulation(item)) readSimulation(item, info, out, conversion)
            else out.reject(TAU2_REASONS.other)
          }
          return true
        })
        if (!taken && record.divisible) return false
        if (!taken) sink.reject(TAU2_REASONS.other, record.place)
        return true
      },
    })
  },
} as const satisfies Importer

function isSimulation(value: unknown): value is JsonObject {
  return isJsonObject(value) && textOrNull(value.id) !== null && Array.isArray(value.messages)
}
