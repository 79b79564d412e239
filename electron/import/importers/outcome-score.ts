import type { Score } from '../../../shared/model/score.ts'

/** A score of a whole run as its benchmark's own code gave it. */
export function outcomeScore(
  traceId: string,
  name: string,
  value: number | null,
  more: Partial<Score> = {},
): Score {
  return {
    traceId,
    spanId: null,
    name,
    value,
    label: null,
    explanation: null,
    evaluatorKind: 'code',
    judge: null,
    rubric: null,
    rubricVersion: null,
    atUs: null,
    raw: null,
    ...more,
  }
}
