import type { Finding, Verdict } from '../../shared/model/finding.ts'
import type { RecordedTrace } from '../../shared/model/recorded-trace.ts'
import type { Category, CategoryFinding, CategoryResult, LearnedNormals } from './category.ts'
import { CATEGORIES } from './registry.ts'
import { writeSignature } from './signature.ts'

export interface CategoryVerdict {
  category: string
  version: number
  verdict: Verdict
  /** Why it could not be evaluated, null otherwise. */
  why: string | null
}

/** A category that failed on a trace: its verdict there is not evaluable. */
export interface CategoryError {
  category: string
  traceId: string
  message: string
}

export interface TraceAnalysis {
  /** One for every category that was asked for, in the order of the registry. */
  verdicts: CategoryVerdict[]
  findings: Finding[]
  errors: CategoryError[]
}

export interface RunOptions {
  /** Ids of the categories to run; all without it. */
  only?: ReadonlySet<string>
  normals?: LearnedNormals
  categories?: readonly Category[]
}

/** A loop of a hundred thousand failing calls is told by its first thousand. */
export const FINDING_LIMIT = 1000

/** Runs the categories over one trace. Never throws: a category that does becomes not evaluable and is listed. */
export function runCategories(trace: RecordedTrace, options: RunOptions = {}): TraceAnalysis {
  const analysis: TraceAnalysis = { verdicts: [], findings: [], errors: [] }
  for (const category of options.categories ?? CATEGORIES) {
    if (options.only !== undefined && !options.only.has(category.id)) continue
    const { id, version } = category
    let result: CategoryResult
    let findings: Finding[] = []
    try {
      result = category.evaluate(trace, options.normals)
      if (result.verdict === 'fired') {
        findings = result.findings
          .slice(0, FINDING_LIMIT)
          .map((finding) => toFinding(trace, category, finding))
      }
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      analysis.errors.push({ category: id, traceId: trace.traceId, message })
      result = { verdict: 'not_evaluable', why: `The rule failed on this trace: ${message}` }
    }
    const why = result.verdict === 'not_evaluable' ? result.why : null
    analysis.verdicts.push({ category: id, version, verdict: result.verdict, why })
    analysis.findings.push(...findings)
  }
  return analysis
}

function toFinding(trace: RecordedTrace, category: Category, found: CategoryFinding): Finding {
  return {
    traceId: trace.traceId,
    spanId: found.span.spanId,
    blameSpanId: found.blame?.spanId ?? null,
    category: category.id,
    version: category.version,
    class: found.class ?? category.class,
    evidence: found.evidence,
    signature: writeSignature(found.group ?? [], found.signature),
  }
}
