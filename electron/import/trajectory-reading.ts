import type { ImportSink, ImportSource } from './importer.ts'
import type { Conversion } from './json-value.ts'
import { readJsonRecords } from './record-reader.ts'
import { readRecord, type RecordSink } from './record-sink.ts'

/** Reads one document or line that holds a run (or several). False where it is none: a list is then read by its elements. */
export type ReadTrajectory = (value: unknown, out: RecordSink, conversion: Conversion) => boolean

/** Reads a source of runs: a run a file, lists of runs, a run a line. `other`: what is said of a record that is none. */
export async function readTrajectories(
  source: ImportSource,
  sink: ImportSink,
  other: string,
  read: ReadTrajectory,
): Promise<void> {
  await readJsonRecords(source, sink, {
    plan: {},
    record(record) {
      const taken = readRecord(record, sink, read)
      if (!taken && record.divisible) return false
      if (!taken) sink.reject(other, record.place)
      return true
    },
  })
}
