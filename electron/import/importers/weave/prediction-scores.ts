import { cellObject } from '../../frame-rows.ts'
import type { Span } from '../../../../shared/model/span.ts'
import { textOrNull, type JsonObject } from '../../json-value.ts'
import { judgements } from './judgements.ts'
import type { GivenScore } from './read-feedback.ts'
import { scorerOf } from './scorers.ts'

/** The scores of a prediction in an evaluation: `Evaluation.predict_and_score` gives `{output, scores: {<scorer>: result}}`. */
export function predictionScores(raw: JsonObject, span: Span): GivenScore[] {
  if (textOrNull(raw.op_name)?.includes('predict_and_score') !== true) return []
  const scores = cellObject(cellObject(raw.output).scores)
  return Object.keys(scores).flatMap((scorer) =>
    judgements(scorer, scores[scorer]).map((judgement): GivenScore => ({
      score: {
        ...judgement,
        traceId: span.traceId,
        spanId: span.spanId,
        evaluatorKind: null,
        judge: scorer,
        rubric: null,
        rubricVersion: null,
        atUs: null,
        raw: null,
      },
      scorerCall: scorerOf(span.spanId, scorer),
    })),
  )
}
