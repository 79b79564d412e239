import type { Place, Span } from '../../../../shared/model/span.ts'
import type { ImportSink } from '../../importer.ts'
import type { GivenScore } from './read-feedback.ts'

/** Scores that wait for the calls of their scorers, which tell whether a model judged, and which; told when the source has ended. */
export class WeaveScorers {
  readonly #held: (GivenScore & { place: Place })[] = []
  /** The model of a scorer's call, null where none was asked; by the call and by the call it judged with its name. */
  readonly #calls = new Map<string, string | null>()

  hold(given: GivenScore, place: Place): void {
    this.#held.push({ ...given, place })
  }

  /** `models`: those that the call or any below it asked. */
  note(span: Span, op: string, models: readonly string[]): void {
    if (span.kind !== 'evaluator') return
    const model = models.length === 0 ? null : models.join(', ')
    this.#calls.set(span.spanId, model)
    if (span.parentSpanId !== null) this.#calls.set(scorerOf(span.parentSpanId, op), model)
  }

  tell(sink: ImportSink): void {
    for (const { score, scorerCall, place } of this.#held) {
      const model = scorerCall === null ? undefined : this.#calls.get(scorerCall)
      if (model === null) score.evaluatorKind = 'code'
      else if (model !== undefined) {
        score.evaluatorKind = 'llm'
        score.judge = model
      }
      sink.score(score, place)
    }
    this.#held.length = 0
  }
}

/** How the scorer `op` of a prediction is found; the class's method `score` is the scorer. */
export function scorerOf(callId: string, op: string): string {
  return `${callId}\n${op.replace(/\.score$/, '')}`
}
