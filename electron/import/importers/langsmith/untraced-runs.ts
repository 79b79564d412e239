import type { Score } from '../../../../shared/model/score.ts'
import type { Place, Span } from '../../../../shared/model/span.ts'
import type { ImportSink } from '../../importer.ts'

/** A run that was read, with the statistics of its feedback. */
export interface FoundRun {
  span: Span
  scores: readonly Score[]
}

/** More ancestors than any real run has. */
const MAX_HEIGHT = 1000

/** Runs that do not say which trace they belong to: the highest run above them in the source is its root, its id the trace's. */
export class UntracedRuns {
  readonly #parents = new Map<string, string | null>()
  readonly #held: (FoundRun & { place: Place })[] = []

  hold(found: FoundRun, place: Place): void {
    this.#parents.set(found.span.spanId, found.span.parentSpanId)
    this.#held.push({ ...found, place })
  }

  tell(sink: ImportSink, take: (found: FoundRun, place: Place) => void): void {
    for (const { span, scores, place } of this.#held) {
      const traceId = this.#rootOf(span.spanId)
      span.traceId = traceId
      for (const score of scores) {
        score.traceId = traceId
        score.spanId = span.spanId === traceId ? null : span.spanId
      }
      sink.span(span, place)
      take({ span, scores }, place)
    }
    this.#held.length = 0
  }

  #rootOf(id: string): string {
    let at = id
    for (let height = 0; height < MAX_HEIGHT; height++) {
      const parent = this.#parents.get(at)
      if (parent === null || parent === undefined) return at
      at = parent
    }
    return id
  }
}
