import type { Score } from '../../shared/model/score.ts'
import type { Place, Span } from '../../shared/model/span.ts'

/** What detection may look at: the first and last 64 KiB after decompression. The name is for messages only. */
export interface Probe {
  name: string
  head: Uint8Array
  tail: Uint8Array
}

/** One decompressed file (an archive entry is one). `bytes` can be asked for once. */
export interface ImportSource {
  /** Path as shown to people; `archive.tar.gz!inner/file.json` for an archive entry. */
  path: string
  /** Decompressed bytes in chunks of some 256 KiB; throws AppError where decompression or reading fails. */
  bytes(): AsyncIterable<Uint8Array>
}

/**
 * Where an importer puts what it read. Every record ends in exactly one of these calls, so that
 * read = accepted + rejected + skipped. All calls are synchronous; between chunks the importer awaits `drain`.
 */
export interface ImportSink {
  span(span: Span, place: Place): void
  score(score: Score, place: Place): void
  /** A record that should have been one but could not be read. `reason` is a sentence without the place. */
  reject(reason: string, place: Place): void
  /** Records that are rightly no spans or scores (metrics, progress noise). */
  skip(reason: string, place: Place, count?: number): void
  /** Something a person should know about a record that is counted by another call (it was kept, but not as it came). */
  note(reason: string, place: Place): void
  /** Writes what is due and reports progress; rejects with AppError `cancelled` when the job was cancelled. */
  drain(): Promise<void>
}

/** One export format: a folder under importers/ and a line in the registry. */
export interface Importer {
  /** The format's id, as `--format` and the `imports` view name it. */
  id: string
  title: string
  /** 0 (no) to 1 (certain). Looks at bytes, parses nothing, never trusts the name. */
  detect(probe: Probe): number
  read(source: ImportSource, sink: ImportSink): Promise<void>
}
