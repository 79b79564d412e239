import type { Importer } from '../../importer.ts'
import { probeText } from '../../probe.ts'
import { sourceStem } from '../../source-name.ts'
import { readTrajectories } from '../../trajectory-reading.ts'
import { readRun } from './read-run.ts'
import { MINI_REASONS } from './schema.ts'

/**
 * mini-swe-agent trajectories (`<instance>.traj.json` of `mini-extra swebench`, `last_mini_run.traj.json` of `mini`), one
 * run a file. What names the format comes last. Calls that failed are counted in `api_calls` and stand nowhere else.
 */
export const miniSweAgent = {
  id: 'mini-swe-agent',
  title: 'mini-swe-agent trajectories',
  detect(probe) {
    const { head, tail, start } = probeText(probe)
    if (!/^[[{]/.test(start)) return 0
    if (/"trajectory_format"\s*:\s*"mini-swe-agent/.test(head + tail)) return 0.97
    const info = start.slice(0, 16_384)
    if (/^\{\s*"info"\s*:/.test(start) && /"mini_version"\s*:/.test(info)) return 0.95
    return /^\{\s*"info"\s*:/.test(start) && /"instance_cost"\s*:/.test(info) && /"messages"\s*:/.test(head)
      ? 0.9
      : 0
  },
  async read(source, sink) {
    const stem = sourceStem(source.path)
    await readTrajectories(source, sink, MINI_REASONS.other, (value, out, conversion) =>
      readRun(value, stem, out, conversion),
    )
  },
} as const satisfies Importer
