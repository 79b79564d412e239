import type { Importer } from '../../importer.ts'
import { probeText } from '../../probe.ts'
import { readJsonRecords } from '../../record-reader.ts'
import { readRecord } from '../../record-sink.ts'
import { readRun } from './read-run.ts'
import { WHO_WHEN_REASONS } from './schema.ts'

/**
 * Who&When: failed runs of agent teams with the agent, the step and the reason of the decisive mistake, one run a file
 * (the data set's `Algorithm-Generated` and `Hand-Crafted` folders). No clock; the long history may come first, so that
 * what tells the format stands at the end. `mistake_step` counts from 0.
 */
export const whoAndWhen = {
  id: 'who-and-when',
  title: 'Who&When runs',
  detect(probe) {
    const { head, tail } = probeText(probe)
    return isRun(head) || isRun(tail) ? 0.95 : 0
  },
  async read(source, sink) {
    await readJsonRecords(source, sink, {
      plan: {},
      record(record) {
        if (!readRecord(record, sink, readRun)) sink.reject(WHO_WHEN_REASONS.other, record.place)
        return true
      },
    })
  },
} as const satisfies Importer

function isRun(text: string): boolean {
  return /"mistake_agent"\s*:/.test(text) && /"mistake_step"\s*:/.test(text)
}
