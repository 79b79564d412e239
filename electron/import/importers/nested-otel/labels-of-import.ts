import type { Score } from '../../../../shared/model/score.ts'
import type { Place } from '../../../../shared/model/span.ts'
import type { ImportSink, SharedNotes } from '../../importer.ts'

const KEY = 'nested-otel:labels'

interface Waiting {
  traces: Set<string>
  scores: Map<string, Score[]>
}

/**
 * Labels of an import on their way to its traces. A label alone says nothing of what happened, so it makes no trace: it
 * is told with its trace, whichever of the two is read first.
 */
export class LabelsOfImport {
  readonly #waiting: Waiting
  readonly #sink: ImportSink

  constructor(notes: SharedNotes, sink: ImportSink) {
    const known = notes.get(KEY) as Waiting | undefined
    this.#waiting = known ?? { traces: new Set<string>(), scores: new Map<string, Score[]>() }
    notes.set(KEY, this.#waiting)
    this.#sink = sink
  }

  /** A label of a trace that is here, or may still come. */
  add(score: Score, place: Place): void {
    if (this.#waiting.traces.has(score.traceId)) return this.#sink.score(score, place)
    const held = this.#waiting.scores.get(score.traceId) ?? []
    held.push(score)
    this.#waiting.scores.set(score.traceId, held)
    this.#sink.skip(LABELS_WAIT, place)
  }

  /** A trace that is here; its labels are told once. */
  trace(traceId: string, place: Place): void {
    if (this.#waiting.traces.has(traceId)) return
    this.#waiting.traces.add(traceId)
    for (const score of this.#waiting.scores.get(traceId) ?? []) this.#sink.score(score, place)
    this.#waiting.scores.delete(traceId)
  }
}

export const LABELS_WAIT =
  'The label was read before its trace; it is counted with the trace if that is part of the same import.'
