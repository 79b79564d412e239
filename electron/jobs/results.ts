import type { MatchedCategory } from './match-custom.ts'
import type { WatchChange } from '../../shared/model/baseline.ts'
import type { CategoryClass } from '../../shared/model/finding.ts'
import type { Reclassification } from '../../shared/model/reclassification.ts'
import type { MergedNotes } from '../../shared/model/merged-notes.ts'
import type { Mapping } from '../../shared/model/mapping.ts'
import type { SourceReport } from '../../shared/model/import-report.ts'
import type { Notice, Shift } from '../../shared/model/shift.ts'

export interface ImportInput {
  workspacePath: string
  /** Files, folders, archives; `-` is standard input. */
  paths: string[]
  label: string | null
  /** Format id that overrides detection. */
  format: string | null
  /** Where the facts stand in records of no known format; takes the place of detection. */
  mapping: Mapping | null
  /** It is the generated first-run sample. */
  isSample: boolean
  /** Share of sessions to keep (0..1), null for all. */
  sample: number | null
  /** Only reads and reports; the workspace need not exist and is not touched. */
  dryRun: boolean
}

/** What became of an import. A source with `failed` was asked for by name, or ended early. */
export interface ImportResult {
  /** Null where nothing was to be written. */
  importId: number | null
  label: string
  workspace: { traces: number; spans: number; scores: number; findings: number }
  sources: (SourceReport & { failed: boolean })[]
  /** Of workspaces that were merged: what people wrote in them. */
  merged?: MergedNotes
}

export interface AnalysisInput {
  workspacePath: string
  /** Category ids; null means all. */
  only: string[] | null
  force: boolean
  /** What the rules of the user's categories matched just before. */
  custom?: MatchedCategory[]
  /** A decision about what is normal or watched, carried out after it. */
  change?: WatchChange
}

export interface AnalysisResult {
  categories: {
    id: string
    version: number
    class: CategoryClass
    fired: number
    notFired: number
    notEvaluable: number
  }[]
  shifts: Shift[]
  notices: Notice[]
  /** What is watched, or why nothing is. */
  watch: string
  analysedTraces: number
  /** Rules that failed on a trace, with what they said; counted as not evaluable. */
  ruleErrors: { category: string; traceId: string; message: string }[]
  /** Rules of users that failed or ran too long, and were not asked of any trace. */
  stoppedRules: { category: string; why: string }[]
  /** Where rules that changed say something else of traces that did not; null where none was looked at again. */
  reclassified: Reclassification | null
}

export interface UndoInput {
  workspacePath: string
  importId: number
}

export interface IndexInput {
  workspacePath: string
}

export interface IndexResult {
  /** False where it gave way to another job. */
  complete: boolean
}
