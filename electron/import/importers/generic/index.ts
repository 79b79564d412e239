import { AppError } from '../../../../shared/errors.ts'
import type { Mapping } from '../../../../shared/model/mapping.ts'
import type { Importer } from '../../importer.ts'
import { readMapped } from './mapped-reading.ts'
import { guessFromProbe } from './sample-records.ts'

/**
 * Everything no other importer knows: home-made chat logs, request logs, tables. What stands where is said by a mapping
 * (shared/model/mapping.ts, `--map`); without one it is guessed from the first records. Parquet needs a mapping, since
 * its first bytes say nothing.
 */
export const generic = {
  id: 'generic',
  title: 'Chat logs and other records (mapping)',
  detect(probe) {
    const mapping = guessFromProbe(probe)
    return mapping !== null && isCertain(mapping) ? 0.5 : 0
  },
  async read(source, sink) {
    const head = await source.head()
    const mapping = guessFromProbe({ name: source.path, head, tail: new Uint8Array(0) })
    if (mapping === null) {
      const why = 'no mapping could be guessed from its first records; write one and name it with --map'
      throw new AppError('file_unreadable', { path: source.path, why })
    }
    await readMapped(source, sink, mapping)
  },
} as const satisfies Importer

/** The importer that reads every source as a mapping says. */
export function mappedImporter(mapping: Mapping): Importer {
  return { ...generic, detect: () => 1, read: (source, sink) => readMapped(source, sink, mapping) }
}

/** Pairs of something in and something out are in many files; a model or its tokens say that it was one. */
function isCertain({ each, fields }: Mapping): boolean {
  return each !== 'call' || fields.model !== undefined || fields.inputTokens !== undefined
}
