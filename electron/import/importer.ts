import type { Score } from '../../shared/model/score.ts'
import type { Place, Span } from '../../shared/model/span.ts'

/** What detection may look at: the first and last 64 KiB after decompression. The name is for messages only. */
export interface Probe {
  name: string
  head: Uint8Array
  tail: Uint8Array
}

/** Bytes that can be read anywhere, for formats whose directory stands at the end. Close it when done. */
export interface RandomBytes {
  length: number
  /** The bytes from `start` up to `end`, fewer at the end. */
  slice(start: number, end: number): Promise<Uint8Array>
  close(): Promise<void>
}

/** One decompressed file (an archive entry is one). Either `bytes` or `random` can be asked for, once. */
export interface ImportSource {
  /** Path as shown to people; `archive.tar.gz!inner/file.json` for an archive entry. */
  path: string
  /** The first bytes (64 KiB, or all there are); to be asked for before the rest. */
  head(): Promise<Uint8Array>
  /** Decompressed bytes in chunks of some 256 KiB; throws AppError where decompression or reading fails. */
  bytes(): AsyncIterable<Uint8Array>
  /** The same bytes in any order; what comes out of an archive or a compressor is first written to a temporary file. */
  random(): Promise<RandomBytes>
}

/**
 * Where an importer puts what it read. Every record ends in exactly one of `span`, `score`, `reject` and `skip`, so that
 * read = accepted + rejected + skipped. All calls are synchronous; between chunks the importer awaits `drain`.
 */
export interface ImportSink {
  span(span: Span, place: Place): void
  /** A score may call its trace by an alias, or by the id of its span alone (`traceOfSpan`), whenever the trace is imported. */
  score(score: Score, place: Place): void
  /** Another name by which scores call a trace: a task, a file and a position in it. Counts as no record. */
  alias(traceId: string, alias: string): void
  /** A record that should have been one but could not be read. `reason` is a sentence without the place. */
  reject(reason: string, place: Place): void
  /** Records that are rightly no spans or scores (metrics, progress noise). */
  skip(reason: string, place: Place, count?: number): void
  /** Something a person should know about a record that is counted by another call (it was kept, but not as it came). */
  note(reason: string, place: Place): void
  /** Writes what is due and reports progress; rejects with AppError `cancelled` when the job was cancelled. */
  drain(): Promise<void>
}

/** What the sources of one import tell each other, e.g. an archive's header its samples. Keys begin with the importer's id. */
export type SharedNotes = Map<string, unknown>

/** One export format: a folder under importers/ and a line in the registry. */
export interface Importer {
  /** The format's id, as `--format` and the `imports` view name it. */
  id: string
  title: string
  /** 0 (no) to 1 (certain). Looks at bytes, parses nothing, never trusts the name. */
  detect(probe: Probe): number
  read(source: ImportSource, sink: ImportSink, notes: SharedNotes): Promise<void>
  /** Files and folders on disk that belong to a source at `path`, whether they were named or not; they need not exist. */
  companions?(path: string): string[]
}
