import type { Importer } from '../../importer.ts'
import { probeText } from '../../probe.ts'
import { readTrajectories } from '../../trajectory-reading.ts'
import { readFamily } from './family.ts'
import { ATIF_REASONS } from './schema.ts'

/**
 * The Agent Trajectory Interchange Format of Harbor (`<trial>/agent/trajectory.json`) and of what exports to it, v1.0 to
 * v1.7. Sub-agents stand in files of their own, in the document of their parent, or side by side with it; a run with its
 * sub-agents is one trace (a file of a sub-agent that comes before its parent's is a trace of its own). Steps that were
 * copied from an earlier trajectory are its history and count there. Times say when a step was, not how long it took.
 */
export const atif = {
  id: 'atif',
  title: 'ATIF trajectories',
  detect(probe) {
    const { head, tail, start } = probeText(probe)
    if (!/^[[{]/.test(start)) return 0
    return /"schema_version"\s*:\s*"ATIF-v\d/.test(head) || /"schema_version"\s*:\s*"ATIF-v\d/.test(tail)
      ? 0.97
      : 0
  },
  async read(source, sink, notes) {
    await readTrajectories(source, sink, ATIF_REASONS.other, (value, out, conversion) =>
      readFamily(value, notes, out, conversion),
    )
  },
} as const satisfies Importer
