import type { Score } from '../../../../shared/model/score.ts'
import type { Place, Span } from '../../../../shared/model/span.ts'
import type { ImportSink } from '../../importer.ts'
import { isJsonObject, numberOrNull, parseCell, textOrNull, type JsonObject } from '../../json-value.ts'
import { createdUs } from './read-row.ts'

/**
 * The scores of the rows of a source, and who gave them: a scorer's run is a row of its own, of the type `score` and the
 * score's name, whose model (or that of the call below it) is the judge. Told when the source has ended.
 */
export class BraintrustScores {
  readonly #held: { score: Score; place: Place }[] = []
  /** The scorer's row by trace and name of the score, and the trace and name by the scorer's row. */
  readonly #scorers = new Map<string, { judge: string | null; byModel: boolean }>()
  readonly #scorerSpans = new Map<string, string>()

  /** Takes the scores of a row; a score of the root judges the trace. A score that is null was skipped by its scorer. */
  take(raw: JsonObject, span: Span, place: Place): void {
    this.#takeScorer(raw, span)
    const scores = parseCell(raw.scores)
    if (!isJsonObject(scores)) return
    for (const [name, value] of Object.entries(scores)) {
      const number = typeof value === 'boolean' ? Number(value) : numberOrNull(value)
      if (number === null) continue
      const score = {
        ...EMPTY,
        traceId: span.traceId,
        spanId: span.parentSpanId === null ? null : span.spanId,
        name,
        value: number,
        atUs: createdUs(raw),
      }
      this.#held.push({ score, place })
    }
  }

  tell(sink: ImportSink): void {
    for (const { score, place } of this.#held) {
      const scorer = this.#scorers.get(keyOf(score.traceId, score.name))
      const evaluatorKind = scorer ? (scorer.byModel ? 'llm' : 'code') : null
      sink.score({ ...score, evaluatorKind, judge: scorer?.judge ?? null }, place)
    }
    this.#held.length = 0
  }

  #takeScorer(raw: JsonObject, span: Span): void {
    const about = parseCell(raw.span_attributes)
    const isScorer = isJsonObject(about) && (about.type === 'score' || about.purpose === 'scorer')
    const metadata = parseCell(raw.metadata)
    const model = isJsonObject(metadata) ? textOrNull(metadata.model) : null
    if (isScorer && span.kind === 'evaluator') {
      const key = keyOf(span.traceId, span.name)
      this.#scorerSpans.set(span.spanId, key)
      this.#scorers.set(key, { judge: model ?? span.name, byModel: model !== null })
    } else if (span.kind === 'llm' && span.parentSpanId !== null) {
      const key = this.#scorerSpans.get(span.parentSpanId)
      if (key !== undefined) this.#scorers.set(key, { judge: model, byModel: true })
    }
  }
}

const keyOf = (traceId: string, name: string): string => JSON.stringify([traceId, name])

const EMPTY = {
  label: null,
  explanation: null,
  evaluatorKind: null,
  judge: null,
  rubric: null,
  rubricVersion: null,
  raw: null,
} as const
