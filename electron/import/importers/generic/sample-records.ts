import type { Mapping } from '../../../../shared/model/mapping.ts'
import { csvSample } from '../../csv-records.ts'
import type { ImportSource, Probe } from '../../importer.ts'
import { parseJsonPrefix } from '../../json-prefix.ts'
import { isParquet, readParquetRecords } from '../../parquet-records.ts'
import { PROBE_BYTES, probeText } from '../../probe.ts'
import { isLineDelimited } from '../../record-reader.ts'
import { guessMapping } from './guess.ts'

/** Records that a mapping is guessed from. */
const SAMPLE = 50

export interface RecordSample {
  records: readonly unknown[]
  /** The one record is a document that may hold a list of them. */
  isDocument: boolean
}

const NOTHING: RecordSample = { records: [], isDocument: false }

/** The first records of a source by its first bytes; none where they are no JSON and no table of text. */
export function sampleProbe(probe: Probe): RecordSample {
  const { head, start } = probeText(probe)
  const ended = probe.head.length < PROBE_BYTES
  if (/^[[{]/.test(start)) {
    if (!isLineDelimited(head, ended)) return { records: [parseJsonPrefix(start)], isDocument: true }
    const lines = start.split('\n', SAMPLE).map(parseJsonPrefix)
    return { records: lines.filter((line) => line !== undefined), isDocument: false }
  }
  return isParquet(probe.head) || probe.head.includes(0)
    ? NOTHING
    : { records: csvSample(head, SAMPLE), isDocument: false }
}

const ignore = (): void => undefined

/** The first records of a source, Parquet included; the source is used up. */
export async function sampleSource(source: ImportSource): Promise<RecordSample> {
  const head = await source.head()
  if (!isParquet(head)) return sampleProbe({ name: source.path, head, tail: new Uint8Array(0) })
  const records: unknown[] = []
  const enough = new Error('enough')
  const sink = {
    span: ignore,
    score: ignore,
    alias: ignore,
    reject: ignore,
    skip: ignore,
    note: ignore,
    drain: async () => {
      if (records.length >= SAMPLE) throw enough
    },
  }
  const record = ({ value }: { value: unknown }): boolean => {
    if (records.length < SAMPLE) records.push(value)
    return true
  }
  try {
    await readParquetRecords(source, sink, { plan: {}, record })
  } catch (error) {
    if (error !== enough) throw error
  }
  return { records, isDocument: false }
}

/** A first mapping for a source by its first bytes, null where none suggests itself. */
export function guessFromProbe(probe: Probe): Mapping | null {
  const { records, isDocument } = sampleProbe(probe)
  return records.length === 0 ? null : guessMapping(records, isDocument)
}
