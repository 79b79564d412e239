import type { SourceReport } from '../../shared/model/import-report.ts'
import type { Score } from '../../shared/model/score.ts'
import type { Place, Span } from '../../shared/model/span.ts'
import type { SourceEnd } from '../store/source-writer.ts'

/** Where the records of one file go. */
export interface SourceTarget {
  span(span: Span, place: Place): void
  score(score: Score, place: Place): void
  /** Another name of a trace, see ImportSink. */
  alias(traceId: string, alias: string): void
  finish(end: SourceEnd): SourceReport
}

/** Where an import goes: the workspace, or a count of what would go there. */
export interface ImportTarget {
  beginSource(source: { path: string; format: string | null }): SourceTarget
  /** Called between the chunks of a source. */
  flush(): void
}
