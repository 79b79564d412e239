import type { CategoryClass, Evidence } from '../../shared/model/finding.ts'
import type { RecordedSpan, RecordedTrace } from '../../shared/model/recorded-trace.ts'

export interface CategoryFinding {
  span: RecordedSpan
  blame: RecordedSpan | null
  evidence: Evidence[]
  /** Only where it differs from the category's own class. */
  class?: CategoryClass
  /** Parts of the signature that stay as they are: tool, error type, HTTP status, pair of models. */
  group?: readonly string[]
  /** What groups like findings; masked by the runner (numbers, ids, paths, quoted values). */
  signature: string
}

/** What is normal for this workspace's agents, learned over its traces. */
export interface LearnedNormals {
  /**
   * Share (0..1) of the tool's calls by this agent that come back empty, by all agents where it has made too few; null
   * while too few were seen.
   */
  emptyRate(tool: string, agent: string | null): number | null
  /** True where anything in the workspace was ever evaluated. */
  readonly evaluated: boolean
}

/** Fired with proof, looked at and not fired, or not evaluable because the export lacks the fields. */
export type CategoryResult =
  | { verdict: 'fired'; findings: CategoryFinding[] }
  | { verdict: 'not_fired' }
  | { verdict: 'not_evaluable'; why: string }

/** One failure category: a folder under categories/ and a line in the registry. */
export interface Category {
  /** The word used everywhere: `tool_error_silent`. */
  id: string
  /** Plain name: "Silent tool error". */
  name: string
  /** One sentence. */
  definition: string
  /** The worst class a finding of it can have. */
  class: CategoryClass
  /** Raised whenever the rule changes. */
  version: number
  /** Categories whose events these are as well, by id: where both shift, one alert tells it. */
  follows?: readonly string[]
  /** Reads the trace only, keeps nothing between calls. Without `normals` nothing has been learned yet. */
  evaluate(trace: RecordedTrace, normals?: LearnedNormals): CategoryResult
}
