import type { Place } from './span.ts'

/** Why records of a source were not stored as they came: one entry a reason. */
export interface ImportProblem {
  /** A sentence a person understands. */
  reason: string
  count: number
  first: Place
}

/**
 * What became of one source file (archive entries are sources of their own).
 * A record is a span, a score, or a line or element that is neither: read = accepted + rejected + skipped.
 * `duplicates` of the accepted were already there, identical; `traces`, `spans`, `scores` are what was added.
 */
export interface SourceReport {
  path: string
  sha256: string
  format: string | null
  bytes: number
  traces: number
  spans: number
  scores: number
  read: number
  accepted: number
  rejected: number
  skipped: number
  duplicates: number
  seconds: number
  problems: ImportProblem[]
}
