import { spanOfTraceName, type Score } from '../../../../shared/model/score.ts'
import type { Place } from '../../../../shared/model/span.ts'
import type { ImportSink, SharedNotes } from '../../importer.ts'

const KEY = 'langsmith.feedback'
const MAX_KNOWN = 1_000_000

/** Feedback row by row, and the statistics of runs: these count only where no row of the same name for the run was read. */
export class GivenFeedback {
  readonly #rows: Set<string>
  readonly #statistics: { score: Score; place: Place }[] = []

  constructor(notes: SharedNotes) {
    const kept = notes.get(KEY)
    this.#rows = kept instanceof Set ? (kept as Set<string>) : new Set<string>()
    notes.set(KEY, this.#rows)
  }

  note(score: Score): void {
    if (this.#rows.size < MAX_KNOWN) this.#rows.add(nameOf(score))
  }

  hold(score: Score, place: Place): void {
    this.#statistics.push({ score, place })
  }

  tell(sink: ImportSink): void {
    for (const { score, place } of this.#statistics)
      if (!this.#rows.has(nameOf(score))) sink.score(score, place)
    this.#statistics.length = 0
  }
}

/** The run and the name of what was judged. */
function nameOf({ traceId, spanId, name }: Score): string {
  return `${spanId ?? spanOfTraceName(traceId) ?? traceId}\n${name}`
}
