import type { Importer } from '../../importer.ts'
import { probeText } from '../../probe.ts'
import { sourceStem } from '../../source-name.ts'
import { readTrajectories } from '../../trajectory-reading.ts'
import { readRun } from './read-run.ts'
import { SWE_REASONS } from './schema.ts'

/**
 * SWE-agent trajectories (`trajectories/<user>/<run>/<instance>.traj`), one run a file: both generations (steps with an
 * accompanying history; from 1.0 on steps with the `query` that was sent) and demonstrations. No clock. Tokens and cost are
 * known of the whole run alone and stand at its last call. Older files name neither the model nor the instance.
 */
export const sweAgent = {
  id: 'swe-agent',
  title: 'SWE-agent trajectories',
  detect(probe) {
    const { head, tail, start } = probeText(probe)
    if (!/^[[{]/.test(start) || /"trajectory_format"\s*:|"schema_version"\s*:\s*"ATIF/.test(tail)) return 0
    // OpenHands' server gives its events as a trajectory, too.
    if (/"source"\s*:\s*"(agent|user|environment)"/.test(head)) return 0
    const opening = start.slice(0, 1024)
    if (/"trajectory"\s*:\s*\[\s*\{\s*"(action|observation|response|thought)"\s*:/.test(opening)) return 0.95
    if (/^\{\s*"history"\s*:\s*\[/.test(opening) && /"(message_type|is_demo|agent)"\s*:/.test(head))
      return 0.9
    const stats = /"model_stats"\s*:/.test(tail) && /"tokens_(sent|received)"\s*:/.test(tail)
    return stats && /"(trajectory|history|attempts)"\s*:\s*\[/.test(head) ? 0.9 : 0
  },
  async read(source, sink) {
    const stem = sourceStem(source.path)
    await readTrajectories(source, sink, SWE_REASONS.other, (value, out, conversion) =>
      readRun(value, stem, out, conversion),
    )
  },
} as const satisfies Importer
